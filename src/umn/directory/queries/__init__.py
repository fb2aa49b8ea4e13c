"""What may be asked of the directory."""

from umn.directory.queries.find import find
from umn.directory.queries.finding import Finding
from umn.directory.queries.fitting import fitting
from umn.directory.queries.named import (
    by_keys,
    keys_matching,
    point_exists,
    point_name,
    takes_questions,
    where,
    with_telephone,
)
from umn.directory.queries.point import point
from umn.directory.queries.shown import Card, Fit, ShownPoint

__all__ = [
    "Card",
    "Finding",
    "Fit",
    "ShownPoint",
    "by_keys",
    "find",
    "fitting",
    "keys_matching",
    "point",
    "point_exists",
    "point_name",
    "takes_questions",
    "where",
    "with_telephone",
]
