"""How the ledger calls people: a role and a number, never a name or an address."""

from umn.people.models import User

SYSTEM = "system"


def actor(user: User | None) -> str:
    return f"{user.role} {user.pk}" if user else SYSTEM
