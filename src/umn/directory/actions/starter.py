"""The portal begins with real contact points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from umn.directory import loading
from umn.directory.actions.faceting import keep_facets
from umn.directory.actions.touching import touched
from umn.directory.models import ContactPoint, Facet
from umn.directory.starter_checks import check
from umn.directory.starter_files import Entry, point_files, read_points, read_translations
from umn.ledger.actions import record
from umn.vocabulary import actions as vocabulary
from umn.vocabulary.models import Topic


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many points were made, changed, found as they were, and kept as their office confirmed them."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0


def load_starter(*, at: datetime, files: Sequence[Path] = ()) -> Loaded:
    """Load the starter data, or the given files of the same form: all of it or, when anything is wrong, nothing.

    The same data again changes nothing. A point that its office has confirmed is never overwritten.
    Raises starter_files.Damaged with file and line, OSError.
    """
    entries = read_points(files or point_files())
    translations = read_translations()
    with transaction.atomic():
        if not files:
            vocabulary.load_topics()
        topics = dict(Topic.objects.values_list("key", "pk"))
        known = {point.key: point for point in ContactPoint.objects.all()}
        coordinator = next((key for key, point in known.items() if point.coordinates), "")
        check(entries, topics=topics, known=known, coordinator=coordinator)
        done = _load(entries, translations, topics, known)
        if not Facet.objects.exists():  # the points are older than facets
            keep_facets([point.pk for point in known.values()])
        if done.created or done.changed:
            counts = {"created": str(done.created), "changed": str(done.changed)}
            record(
                verb="directory.starter-loaded",
                by="system",
                subject="directory",
                subject_id="starter",
                details=counts,
                at=at,
            )
    return done


def _load(
    entries: list[Entry],
    translations: loading.Translations,
    topics: dict[str, int],
    known: dict[str, ContactPoint],
) -> Loaded:
    created = changed = unchanged = kept = 0
    written = []
    for entry in entries:
        stamp = loading.digest(entry, translations)
        point = known.get(entry.key)
        if point and point.starter_digest == stamp:
            unchanged += 1
        elif point and (point.confirmed_on or point.edited_on):
            kept += 1
        else:
            written.append(loading.write(entry, translations, topics, stamp=stamp))
            created, changed = (created, changed + 1) if point else (created + 1, changed)
    if written:
        loading.link_successors(entries)
        touched(point.key for point in written)
    return Loaded(created, changed, unchanged, kept)
