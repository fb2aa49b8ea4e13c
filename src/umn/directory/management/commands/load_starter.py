from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from umn.directory.actions import load_starter
from umn.directory.starter_files import Damaged


class Command(BaseCommand):
    help = "Loads the contact points of the starter data, or of files in the same form. Twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", action="append", type=Path, default=[], help="a file to load instead")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = load_starter(at=timezone.now(), files=options["file"])
        except Damaged as damage:
            raise CommandError(f"Nothing was loaded. {damage}") from None
        except OSError as error:
            raise CommandError(f"Nothing was loaded. {error.filename}: {error.strerror}.") from None
        if not done.created and not done.changed:
            self.stdout.write(
                f"Nothing changed: {done.unchanged} points as they were, {done.kept} kept by their office."
            )
        else:
            self.stdout.write(
                f"{done.created} points created, {done.changed} changed, {done.unchanged} as they were, "
                f"{done.kept} kept by their office."
            )
