"""Forget finished pages."""

from functools import partial

from django.db import transaction

from umn.pages.models import PageChange
from umn.pages.shelf import EVERYTHING, here

MANY = 500  # tags in one change; above, everything is forgotten, which is quicker


def changed(*tags: str) -> None:
    """What these tags stand for has changed: every finished page that shows it is forgotten when the transaction
    of the caller commits, on every machine."""
    named = sorted(set(tags))
    if len(named) > MANY:
        named = [EVERYTHING]
    PageChange.objects.bulk_create(PageChange(tag=tag) for tag in named)
    # `robust`: the change is made. Should this machine fail to forget, its worker does (chores.py).
    transaction.on_commit(partial(here().forget, named), robust=True)
