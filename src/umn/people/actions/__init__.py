"""What is done to people and their keys. Each action says who acts and when, and leaves a line in the ledger."""

from umn.people.actions.invitations import (
    AlreadyHere,
    Invited,
    NotOpen,
    accept,
    create_practice_user,
    invite,
    open_invitation,
    send_new_link,
)
from umn.people.actions.sign_in import (
    change_password,
    confirm_sheet,
    forget_second_step,
    print_sheet,
    second_step_changed,
)
from umn.people.actions.team import disable, edit, enable

__all__ = [
    "AlreadyHere",
    "Invited",
    "NotOpen",
    "accept",
    "change_password",
    "confirm_sheet",
    "create_practice_user",
    "disable",
    "edit",
    "enable",
    "forget_second_step",
    "invite",
    "open_invitation",
    "print_sheet",
    "second_step_changed",
    "send_new_link",
]
