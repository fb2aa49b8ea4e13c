"""The migrations say everything that the models say."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_migrations_are_complete():
    told = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", verbosity=1, stdout=told)
    except SystemExit:
        pytest.fail(f"{told.getvalue()}\nRun: .venv/bin/python manage.py makemigrations")
