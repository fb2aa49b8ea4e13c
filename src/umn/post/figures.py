"""Counts of letters. Nothing here leads to a letter or a person."""

from collections import Counter
from datetime import date

from django.db.models import Sum

from umn.post.models import DeliveryCount


def endings(*, since: date, until: date) -> Counter[str]:
    """How many letters were sent, kept or failed from `since` to `until`, both days included."""
    rows = DeliveryCount.objects.filter(day__range=(since, until)).values("outcome").annotate(total=Sum("count"))
    return Counter({row["outcome"]: row["total"] for row in rows})
