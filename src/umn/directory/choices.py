"""The words of the directory that the database knows."""

from django.db import models


class Basis(models.TextChoices):
    """How we know a fact."""

    CONFIRMED = "confirmed", "the office said so"
    SEEN = "seen", "read in a public source"
    RECALLED = "recalled", "general knowledge, not yet confirmed by the office"
    UNKNOWN = "unknown", "looked for and not found"


class Status(models.TextChoices):
    OPEN = "open", "works"
    CLOSED_FOR_A_TIME = "closed_for_a_time", "closed for a time"
    CLOSED = "closed", "closed for good"


class Kind(models.TextChoices):
    OFFICE = "office", "a place to go to"
    OUTREACH = "outreach", "comes to where people are"
    PHONE = "phone", "by telephone"
    ONLINE = "online", "on the web"


class Reach(models.TextChoices):
    PLACE = "place", "its town and around"
    COUNTRY = "country", "its whole country, from afar"


class Membership(models.TextChoices):
    """What a membership of UnionMigrantNet is known from."""

    NAMED = "named", "named in a text of the network"
    LOGO = "logo", "only a logo on a text of the network"


class Appointment(models.TextChoices):
    REQUIRED = "required", "only by appointment"
    NOT_NEEDED = "not-needed", "no appointment needed"


class Precision(models.TextChoices):
    """What a pair of coordinates stands for. Kilometres are shown for an address only."""

    ADDRESS = "address", "the door"
    CITY = "city", "the middle of the city"


class ChannelKind(models.TextChoices):
    PHONE = "phone", "telephone"
    EMAIL = "email", "e-mail"
    WEBSITE = "website", "website"


class Level(models.TextChoices):
    """How a language is spoken at a point."""

    STAFF = "staff", "somebody there speaks it"
    INTERPRETERS = "interpreters", "interpreters on request"
    MANY = "many", "many languages, not listed one by one"


# ISO 639-2 "multiple languages": stands for interpreters or "35 languages" that no source lists.
MANY_LANGUAGES = "mul"
