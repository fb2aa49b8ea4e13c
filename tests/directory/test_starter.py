"""The starter data: all of it, once; and nothing at all of a file that is damaged or not ours."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models.signals import post_save

from tests.directory.conftest import MONDAY
from umn.directory.actions import Loaded, load_starter
from umn.directory.models import (
    Channel,
    ContactPoint,
    Location,
    OpeningHours,
    PointText,
    Service,
    SpokenLanguage,
)
from umn.directory.starter_checks import check
from umn.directory.starter_files import Damaged, point_files, read_points, read_translations
from umn.ledger.models import Entry
from umn.people.models import Organisation
from umn.search.models import SearchWord

KEYS = (Path(__file__).parent / "keys.txt").read_text().split()
TABLES = (ContactPoint, Location, PointText, Channel, OpeningHours, SpokenLanguage, Service, Organisation, SearchWord)
GOOD = """\
format: umn-points/1
points:
  - key: good-point
    standing: umn
    organisation: union
    name: {fr: Bon Bureau}
    country: BE
    basis: seen
    source: "https://example.org/"
    as_of: "2026-11"
    places:
      - city: {name: Liège, geonames: 2792413}
        address: {value: "Rue 1, Liège", basis: seen}
        hours: {rule: "Mo-Fr 09:00-17:00"}
    languages: {codes: [fr]}
    topics: [union]
"""


def rows():
    return {model.__name__: set(model.objects.values_list("pk", flat=True)) for model in TABLES}


def write(tmp_path, text):
    file = tmp_path / "points.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_every_organisation_of_the_sources_is_there(starter):
    assert sorted(ContactPoint.objects.values_list("key", flat=True)) == KEYS


def test_loading_twice_changes_nothing(starter):
    before, written = rows(), Entry.objects.count()

    again = load_starter(at=MONDAY)

    assert again == Loaded(unchanged=len(KEYS))
    assert rows() == before
    assert Entry.objects.count() == written


def test_a_changed_entry_changes_its_point_only(starter, tmp_path):
    monde = ContactPoint.objects.get(key="monde-des-possibles")
    others = set(PointText.objects.exclude(point=monde).values_list("pk", flat=True))
    file = write(tmp_path, GOOD.replace("good-point", monde.key))

    assert load_starter(at=MONDAY, files=[file]) == Loaded(changed=1)
    assert [text.text for text in monde.texts.filter(field="name")] == ["Bon Bureau"]
    assert set(PointText.objects.exclude(point=monde).values_list("pk", flat=True)) == others
    assert ContactPoint.objects.get(key=monde.key).pk == monde.pk


def test_what_an_office_confirmed_is_left_alone(starter, tmp_path):
    ContactPoint.objects.filter(key="cepag").update(basis="confirmed", confirmed_on=MONDAY.date())
    file = write(tmp_path, GOOD.replace("good-point", "cepag"))

    assert load_starter(at=MONDAY, files=[file]) == Loaded(kept=1)
    assert ContactPoint.objects.get(key="cepag").texts.filter(text="Bon Bureau").count() == 0


def test_the_command_says_what_it_did(starter, tmp_path):
    said = StringIO()
    call_command("load_starter", stdout=said)
    call_command("load_starter", file=[write(tmp_path, GOOD)], stdout=said)

    assert said.getvalue().splitlines() == [
        f"Nothing changed: {len(KEYS)} points as they were, 0 kept by their office.",
        "1 points created, 0 changed, 0 as they were, 0 kept by their office.",
    ]


def deep(levels):
    return "format: umn-points/1\npoints: " + "[" * levels + "]" * levels


DAMAGED = {
    "not text": (b"format: umn-points/1\npoints: \xff\xfe", 2, "UTF-8"),
    "not YAML": (GOOD.replace("{fr: Bon Bureau}", "{fr: Bon Bureau"), 7, "YAML"),
    "a forbidden character": (GOOD.replace("Bon", "B\x07n"), 6, "character"),
    "empty": ("", 1, "empty"),
    "another kind of file": ("colours:\n  - red\n", 1, "contact points"),
    "a list": ("- red\n", 1, "contact points"),
    "another version": (GOOD.replace("points/1", "points/9"), 1, "contact points"),
    "a field we do not know": (GOOD.replace("    topics: [union]", "    nationality: [all]"), 16, "nationality"),
    "a field is missing": (GOOD.replace("    country: BE\n", ""), 3, "country"),
    "a wrong kind of value": (GOOD.replace('"2026-11"', "2026"), 10, "as_of"),
    "a day that does not exist": (GOOD.replace('"2026-11"', '"2026-02-30"'), 10, "2026-02-30"),
    "a topic we do not know": (GOOD.replace("[union]", "[astrology]"), 16, "astrology"),
    "a language we do not know": (GOOD.replace("[fr]", "[xx-klingon]"), 15, "xx-klingon"),
    "a country we do not know": (GOOD.replace("country: BE", "country: QQ"), 7, "QQ"),
    "free words as hours": (GOOD.replace("Mo-Fr 09:00-17:00", "Monday evening"), 14, "note"),
    "days without times as hours": (GOOD.replace("Mo-Fr 09:00-17:00", "Mo-Fr"), 14, "note"),
    "a key twice in a mapping": (GOOD.replace("    country: BE", "    country: BE\n    country: FR"), 8, "twice"),
    "the same point twice": (GOOD + GOOD.split("points:\n")[1], 17, "good-point"),
    "latitude and longitude swapped": (
        GOOD.replace('Liège", basis: seen', 'Liège", basis: seen, lat: 5.57, lon: 50.63'),
        13,
        "latitude first",
    ),
    "a latitude beyond the pole": (
        GOOD.replace('Liège", basis: seen', 'Liège", basis: seen, lat: 95.0, lon: 5.57'),
        13,
        "95.0",
    ),
    "latitude alone": (GOOD.replace('Liège", basis: seen', 'Liège", basis: seen, lat: 50.6'), 13, "lon"),
    "a city of another country": (GOOD.replace("2792413", "3173435"), 12, "not in BE"),
    "one language in two spellings": (GOOD.replace("{fr: Bon Bureau}", "{nb: A, 'no': B}"), 6, "same language"),
    "a name too long for a city": (GOOD.replace("name: Liège,", f"name: {'x' * 121},"), 12, "too long"),
    "an alias": (GOOD.replace("{fr: Bon Bureau}", "&a {fr: Bon Bureau}\n    short: *a"), 6, "aliases"),
    "an object of a language": (GOOD.replace("{fr: Bon Bureau}", "!!python/object:os.system x"), 6, "python"),
    "a script as a source": (GOOD.replace("https://example.org/", "javascript:alert(1)"), 9, "source"),
    "turned text": (GOOD.replace("Bon Bureau", "Bon \u202euaeruB"), 6, "name"),
    "an unknown successor": (GOOD.replace("    topics:", "    successor: nobody\n    topics:"), 16, "nobody"),
    "closed without a day": (GOOD.replace("standing: umn", "standing: closed"), 3, "closed"),
    "nested without end": (deep(100_000), 2, "deeply"),
    "nested too deeply": (deep(60), 2, "deeply"),
    "far too large": ("#" * 2_000_001, 1, "large"),
}


@pytest.mark.parametrize(("text", "line", "word"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_names_its_line_and_loads_nothing(topics, tmp_path, text, line, word):
    file = write(tmp_path, text)
    sound = tmp_path / "a-sound-one.yaml"
    sound.write_text(GOOD.replace("good-point", "sound-point"))
    before = rows()

    with pytest.raises(Damaged) as found:
        load_starter(at=MONDAY, files=[sound, file])

    assert (found.value.file, found.value.line) == (file, line)
    assert word in found.value.why
    assert rows() == before
    with pytest.raises(CommandError, match=rf"Nothing was loaded. points.yaml, line {line}: "):
        call_command("load_starter", file=[sound, file])


def test_a_second_coordinator_is_refused(starter, tmp_path):
    with pytest.raises(Damaged, match="only one point coordinates"):
        load_starter(at=MONDAY, files=[write(tmp_path, GOOD + "    coordinates: true\n")])


def test_a_load_that_is_cut_off_leaves_nothing_behind(topics, tmp_path):
    def power_cut(sender, instance, **rest):
        if instance.key == "good-point":
            raise OSError("disk full")

    before = rows()
    file = write(tmp_path, GOOD.replace("good-point", "first") + GOOD.split("points:\n")[1])
    post_save.connect(power_cut, sender=ContactPoint)
    try:
        with pytest.raises(OSError, match="disk full"):
            load_starter(at=MONDAY, files=[file])
    finally:
        post_save.disconnect(power_cut, sender=ContactPoint)

    assert rows() == before


def test_a_file_that_is_not_there_is_named(topics, tmp_path):
    with pytest.raises(CommandError, match=r"Nothing was loaded\. .*nowhere\.yaml: No such file"):
        call_command("load_starter", file=[tmp_path / "nowhere.yaml"])


def test_the_sound_file_of_these_tests_loads(topics, tmp_path):
    assert load_starter(at=MONDAY, files=[write(tmp_path, GOOD)]) == Loaded(created=1)


def test_every_english_text_is_translated_and_every_translation_is_said_to_be_a_machines(starter):
    english = PointText.objects.filter(language="en", state="source").exclude(field__in=["name", "short", "desk"])
    wanted = set(english.values_list("text", flat=True))
    for language, table in read_translations().items():
        assert wanted - set(table) == set(), language
    said = PointText.objects.filter(language__in=["fr", "ar"], field__in=["services", "notes", "kind", "hours"])
    assert set(said.values_list("state", flat=True)) == {"machine"}


def test_only_complete_rules_are_loaded(starter):
    from umn.directory.hours import is_complete

    rules = OpeningHours.objects.exclude(rule="").values_list("rule", flat=True)
    assert [rule for rule in rules if not is_complete(rule)] == []


def test_the_check_sees_an_entry_of_another_point_in_two_files(topics):
    entries = read_points(point_files())
    with pytest.raises(Damaged, match="stands in"):
        check([*entries, entries[0]], topics={"union"} | {t for e in entries for t in e.facts.get("topics", [])})
