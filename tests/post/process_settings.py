"""Settings of a worker that runs as a process of its own: the post and the rooms under it, nothing above."""

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, TEMPLATES

INSTALLED_APPS = ["umn.post", "umn.ledger", "umn.seal"]
TEMPLATES = [
    {
        "BACKEND": TEMPLATES[0]["BACKEND"],
        "DIRS": ["tests/post/templates"],
        "OPTIONS": {"builtins": ["django.templatetags.i18n"]},
    }
]
EMAIL_TIMEOUT = 5
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Sooner "locked": the tests lock it, and want to see what the worker makes of it.
    DATABASES["default"]["OPTIONS"]["timeout"] = 1
