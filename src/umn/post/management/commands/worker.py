"""`manage.py worker`: letters and the day's forgetting, until SIGTERM."""

import signal
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from umn.post import rules
from umn.post.worker import Worker


class Command(BaseCommand):
    help = "Sends the letters and runs the retention rules, until it gets SIGTERM (or Ctrl-C)."
    requires_system_checks = ()  # the start has made them; a worker that died must be back at once

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--lease",
            type=float,
            default=rules.LEASE.total_seconds(),
            metavar="SECONDS",
            help="how long a letter belongs to the worker that took it (default %(default)g)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(lease=timedelta(seconds=options["lease"]))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
