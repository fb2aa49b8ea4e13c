"""What may be asked of the directory."""

from umn.directory.queries import checkups, corrections, successors, upkeep
from umn.directory.queries.find import find
from umn.directory.queries.finding import Finding
from umn.directory.queries.fitting import fitting
from umn.directory.queries.map import Map, map_of
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
from umn.directory.queries.work import (
    Week,
    editable,
    my_points,
    place_choices,
    planned,
    today_at,
    ways_instead,
    week_at,
    works_there,
)
from umn.directory.queries.work_facts import WRITTEN, WorkFacts, work_facts

__all__ = [
    "WRITTEN",
    "Card",
    "Finding",
    "Fit",
    "Map",
    "ShownPoint",
    "Week",
    "WorkFacts",
    "by_keys",
    "checkups",
    "corrections",
    "editable",
    "find",
    "fitting",
    "keys_matching",
    "map_of",
    "my_points",
    "place_choices",
    "planned",
    "point",
    "point_exists",
    "point_name",
    "successors",
    "takes_questions",
    "today_at",
    "upkeep",
    "ways_instead",
    "week_at",
    "where",
    "with_telephone",
    "work_facts",
    "works_there",
]
