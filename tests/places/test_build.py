"""The gazetteer is one file, made once from two tables, whole or not at all."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from umn.places import build, own_names


def test_our_own_table_names_only_places_that_there_are():
    _, unmatched = build.read()
    assert [(one.line, one.country, one.name) for one in unmatched] == []


def test_each_of_our_names_says_its_language_and_none_stands_twice():
    entries = own_names.load()
    assert len(entries) > 100
    assert {one.kind for one in entries} <= set(own_names.KINDS)
    assert len({one.id for one in entries}) == len(entries)


def test_is_built_once_and_read_only(tmp_path, small_tables):
    first = build.build(tmp_path)
    made = first.stat().st_mtime_ns
    assert (build.build(tmp_path), first.stat().st_mtime_ns) == (first, made)
    assert first.stat().st_mode & 0o222 == 0
    with closing(sqlite3.connect(f"file:{first}?mode=ro&immutable=1", uri=True)) as file:
        rows = file.execute("SELECT key, source, shown FROM spelling ORDER BY key").fetchall()
    assert rows == [("liege", 0, "Liège"), ("luik", 0, "Luik"), ("luttich", 2, "Lüttich"), ("λιεγη", 2, "Λιέγη")]


def test_other_tables_make_another_file_and_the_old_one_goes(tmp_path, small_tables):
    first = build.build(tmp_path)
    own_names.PATH.write_text("[]", encoding="utf-8")
    build.digest.cache_clear()
    second = build.build(tmp_path)
    assert (first == second, first.exists(), list(tmp_path.glob("*.part"))) == (False, False, [])


def test_two_processes_may_build_at_once(tmp_path, small_tables):
    context = multiprocessing.get_context("fork")
    with context.Pool(2) as pool:
        made = pool.map(build.build, [tmp_path, tmp_path])
    assert made[0] == made[1]
    assert [path.name for path in tmp_path.glob("gazetteer-*")] == [made[0].name]


def test_a_table_that_cannot_be_read_leaves_nothing_behind(tmp_path, small_tables):
    own_names.PATH.write_text("- {country: BE}", encoding="utf-8")
    build.digest.cache_clear()
    with pytest.raises(own_names.BadNames):
        build.build(tmp_path)
    assert list(tmp_path.glob("gazetteer-*")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- country: BE\n  names: {}\n", "names.yaml, line 1 (?): name is missing"),
        (
            "- {country: BE, name: A}\n- {country: belgium, name: B}\n",
            "names.yaml, line 2 (B): country must be two capitals",
        ),
        ("- {country: 'NO', name: Oslo, names: {no: Oslo}}\n", "names.yaml, line 1 (Oslo): every name must be words"),
        ("- {country: BE, name: A, lat: 91, lon: 4}\n", "names.yaml, line 1 (A): lat must be within"),
        ("- {country: BE, name: A, lat: 50}\n", "names.yaml, line 1 (A): lat must be within"),
        ("- {country: BE, name: A, kind: planet}\n", "names.yaml, line 1 (A): kind must be town, island, region"),
        ("- {country: BE, name: A, nmaes: {}}\n", "names.yaml, line 1 (A): unknown words nmaes"),
        ("- {country: BE, name: A}\n- {country: BE, name: A}\n", "names.yaml, line 2 (A): stands on line 1 already"),
        ("{a: b}", "names.yaml: a list of places is expected"),
        ("- [", "names.yaml: "),
    ],
)
def test_a_mistake_in_our_table_is_named_with_its_line(tmp_path, text, message):
    path = Path(tmp_path, "names.yaml")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(own_names.BadNames) as error:
        own_names.load(path)
    assert str(error.value).startswith(message)
