"""The first coordinator of a real installation is invited from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from umn.people import actions, queries
from umn.people.choices import Role


class Command(BaseCommand):
    help = "Invites a coordinator by letter. Without a mail server the link is printed here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--language", default="en", choices=list(dict(settings.LANGUAGES)))
        parser.add_argument("--organisation", default="", help="key of an organisation, such as etuc")

    def handle(self, *, email: str, name: str, language: str, organisation: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as problem:
            raise CommandError(f"{email} is no e-mail address.") from problem
        works_for = queries.organisation(organisation)
        if organisation and works_for is None:
            raise CommandError(f"There is no organisation with the key {organisation}.")
        try:
            invited = actions.invite(
                by=None,
                email=email,
                name=name,
                language=language,
                role=Role.COORDINATOR,
                organisation=works_for,
                at=timezone.now(),
            )
        except actions.AlreadyHere as problem:
            raise CommandError(f"{email} is in the team already.") from problem
        self.stdout.write(f"{name} is invited.")
        if not settings.EMAIL_URL:
            self.stdout.write(f"No mail server is set. Give them this link; it is good for 7 days:\n{invited.link}")
