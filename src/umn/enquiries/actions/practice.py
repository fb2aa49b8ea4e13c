"""A new data folder on one's own machine: two desks open at once, so that the main job can be tried."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from umn.directory.models import ContactPoint
from umn.enquiries.actions.desks import open_desk, set_up_desk
from umn.enquiries.models import Desk
from umn.people import actions as people

COORDINATOR, OPERATOR = "etuc", "monde-des-possibles"


@dataclass(frozen=True, slots=True)
class SignIn:
    """What is printed once for whoever tries the portal."""

    name: str
    email: str
    password: str
    role: str


def open_practice(*, at: datetime) -> list[SignIn]:
    """Make the coordinator's and one operator's practice sign-in and open their desks. For loopback only."""
    made = []
    with transaction.atomic():
        for point_key, name, email, role, language in (
            (COORDINATOR, "Practice coordinator", "coordinator@practice.example", "coordinator", "en"),
            (OPERATOR, "Practice operator", "operator@practice.example", "operator", "fr"),
        ):
            point = ContactPoint.objects.select_related("organisation").get(key=point_key)
            password = "-".join(secrets.token_hex(2) for _ in range(4))
            user = people.create_practice_user(
                email=email, name=name, language=language, role=role, organisation=point.organisation, password=password
            )
            desk = Desk.objects.filter(point=point).first() or set_up_desk(point, by=user, at=at)
            open_desk(desk, by=user, at=at)
            made.append(SignIn(name, email, password, role))
    return made
