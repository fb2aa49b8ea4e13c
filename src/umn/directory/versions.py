"""What somebody saw when they opened a form: two people at one page must not undo each other's work unseen."""

import hashlib
import json
from collections.abc import Iterable

from umn.directory.models import ContactPoint, Location, PointText


def of_hours(location: Location, texts: Iterable[PointText]) -> str:
    """Of the week of one place, of what is said beside it, and of whether one needs an appointment."""
    week = getattr(location, "hours", None)
    said = sorted((text.language, text.text) for text in texts if text.field == "hours")
    return _digest(week.rule if week else None, location.point.appointment, said)


def of_facts(point: ContactPoint, fields: Iterable[str]) -> str:
    """Of everything that the form of the other facts shows. Reads channels, languages, traits and texts."""
    fields = set(fields)
    return _digest(
        sorted((one.kind, one.value) for one in point.channels.all()),
        sorted((one.language, one.level) for one in point.languages.all()),
        sorted(one.code for one in point.traits.all()),
        sorted((one.field, one.language, one.text) for one in point.texts.all() if one.field in fields),
        [point.appointment, point.free, str(point.funded_until)],
    )


def _digest(*values: object) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:16]
