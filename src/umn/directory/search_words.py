"""The words by which a contact point is found, in every language that we have them in."""

from collections import defaultdict

from umn.directory.models import ContactPoint
from umn.languages import names
from umn.places.queries import by_id
from umn.search import actions as search

# A hit in the name weighs more than one in the description.
WEIGHTS = {"name": 8, "short": 8, "desk": 6, "services": 3, "kind": 2}
CITY_WEIGHT = 4


def index(point: ContactPoint) -> None:
    """Put the point into the search index anew. Reads `texts` and `locations`: prefetch them."""
    texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for text in point.texts.all():
        if text.field in WEIGHTS and text.location_id is None:
            texts[text.language].append((WEIGHTS[text.field], text.text))
    for location in point.locations.all():
        place = by_id(location.place_id) if location.place_id else None
        texts["en"].append((CITY_WEIGHT, location.city))
        if place is not None:
            for language in names.INTERFACE:
                texts[language].append((CITY_WEIGHT, place.name_in(language)[0]))
    search.index(kind="point", key=point.key, texts=dict(texts))
