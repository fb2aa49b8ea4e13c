"""What is done to the directory. Each action says who acts and when, and leaves a line in the ledger."""

from umn.directory.actions.asking import (
    AT_ONCE,
    AlreadyAnswered,
    NotAsked,
    ask,
    ask_all,
    say_changed,
    say_still_true,
    stop_letters,
)
from umn.directory.actions.closing import Closing, NotPossible, close, reopen
from umn.directory.actions.closing import check as check_closing
from umn.directory.actions.confirming import confirm
from umn.directory.actions.corrections import decide
from umn.directory.actions.corrections import send as send_correction
from umn.directory.actions.days import add_special, remove_special
from umn.directory.actions.editing import ChangedMeanwhile
from umn.directory.actions.facts import Given, set_facts
from umn.directory.actions.hours import set_hours
from umn.directory.actions.starter import Loaded, load_starter

__all__ = [
    "AT_ONCE",
    "AlreadyAnswered",
    "ChangedMeanwhile",
    "Closing",
    "Given",
    "Loaded",
    "NotAsked",
    "NotPossible",
    "add_special",
    "ask",
    "ask_all",
    "check_closing",
    "close",
    "confirm",
    "decide",
    "load_starter",
    "remove_special",
    "reopen",
    "say_changed",
    "say_still_true",
    "send_correction",
    "set_facts",
    "set_hours",
    "stop_letters",
]
