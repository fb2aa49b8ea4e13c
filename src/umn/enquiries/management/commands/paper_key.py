"""Make the network's key on paper, or open a desk with it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from umn.enquiries.actions.paper import NotThisPaper, make_paper_key, open_with_paper
from umn.enquiries.models import Desk
from umn.people.models import User


class Command(BaseCommand):
    help = "make: print the two halves of a new paper key. open DESK EMAIL: let EMAIL in to DESK with both halves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["make", "open"])
        parser.add_argument("desk", nargs="?", help="key of the contact point")
        parser.add_argument("email", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "make":
            first, second = make_paper_key(by="operator of the machine", at=timezone.now())
            self.stdout.write(f"First half, for one person:\n  {first}\nSecond half, for another:\n  {second}\n")
            self.stdout.write("Print them apart, then clear this screen. They are stored nowhere.")
            return
        desk = Desk.objects.filter(point__key=options["desk"]).first()
        member = User.objects.filter(email=options["email"]).first()
        if desk is None or member is None:
            raise CommandError("Name a desk and the e-mail address of somebody who has signed in once.")
        try:
            halves = input("First half: "), input("Second half: ")
            open_with_paper(desk, *halves, for_member=member, by="operator of the machine", at=timezone.now())
        except NotThisPaper as problem:
            raise CommandError("These two halves do not open this desk.") from problem
        self.stdout.write(f"{member.email} can now read the questions of {desk.point.key}.")
