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
from umn.enquiries.actions.desks import (
    WrongCode,
    close_desk,
    let_in,
    open_desk,
    renew_desk,
    say_what_we_read,
    set_up_desk,
)
from umn.enquiries.actions.practice import open_practice
from umn.enquiries.actions.working import ChangedMeanwhile, add_note, answer, claim, close, save_draft

__all__ = [
    "AlreadySent",
    "ChangedMeanwhile",
    "NobodyReads",
    "WrongCode",
    "WrongNumber",
    "add_note",
    "answer",
    "ask",
    "claim",
    "close",
    "close_desk",
    "from_cookie",
    "leave",
    "let_in",
    "mark_of",
    "move",
    "open_conversation",
    "open_desk",
    "open_practice",
    "renew_desk",
    "reply",
    "resume",
    "save_draft",
    "say_what_we_read",
    "set_up_desk",
    "withdraw",
]
