"""Retention rules that last as long as their test."""

from datetime import UTC, datetime, timedelta

import pytest

from umn.ledger import retention


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def rule():
    names = []

    def add(name, forget, *, purpose="because", keep=timedelta(days=90)):
        retention.rule(name=name, purpose=purpose, keep=keep, forget=forget)
        names.append(name)

    yield add
    for name in names:
        retention.cancel(name)
