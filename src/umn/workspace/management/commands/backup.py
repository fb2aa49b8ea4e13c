"""`manage.py backup FILE`: everything but the secrets, from a running portal or a stopped one."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from umn.house.archive import back_up
from umn.house.words import spoken


class Command(BaseCommand):
    help = "Write everything but the secrets into FILE."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        failed = spoken(lambda: self._backup(file))
        if failed:
            sys.exit(failed)

    def _backup(self, path: Path) -> int:
        rows = sum(back_up(path).values())
        self.stdout.write(f"Kept {rows} rows in {path}. The secrets are not in it: keep those apart.")
        return 0
