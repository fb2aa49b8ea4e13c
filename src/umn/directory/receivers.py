"""What happens elsewhere and matters here."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from umn.directory.actions.confirming import end_links
from umn.people.models import Organisation, User
from umn.people.signals import left_organisation, operator_left


@receiver(operator_left)
def links_of_who_left_end(sender: Any, *, user: User, at: datetime, **rest: Any) -> None:
    """The letter went to everybody of the office with the same link."""
    for each in user.affiliations.filter(until=None).select_related("organisation"):
        end_links(each.organisation, at=at)


@receiver(left_organisation)
def links_of_who_works_elsewhere_end(
    sender: Any, *, user: User, organisation: Organisation, at: datetime, **rest: Any
) -> None:
    end_links(organisation, at=at)
