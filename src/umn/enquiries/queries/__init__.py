"""What may be seen, fetched once, ready to show."""

from umn.enquiries.queries.asking import AskingPath, Choice, Moving, asking_path, phones, places_to_move
from umn.enquiries.queries.cases import OpenCase, asker_case, drafts_of, open_case
from umn.enquiries.queries.desks import Reader, desk, desks, members, reader_of, readers_for, somebody_reads
from umn.enquiries.queries.shown import ShownConversation, for_asker, for_desk, my_code, shown_desk, shown_desks
from umn.enquiries.queries.today import Today, today

__all__ = [
    "AskingPath",
    "Choice",
    "Moving",
    "OpenCase",
    "Reader",
    "ShownConversation",
    "Today",
    "asker_case",
    "asking_path",
    "desk",
    "desks",
    "drafts_of",
    "for_asker",
    "for_desk",
    "members",
    "my_code",
    "open_case",
    "phones",
    "places_to_move",
    "reader_of",
    "readers_for",
    "shown_desk",
    "shown_desks",
    "somebody_reads",
    "today",
]
