"""`manage.py receive_letter`: a mail server hands over one letter on standard input."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from umn.post import incoming, rules

TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the letter and comes again


class Command(BaseCommand):
    help = "Takes one letter (RFC 5322) from standard input. 0: stored; 75: not stored, try again later."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", default="", metavar="ADDRESS", help="whom the mail server says it is for")

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read(rules.LONGEST_INCOMING + 1)
        while sys.stdin.buffer.read(1024 * 1024):
            pass  # a mail server whose pipe breaks would call the letter undelivered
        if not raw.strip():
            return
        try:
            incoming.receive(raw, to=options["to"], at=timezone.now())
        except Exception as error:
            # Never the message of the error: it may quote the letter.
            self.stderr.write(f"The letter was not stored: {type(error).__name__}")
            sys.exit(TRY_AGAIN)
