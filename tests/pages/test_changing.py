"""A change shows at once, everywhere; and nothing that was begun before it lies there afterwards."""

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as product
from django.db import connection, transaction

from tests.factories import directory as factories
from tests.pages.conftest import names_on
from umn.directory.actions.touching import touched
from umn.directory.models import ContactPoint, PointText
from umn.pages import actions
from umn.pages.chores import LATEST, Listener
from umn.pages.models import PageChange
from umn.pages.retention import forget_changes
from umn.pages.shelf import Page, Shelf
from umn.vocabulary.actions import load_topics

LANGUAGES = [code for code, _ in product.LANGUAGES]
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOW = AT.timestamp()


def rename(key: str, name: str) -> None:
    with transaction.atomic():
        PointText.objects.filter(point__key=key, field="name").update(text=name)
        touched([key])


def page(text: bytes = b"x", *, until: float = NOW + 3600) -> Page:
    return Page(until, "1-1", text)


def put(shelf: Shelf, name: str, *tags: str) -> None:
    assert shelf.put(name, page(), tags, since=shelf.mark())


# --- With the portal around it --------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_changed_point_shows_at_once_in_all_languages(visitor, shelf):
    load_topics()
    factories.point("liege", name="Old name")
    factories.point("namur", name="Another", city=factories.NAMUR)
    for language in LANGUAGES:
        assert "Old name" in visitor.get(f"/{language}/points/liege/").text
        visitor.get(f"/{language}/points/namur/")
    visitor.get("/en/find/")
    visitor.get("/en/languages/")
    asked = visitor.by_django

    rename("liege", "New name")

    assert names_on(shelf) == {*(f"{language}/points/namur" for language in LANGUAGES), "en/languages"}
    for language in LANGUAGES:
        assert "New name" in visitor.get(f"/{language}/points/liege/").text
    assert visitor.by_django == asked + len(LANGUAGES)


@pytest.mark.django_db(transaction=True)
def test_a_closed_point_follows_the_one_that_took_over(visitor):
    load_topics()
    new = factories.point("new", name="Old name of the new")
    ContactPoint.objects.filter(key=factories.point("old").key).update(
        status="closed", closed_since="2026-03", closed_since_date="2026-03-01", successor=new
    )
    assert "Old name of the new" in visitor.get("/en/points/old/").text

    rename("new", "Changed")

    assert "Changed" in visitor.get("/en/points/old/").text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/points/liege/", "/en/find/"])
def test_what_closes_at_five_is_closed_at_five_sharp(visitor, clock, path):
    load_topics()
    factories.point("liege", rule="Mo-Fr 09:00-17:00")
    clock.now = datetime(2026, 11, 23, 15, 58, tzinfo=UTC)  # 16:58 in Liège
    before = visitor.get(path).text
    clock.now = datetime(2026, 11, 23, 15, 59, 59, 999_999, tzinfo=UTC)
    assert (visitor.get(path).text, visitor.by_django) == (before, 1)
    clock.now = datetime(2026, 11, 23, 16, tzinfo=UTC)
    after = visitor.get(path).text

    assert visitor.by_django == 2
    assert ["Open until 17:00" in text for text in (before, after)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_a_page_that_was_begun_before_a_change_is_not_kept(visitor, shelf, settings):
    settings.ROOT_URLCONF = "tests.pages.unfinished_urls"
    visitor.get("/en/good/")
    visitor.get("/en/changed/")  # while it is being made, the thing that it shows changes

    assert names_on(shelf) == set()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_taken_back_forgets_nothing(shelf):
    put(shelf, "en/find", "points")
    with transaction.atomic():
        actions.changed("points")
        transaction.set_rollback(True)

    assert names_on(shelf) == {"en/find"}
    assert PageChange.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_very_large_change_is_one_line_and_forgets_everything(shelf):
    put(shelf, "en/find", "points")
    actions.changed(*(f"point:{number}" for number in range(1_000)))

    assert names_on(shelf) == set()
    assert list(PageChange.objects.values_list("tag", flat=True)) == ["*"]


# --- Other machines -------------------------------------------------------------------------------------------------
KILLED = """
import os, signal, django
django.setup()
from django.db import connection, transaction
connection.settings_dict["NAME"] = {database!r}
from django.conf import settings
from pathlib import Path
settings.PAGES_DIR = Path({pages!r})
from umn.pages.actions import changed
with transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    changed("point:liege")
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_before_it_could_forget_is_made_up_for(shelf):
    put(shelf, "en/points/liege", "point:liege")
    put(shelf, "en/points/namur", "point:namur")
    code = KILLED.format(database=str(connection.settings_dict["NAME"]), pages=str(shelf.folder))
    env = {**os.environ, "PYTHONPATH": f"src{os.pathsep}.", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    killed = subprocess.run([sys.executable, "-c", code], env=env, cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert names_on(shelf) == {"en/points/liege", "en/points/namur"}

    Listener().listen(AT)

    assert names_on(shelf) == {"en/points/namur"}


@pytest.mark.django_db
def test_another_machine_hears_of_it_once(shelf):
    listener = Listener()
    PageChange.objects.create(tag="points")
    put(shelf, "en/find", "points")
    listener.listen(AT)
    assert names_on(shelf) == set()

    put(shelf, "en/find", "points")
    listener.listen(AT)
    assert names_on(shelf) == {"en/find"}


@pytest.mark.django_db
def test_a_lower_number_that_is_committed_later_is_heard_too(shelf):
    listener = Listener()
    PageChange.objects.create(pk=10, tag="point:b")
    listener.listen(AT)
    put(shelf, "en/points/a", "point:a")
    PageChange.objects.create(pk=9, tag="point:a")
    listener.listen(AT + timedelta(seconds=2))

    assert names_on(shelf) == set()


@pytest.mark.django_db
def test_a_worker_that_starts_again_goes_on_where_it_was(shelf, django_assert_num_queries):
    listener = Listener()
    PageChange.objects.create(pk=10, tag="points")
    listener.listen(AT)
    listener.listen(AT + LATEST + timedelta(seconds=1))
    assert (shelf.folder / "heard").read_text() == "10"

    put(shelf, "en/find", "points")
    with django_assert_num_queries(1):
        Listener().listen(AT)
    assert names_on(shelf) == {"en/find"}
    (shelf.folder / "heard").write_text("nonsense")
    Listener().listen(AT)
    assert names_on(shelf) == set()


@pytest.mark.django_db
def test_marks_of_changes_are_forgotten_after_a_day():
    PageChange.objects.create(tag="today")
    PageChange.objects.create(tag="old")
    PageChange.objects.filter(tag="old").update(day=date(2026, 11, 21))
    PageChange.objects.filter(tag="today").update(day=date(2026, 11, 22))

    assert (forget_changes(AT), forget_changes(AT)) == (1, 0)
    assert PageChange.objects.get().tag == "today"
