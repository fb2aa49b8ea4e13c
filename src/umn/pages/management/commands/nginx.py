"""`manage.py nginx`: the file for nginx in front of this portal."""

from django.core.management.base import BaseCommand, CommandParser

from umn.pages.nginx import configuration


class Command(BaseCommand):
    help = "Print the whole configuration for nginx in front of this portal (docs/running.md)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--portal", default="127.0.0.1:8000", help="where ./start listens (default %(default)s)")
        parser.add_argument("--listen", default="80", help="where nginx listens when there is no HTTPS")
        parser.add_argument("--certificate", default="", help="default: that of Let's Encrypt for the first host")
        parser.add_argument("--key", default="")

    def handle(self, *args: object, **options: str) -> None:
        told = {name: options[name] for name in ("portal", "listen", "certificate", "key")}
        self.stdout.write(configuration(**told))
