"""`manage.py restore FILE`: a backup, into a data folder that holds nothing yet."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from umn.house.archive import put_back
from umn.house.words import spoken


class Command(BaseCommand):
    help = "Put FILE back into an empty data folder."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        failed = spoken(lambda: self._restore(file))
        if failed:
            sys.exit(failed)

    def _restore(self, path: Path) -> int:
        rows = sum(put_back(path).values())
        self.stdout.write(f"Put back {rows} rows. Put the kept secrets into {settings.SECRET_DIR} before ./start.")
        return 0
