from typing import ClassVar

from django.db import models
from django.db.models import Q

from umn.directory.choices import Basis


class Sourced(models.Model):
    """A fact with where it is from and when it was true. `provenance` says it in words."""

    basis = models.CharField(max_length=12, choices=Basis.choices)
    source_url = models.CharField(max_length=400, blank=True)
    as_of = models.CharField(max_length=10, blank=True)  # partial date as the source gives it: "2013-04"
    # The first day that `as_of` can mean: a fact that may be too old counts as old.
    as_of_date = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True)  # a label such as "operator 12"

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="%(app_label)s_%(class)s_basis_known"),
            models.CheckConstraint(
                condition=Q(basis=Basis.CONFIRMED, confirmed_on__isnull=False)
                | (~Q(basis=Basis.CONFIRMED) & Q(confirmed_on=None)),
                name="%(app_label)s_%(class)s_confirmed_on_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(as_of="") & Q(as_of_date=None)) | (~Q(as_of="") & Q(as_of_date__isnull=False)),
                name="%(app_label)s_%(class)s_date_and_its_words",
            ),
        ]
