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
from umn.people.actions.proposals import TooMany, decline, invite_proposed, propose
from umn.people.actions.sign_in import (
    change_password,
    confirm_sheet,
    end_other_sessions,
    end_session,
    forget_second_step,
    print_sheet,
    rename_passkey,
    second_step_changed,
)
from umn.people.actions.team import disable, edit, enable, leave

__all__ = [
    "AlreadyHere",
    "Invited",
    "NotOpen",
    "TooMany",
    "accept",
    "change_password",
    "confirm_sheet",
    "create_practice_user",
    "decline",
    "disable",
    "edit",
    "enable",
    "end_other_sessions",
    "end_session",
    "forget_second_step",
    "invite",
    "invite_proposed",
    "leave",
    "open_invitation",
    "print_sheet",
    "propose",
    "rename_passkey",
    "second_step_changed",
    "send_new_link",
]
