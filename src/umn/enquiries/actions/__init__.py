"""What may be done here, each a verb with who acts (`by`) and when (`at`), all or nothing."""

from umn.enquiries.actions.asking import AlreadySent, NobodyReads, ask
from umn.enquiries.actions.conversation import (
    WrongNumber,
    from_cookie,
    leave,
    mark_of,
    move,
    open_conversation,
    reply,
    resume,
    withdraw,
)
from umn.enquiries.actions.deputies import ask_for_deputies
from umn.enquiries.actions.desks import (
    WrongCode,
    close_desk,
    let_in,
    open_desk,
    say_what_we_read,
    set_up_desk,
)
from umn.enquiries.actions.handover import NoHeir, pass_on
from umn.enquiries.actions.leaving import LastMember, give_up_lost_keys, leave_desk, take_keys
from umn.enquiries.actions.new_keys import catch_up, change_key, forget_past_keys, renew_desk, renew_desks_that_waited
from umn.enquiries.actions.paper import NotThisPaper, open_lost_desk
from umn.enquiries.actions.practice import open_practice
from umn.enquiries.actions.working import ChangedMeanwhile, add_note, answer, claim, close, save_draft

__all__ = [
    "AlreadySent",
    "ChangedMeanwhile",
    "LastMember",
    "NoHeir",
    "NobodyReads",
    "NotThisPaper",
    "WrongCode",
    "WrongNumber",
    "add_note",
    "answer",
    "ask",
    "ask_for_deputies",
    "catch_up",
    "change_key",
    "claim",
    "close",
    "close_desk",
    "forget_past_keys",
    "from_cookie",
    "give_up_lost_keys",
    "leave",
    "leave_desk",
    "let_in",
    "mark_of",
    "move",
    "open_conversation",
    "open_desk",
    "open_lost_desk",
    "open_practice",
    "pass_on",
    "renew_desk",
    "renew_desks_that_waited",
    "reply",
    "resume",
    "save_draft",
    "say_what_we_read",
    "set_up_desk",
    "take_keys",
    "withdraw",
]
