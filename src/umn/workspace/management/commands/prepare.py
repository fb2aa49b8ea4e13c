"""`manage.py prepare`: compile the translations and build the gazetteer, where they changed."""

import sys

from django.core.management.base import BaseCommand

from umn.house.prepare import prepare
from umn.house.words import spoken


class Command(BaseCommand):
    help = "Compile the translations and build the gazetteer, where they changed."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        failed = spoken(prepare)
        if failed:
            sys.exit(failed)
