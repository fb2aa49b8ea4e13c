"""Points by their key or name, for the rooms above."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone, translation

from umn.directory.choices import ChannelKind, Status
from umn.directory.models import Channel, ContactPoint
from umn.directory.provenance import is_reliable
from umn.directory.queries.cards import place_line
from umn.directory.queries.facts import texts_of
from umn.directory.queries.find import find
from umn.directory.queries.point import is_key
from umn.languages.texts import Shown, best
from umn.people.choices import Standing


def point_exists(key: str) -> bool:
    """Whether there is a contact point of this key, closed or not."""
    return is_key(key) and ContactPoint.objects.filter(key=key).exists()


def takes_questions(key: str) -> bool:
    """Whether a person may choose this point by name for a question: any that is not closed for good."""
    found = ContactPoint.objects.filter(key=key, organisation__practice=False)
    return is_key(key) and found.exclude(status=Status.CLOSED).exists()


def point_name(point_id: int, *, language: str) -> Shown:
    """The name of a point by primary key, nearest to the reader's language; False when there is none."""
    return best(texts_of([point_id], fields=["name"], language=language)[point_id], "name", language)


def by_keys(keys: Iterable[str]) -> dict[str, ContactPoint]:
    """The points by key, with organisation, texts and places; in three queries however many."""
    points = ContactPoint.objects.filter(key__in=list(filter(is_key, keys))).select_related("organisation")
    return {point.key: point for point in points.prefetch_related("texts", "locations")}


def where(point: ContactPoint, language: str) -> str:
    """ "in Liège", in the reader's language; reads `locations`."""
    with translation.override(language):
        return next((place_line(location, language=language) for location in point.locations.all()), "")


def with_telephone(*, at: datetime | None = None, limit: int = 12) -> Sequence[tuple[ContactPoint, str]]:
    """Open points that can be telephoned, members of the network first, numbers that may be relied on before others."""
    channels = (
        Channel.objects.filter(kind=ChannelKind.PHONE, point__status=Status.OPEN, point__organisation__practice=False)
        .select_related("point__organisation")
        .prefetch_related("point__texts", "point__locations")
    )
    moment = at or timezone.now()

    def rank(channel: Channel) -> tuple[bool, bool, str, str]:
        organisation = channel.point.organisation
        unreliable = not is_reliable(channel, at=moment)
        return unreliable, organisation.standing != Standing.UMN, channel.point.country, channel.point.key

    return [(channel.point, channel.value) for channel in sorted(channels, key=rank)[:limit]]


def keys_matching(q: str, *, language: str, at: datetime, limit: int = 8) -> list[str]:
    """Keys of open points for a place or a name, best first; public authorities are found by name too."""
    found = find(q=q, language=language, at=at)
    return [card.key for card in found.cards if not card.closed][:limit]
