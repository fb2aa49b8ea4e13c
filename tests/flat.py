"""One or many, same price: the number of database queries of a list does not grow with its rows."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def flat(add: Callable[[], object], show: Callable[[], object]) -> int:
    """Call `add` once and `show`, then `add` twice more and `show` again; return the number of queries of `show`.

    Fails when three rows cost more queries than one. `add` must make a *different* row each time.
    """
    add()
    show()  # fills caches that live longer than a request
    with_one = _queries(show)
    add()
    add()
    with_three = _queries(show)
    assert len(with_three) == len(with_one), "\n".join(
        [f"{len(with_one)} queries for one row, {len(with_three)} for three. Fetch them together in queries.py:"]
        + [query for query in with_three if with_three.count(query) > 1 or query not in with_one]
    )
    return len(with_three)


def _queries(show: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        show()
    return [query["sql"] for query in seen.captured_queries]
