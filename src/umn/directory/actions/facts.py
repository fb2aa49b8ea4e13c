"""Everything of a contact point but its hours, as its people say it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from umn.directory import versions
from umn.directory.actions import editing
from umn.directory.choices import ChannelKind
from umn.directory.models import Channel, ContactPoint, Sourced, SpokenLanguage, Trait
from umn.people.models import User


@dataclass(frozen=True, slots=True)
class Given:
    """What the office says now. `texts`: only the fields whose words were changed, empty to take them away."""

    channels: Mapping[ChannelKind, tuple[str, ...]]
    spoken: Mapping[str, str]  # language → level
    traits: frozenset[str]
    appointment: str
    free: bool | None
    texts: Mapping[str, str]
    language: str  # of the texts
    keep_others: bool  # the texts in other languages still say the same
    funded_until: date | None


def set_facts(
    point: ContactPoint, *, given: Given, fields: Iterable[str], seen: str, by: User, at: datetime
) -> tuple[str, ...]:
    """What has changed, as codes. A fact that stays as it was keeps its source and its day.

    `seen`: what the form showed (`versions.of_facts` over the texts named `fields`).
    Raises editing.ChangedMeanwhile when that is not what stands there now, people.rules.NotAllowed.
    """
    day = timezone.localdate(at)
    with transaction.atomic():
        locked = editing.locked(point, by=by)
        if versions.of_facts(locked, fields) != seen:
            raise editing.ChangedMeanwhile
        changed = [
            *(kind.value for kind in ChannelKind if _channels(locked, kind, given.channels[kind], by=by, day=day)),
            *(["languages"] if _spoken(locked, given.spoken, by=by, day=day) else []),
            *(["traits"] if _traits(locked, given.traits, by=by, day=day) else []),
            *_own(locked, given),
        ]
        for field, text in given.texts.items():
            editing.say(locked, field, text, language=given.language, keep_others=given.keep_others)
            changed.append(field)
        editing.finish(locked, verb="directory.facts-set", changed=changed, by=by, at=at)
    return tuple(changed)


def _channels(point: ContactPoint, kind: ChannelKind, values: tuple[str, ...], *, by: User, day: date) -> bool:
    rows = Channel.objects.filter(point=point, kind=kind)
    new = [Channel(point=point, kind=kind, value=value) for value in values]
    return _exchange(rows, new, "value", by=by, day=day)


def _spoken(point: ContactPoint, spoken: Mapping[str, str], *, by: User, day: date) -> bool:
    rows = SpokenLanguage.objects.filter(point=point)
    new = [SpokenLanguage(point=point, language=language, level=level) for language, level in spoken.items()]
    return _exchange(rows, new, "language", "level", by=by, day=day)


def _traits(point: ContactPoint, codes: frozenset[str], *, by: User, day: date) -> bool:
    new = [Trait(point=point, code=code) for code in sorted(codes)]
    return _exchange(Trait.objects.filter(point=point), new, "code", by=by, day=day)


def _exchange(rows: QuerySet[Any], new: Sequence[Sourced], *names: str, by: User, day: date) -> bool:
    """Takes away what is not said any more and writes what is new; True when anything changed."""

    def says(row: Sourced) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in names)

    held, wanted = {says(row): row for row in rows}, {says(row): row for row in new}
    for said in held.keys() - wanted.keys():
        held[said].delete()
    for said in [said for said in wanted if said not in held]:
        editing.confirm(wanted[said], by=by, on=day)
        wanted[said].save(force_insert=True)
    return held.keys() != wanted.keys()


def _own(point: ContactPoint, given: Given) -> list[str]:
    """What stands on the point itself; `editing.finish` saves it."""
    new = {"appointment": given.appointment, "free": given.free, "funded_until": given.funded_until}
    changed = [name for name, value in new.items() if getattr(point, name) != value]
    for name in changed:
        setattr(point, name, new[name])
    return [name.replace("_", "-") for name in changed]
