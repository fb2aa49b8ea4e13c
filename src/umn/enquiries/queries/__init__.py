"""What may be seen, fetched once, ready to show."""

from umn.enquiries.queries.asking import (
    AskingPath,
    Choice,
    Moving,
    Promise,
    asking_path,
    phones,
    places_to_move,
    promise_of,
)
from umn.enquiries.queries.cases import OpenCase, asker_case, drafts_of, open_case
from umn.enquiries.queries.desks import (
    Reader,
    beyond_opening,
    desk,
    desks,
    holders,
    members,
    reader_of,
    readers_for,
    somebody_reads,
)
from umn.enquiries.queries.shown import ShownConversation, for_asker, for_desk, my_code, shown_desk, shown_desks
from umn.enquiries.queries.today import Today, today

__all__ = [
    "AskingPath",
    "Choice",
    "Moving",
    "OpenCase",
    "Promise",
    "Reader",
    "ShownConversation",
    "Today",
    "asker_case",
    "asking_path",
    "beyond_opening",
    "desk",
    "desks",
    "drafts_of",
    "for_asker",
    "for_desk",
    "holders",
    "members",
    "my_code",
    "open_case",
    "phones",
    "places_to_move",
    "promise_of",
    "reader_of",
    "readers_for",
    "shown_desk",
    "shown_desks",
    "somebody_reads",
    "today",
]
