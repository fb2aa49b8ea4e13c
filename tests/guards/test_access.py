"""Every address says whom it admits, and every role is tried on every address."""

import pytest
from django.urls import URLPattern, get_resolver

from tests.guards.matrix import COLUMNS, ROUTES
from umn.people.access import ADMITTED, admitted, everyone

pytestmark = pytest.mark.once


def addresses(patterns=None) -> list[URLPattern]:
    """Every address of the portal, however deeply included."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        found += addresses(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]
    return found


def undeclared(patterns) -> list[str]:
    return [str(pattern.name or pattern.pattern) for pattern in patterns if admitted(pattern.callback) not in ADMITTED]


def test_every_address_says_whom_it_admits():
    assert undeclared(addresses()) == [], "Give the view a decorator of umn.people.access: closed unless opened."


def test_every_address_has_a_name_and_a_line_in_the_matrix():
    names = [pattern.name for pattern in addresses()]

    assert None not in names, "Name the address: the matrix and the templates speak of it by its name."
    assert sorted(set(names) - set(ROUTES)) == [], "Write a line for it into tests/guards/matrix.py."
    assert sorted(set(ROUTES) - set(names)) == [], "These lines of tests/guards/matrix.py have no address any more."


def test_every_line_of_the_matrix_names_every_role():
    lines = [(name, line) for name, route in ROUTES.items() for line in route.lines.values()]

    assert [name for name, line in lines if len(line) != len(COLUMNS)] == []


def test_the_matrix_opens_no_more_than_the_views_declare():
    """What is not for everyone sends away who is not signed in, and a coordinator's page is hidden from operators."""
    signed_in = [COLUMNS.index(role) for role in ("own", "other")]
    for pattern in addresses():
        for line in ROUTES[pattern.name].lines.values() if pattern.name in ROUTES else []:
            if admitted(pattern.callback) != "everyone":
                assert line[0] in ("S", "N"), pattern.name
            if admitted(pattern.callback) == "coordinators":
                assert {line[column] for column in signed_in} == {"H"}, pattern.name


def test_the_guard_sees_a_view_that_forgot():
    forgot = URLPattern("x/", lambda request: None, name="forgot")
    opened = URLPattern("y/", everyone(lambda request: None), name="opened")

    assert undeclared([forgot, opened]) == ["forgot"]
