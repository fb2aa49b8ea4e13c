"""`manage.py furnish`: everything between an empty data folder and one that can serve. `./start` calls it."""

import sys

from django.core.management.base import BaseCommand

from umn.house.furnish import furnish
from umn.house.words import spoken


class Command(BaseCommand):
    help = "Prepare, migrate, collect static files, load the starter data; open practice desks in a new folder."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        failed = spoken(furnish)
        if failed:
            sys.exit(failed)
