"""What somebody at a contact point types, and what people then read."""

from django.utils import timezone

from tests.strict import StrictClient
from umn.directory.models import Location

HOSTILE = [
    "x" * 10_001,
    "\x00\x01\x1b[31m",
    '"" OR 1=1 --',
    "\u202eevil\u202c \u2066x\u2069",
    "<script>alert(1)</script>",
    "{% load x %}{{ settings.SECRET_KEY }}",
    "999999999999999999999999999",
    "-1",
    "1e309",
    "٢٠٢٦-١٣-٤٥",
    "😀" * 300,
]


def today():
    return timezone.localdate()


def week(**changes):
    return {**{f"day_{number}": "9-12, 14-17" for number in range(5)}, **changes}


def hours_form(client, key="liege"):
    return client.get(f"/en/work/points/{key}/hours/").context["form"]


def save_hours(client, key="liege", language="en", **fields):
    fields.setdefault("seen", hours_form(client, key)["seen"].value())
    return client.post(f"/{language}/work/points/{key}/hours/", fields, follow=True)


def public(key="liege", language="en"):
    return StrictClient().get(f"/{language}/points/{key}/").context["point"]


def place(point):
    return Location.objects.get(point=point)
