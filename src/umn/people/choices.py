"""Words that people and organisations are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OPERATOR = "operator", _("Operator: answers at a desk")
    COORDINATOR = "coordinator", _("Coordinator: also looks after the team and the desks")


class Standing(models.TextChoices):
    """How an organisation stands to UnionMigrantNet."""

    UMN = "umn", _("UnionMigrantNet")
    CITY = "city", _("city or municipality in the network")
    OUTSIDE = "outside", _("not part of the network")
    CLOSED = "closed", _("closed")


class Kind(models.TextChoices):
    CONFEDERATION = "confederation", _("union confederation")
    UNION = "union", _("union")
    ASSOCIATION = "association", _("migrants' association")
    NGO = "ngo", _("non-governmental organisation")
    TRAINING = "training", _("training or popular education")
    RESEARCH = "research", _("research institute")
    ADVICE = "advice", _("advice centre")
    CITY = "city", _("city or municipality")
    AUTHORITY = "authority", _("public authority")
    OTHER = "other", _("other")
