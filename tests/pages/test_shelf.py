"""The files themselves: many processes, many pages, a full disk."""

import os
import signal
import time

import pytest

from umn.pages import windows
from umn.pages.shelf import EVERYTHING, Page, Shelf

pytestmark = pytest.mark.once

NOW = 1_795_455_480.5  # 98 windows of a hundred seconds into a day; 80.5 s into its window
HERE = windows.number(NOW)


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    made = Shelf(tmp_path / "pages")
    made.open()
    return made


def page(text: str = "x", *, until: float = NOW + 3600) -> Page:
    return Page(until, windows.etag(text.encode()), text.encode())


def put(shelf: Shelf, name: str, *tags: str, until: float = NOW + 3600, text: str = "x") -> Page:
    made = page(text, until=until)
    assert shelf.put(name, made, tags, since=shelf.mark())
    return made


def copies(shelf: Shelf) -> set[str]:
    now = shelf.folder / "now" / "e"
    return {path.relative_to(now).as_posix() for path in now.rglob("*.gz")}


def test_a_page_comes_back_as_it_was_until_its_time_is_over(shelf):
    made = put(shelf, "en/find", "points", until=NOW + 1.25, text="a\nb")

    assert shelf.read("en/find", now=NOW + 1.2) == made
    assert shelf.read("en/find", now=NOW + 1.25) is None
    assert shelf.read("en", now=NOW) is None


def test_pages_are_forgotten_by_what_they_show(shelf):
    put(shelf, "en", "topics")
    put(shelf, "en/find", "points", "topics")
    put(shelf, "en/points/a", "point:a")
    put(shelf, "fr/points/a", "point:a", "point:b")

    shelf.forget(["point:b", "points", "point:../../x", ".."])
    assert [name for name in ("en", "en/find", "en/points/a", "fr/points/a") if shelf.read(name, now=NOW)] == [
        "en",
        "en/points/a",
    ]
    shelf.forget([EVERYTHING])
    assert shelf.read("en", now=NOW) is None


def test_a_page_of_before_a_change_is_refused(shelf):
    mark = shelf.mark()
    shelf.forget(["something else"])

    assert shelf.put("en", page(), ["topics"], since=mark) is False
    assert shelf.put("en", page(), ["topics"], since=b"") is False
    assert shelf.read("en", now=NOW) is None


def test_where_nothing_is_kept_nothing_is_asked(tmp_path):
    nowhere = Shelf(tmp_path / "not-there")
    nowhere.forget([EVERYTHING])
    nowhere.tidy(now=NOW)
    nowhere.sweep(now=NOW)

    assert (nowhere.mark(), nowhere.put("en", page(), [], since=b"x")) == (b"", False)
    assert nowhere.read("en", now=NOW) is None


def test_copies_for_nginx_lie_only_where_they_are_true_to_the_end(shelf):
    end = (HERE + 3) * 100  # three windows from the beginning of this one
    for until, expected in {
        end: [0, 1, 2],
        end - 1: [0, 1],
        end + 1: [0, 1, 2],
        NOW + 1: [],
        NOW + 9e5: range(6),
    }.items():
        made = put(shelf, "en/find", until=until)
        shelf.offer("en/find", made, edition="e", now=NOW)
        assert copies(shelf) == {f"{HERE + number}/en/find.gz" for number in expected}
        shelf.forget([EVERYTHING])


def test_copies_bear_the_name_of_their_bytes_and_may_be_read_by_nginx(shelf):
    before = os.umask(0o077)
    try:
        for text in ("one page", "another"):
            made = put(shelf, "en/points/a", "point:a", text=text)
            shelf.offer("en/points/a", made, edition="e", now=NOW)
            copy = shelf.folder / "now" / "e" / str(HERE) / "en" / "points" / "a.gz"
            stat = copy.stat()
            assert (f"{int(stat.st_mtime):x}-{stat.st_size:x}", copy.read_text()) == (made.etag, text)
            assert stat.st_mode & 0o777 == 0o644
            shelf.forget(["point:a"])
            assert copies(shelf) == set()
    finally:
        os.umask(before)
    for folder in [copy.parent, *copy.parents][:6]:
        assert folder.stat().st_mode & 0o777 == 0o755, folder


def test_when_very_many_pages_change_all_are_forgotten_at_once(shelf, monkeypatch):
    monkeypatch.setattr("umn.pages.shelf.FEW", 3)
    kept = [put(shelf, f"en/points/{number}", "points") for number in range(3)]
    put(shelf, "en/languages")
    shelf.forget(["points"])
    assert shelf.read("en/languages", now=NOW) == kept[0]

    for number in range(4):
        shelf.offer(f"en/points/{number}", put(shelf, f"en/points/{number}", "points"), edition="e", now=NOW)
    shelf.forget(["points"])
    assert (shelf.read("en/languages", now=NOW), copies(shelf)) == (None, set())


def test_a_copy_of_a_page_that_was_just_forgotten_is_not_laid_out(shelf):
    made = put(shelf, "en/find", "points")
    shelf.forget(["points"])
    shelf.offer("en/find", made, edition="e", now=NOW)

    assert copies(shelf) == set()


def test_time_that_is_over_is_tidied_away(shelf):
    for text, now in (("old", NOW - 1_000), ("now", NOW)):
        made = put(shelf, f"en/{text}", until=now + 250, text=text)
        shelf.offer(f"en/{text}", made, edition="e", now=now)
    shelf.forget(["nothing"])
    put(shelf, "en/gone", "gone", until=NOW - 1)

    shelf.tidy(now=NOW)
    shelf.sweep(now=NOW)

    assert copies(shelf) == {f"{HERE + number}/en/now.gz" for number in (0, 1, 2)}
    assert sorted(path.name for path in (shelf.folder / "store").rglob("*.page")) == ["now.page"]
    assert [list((shelf.folder / part).iterdir()) for part in ("away", "tags")] == [[], []]


def test_a_full_disk_keeps_nothing_and_still_forgets(shelf):
    put(shelf, "en/find", "points")
    (shelf.folder / "changed.new").symlink_to("/dev/full")  # every write: no space left

    shelf.forget(["points"])

    assert shelf.read("en/find", now=NOW) is None
    assert shelf.mark() == b""


@pytest.mark.slow
def test_processes_that_make_change_and_die_never_show_what_is_over(shelf, tmp_path):
    """Two processes make pages of a number, as from a database; one changes it; some are killed in between."""
    truth = tmp_path / "truth"
    truth.write_text("0")
    children = [_maker(shelf, truth) for _ in range(2)]
    try:
        for number in range(1, 61):
            beside = tmp_path / "next"
            beside.write_text(str(number))
            beside.rename(truth)  # the commit
            shelf.forget(["number"])
            if number % 15 == 0:
                os.kill(children[0], signal.SIGKILL)
                os.waitpid(children.pop(0), 0)
                children.append(_maker(shelf, truth))
            for _ in range(5):
                seen = shelf.read("en/number", now=NOW)
                assert seen is None or int(seen.body) == number
                time.sleep(0.0005)
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _maker(shelf: Shelf, truth) -> int:
    child = os.fork()
    if child:
        return child
    while True:
        mark = shelf.mark()
        text = truth.read_text()
        time.sleep(0.0002)
        shelf.put("en/number", page(text), ["number"], since=mark)


@pytest.mark.slow
def test_a_hundred_thousand_pages_and_one_of_them_changes(shelf):
    """Nine thousand points in eleven languages; what a change or a visit costs does not depend on that."""
    languages = [f"l{number}" for number in range(11)]
    for language in languages:
        body = put(shelf, f"{language}/points/any", text="p" * 100)
    before = _took(lambda: _visit_and_change(shelf))
    for point in range(9_091):
        tag = shelf.folder / "tags" / f"-point%3A{point}"
        tag.mkdir()
        for language in languages:  # as `put` leaves them, in fewer steps
            folder = shelf.folder / "store" / language / "points"
            os.link(folder / "any.page", folder / f"{point}.page")
            os.link(folder / "any.page", tag / f"{language}=points={point}")
    after = _took(lambda: _visit_and_change(shelf))

    assert shelf.read("l7/points/9000", now=NOW) == body
    shelf.forget(["point:9000"])
    assert [shelf.read(f"{language}/points/9000", now=NOW) for language in languages] == [None] * 11
    assert shelf.read("l7/points/9001", now=NOW) == body
    assert after < max(before * 20, 0.5)
    assert _took(lambda: shelf.forget([EVERYTHING])) < 1.0


def _visit_and_change(shelf: Shelf) -> None:
    for number in range(20):
        put(shelf, f"en/points/{number}", f"point:new-{number}")
        assert shelf.read(f"en/points/{number}", now=NOW)
        shelf.forget([f"point:new-{number}"])


def _took(what) -> float:
    start = time.monotonic()
    what()
    return time.monotonic() - start
