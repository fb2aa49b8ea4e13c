"""`python -m bare.fill`: the tables, and sixty rows."""

import os
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bare.settings")
ROWS = 60
CITIES = (("Liège", "BE"), ("Αθήνα", "GR"), ("Milano", "IT"), ("Sofia", "BG"), ("Ljubljana", "SI"), ("Köln", "DE"))


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from bare.models import Office

    call_command("migrate", run_syncdb=True, verbosity=0)
    Office.objects.all().delete()
    Office.objects.bulk_create(
        Office(
            name=f"Contact point {number} for migrant workers",
            city=CITIES[number % len(CITIES)][0],
            country=CITIES[number % len(CITIES)][1],
            address=f"Union street {number}",
            phone=f"+32 4 000 {number:04d}",
            website=f"https://office-{number}.example/",
            opening_hours="Mo-Fr 09:00-12:30,13:30-17:00",
            known_on=date(2026, 11, 1 + number % 28),
        )
        for number in range(1, ROWS + 1)
    )


if __name__ == "__main__":
    main()
