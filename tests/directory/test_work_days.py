"""Somebody who works at a contact point says when it is closed, and people read it at once, in every language."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.directory.office import HOSTILE, place, public, save_hours, today, week
from tests.enquiries.conftest import make_point
from tests.factories import people
from tests.flat import flat
from tests.strict import StrictClient
from umn.directory import actions, queries, versions
from umn.directory.models import Location, SpecialHours
from umn.directory.retention import forget_special_days
from umn.directory.special import Special
from umn.ledger.models import Entry
from umn.people.rules import NotAllowed
from umn.search.models import SearchEntry


def close(client, key="liege", **fields):
    given = {"first": today().isoformat(), "instead": "phone"}
    return client.post(f"/en/work/points/{key}/days/", given | fields, follow=True)


def in_days(number):
    return (today() + timedelta(days=number)).isoformat()


def test_closed_today_is_read_at_once_in_every_language(work, liege, marie):
    save_hours(work, **week())
    close(work, first=in_days(1), reason="staff", note="Marie is ill")

    row = SpecialHours.objects.get()
    assert (row.first, row.last, row.spans, row.instead, row.reason) == (
        today() + timedelta(days=1), today() + timedelta(days=1), "", "phone", "staff",
    )  # fmt: skip
    assert (row.note, row.note_language, row.made_by) == ("Marie is ill", "en", f"operator {marie.pk}")
    for language in ("en", "fr", "ar"):
        one = public(language=language).main_place.special[0]
        assert one.text
        assert (one.note.text, one.note.language, one.note.direction) == ("Marie is ill", "en", "ltr")
    assert public().main_place.special[0].instead == "Call instead."
    card = StrictClient().get("/en/find/?q=liege").context["finding"].cards[0]
    assert card.soon == public().main_place.special
    assert card.soon[0].text in StrictClient().get("/en/find/?q=liege").content.decode()


def test_search_engines_read_the_days_too(work, liege):
    close(work, first=in_days(3), last=in_days(5))
    close(work, first=in_days(9), hours="9-12, 13-24")

    structured = StrictClient().get("/en/points/liege/").context["structured"]

    assert (
        f'"validFrom": "{in_days(3)}", "validThrough": "{in_days(5)}", "opens": "00:00", "closes": "00:00"'
        in structured
    )
    assert (
        f'"validFrom": "{in_days(9)}", "validThrough": "{in_days(9)}", "opens": "13:00", "closes": "23:59"'
        in structured
    )


def test_the_page_is_kept_no_longer_than_the_day_lasts_there(work, liege):
    close(work)
    point = public()

    assert point.state.kind == "closed"
    assert point.expires <= point.state.until


def test_the_later_word_takes_the_place_of_the_earlier_for_its_days(work, liege):
    close(work, first=in_days(1), last=in_days(10), reason="holiday")

    response = close(work, first=in_days(4), hours="9-12", instead="")

    assert "It takes the place of what you set before" in str(next(iter(response.context["messages"])))
    assert [(str(row.first), str(row.last), row.spans, row.reason) for row in SpecialHours.objects.all()] == [
        (in_days(1), in_days(3), "", "holiday"),
        (in_days(4), in_days(4), "09:00-12:00", ""),
        (in_days(5), in_days(10), "", "holiday"),
    ]


def test_the_same_twice_is_there_once(work, liege):
    close(work)
    response = close(work)

    assert SpecialHours.objects.count() == 1
    assert "takes the place" not in str(next(iter(response.context["messages"])))


def test_the_whole_point_counts_for_its_places_and_a_place_only_for_itself(work, liege):
    second = Location.objects.create(point=liege, position=1, city="Seraing", basis="seen")

    close(work, first=in_days(1), place=second.pk)
    assert [len(place.special) for place in public().places] == [0, 1]

    close(work, first=in_days(1))
    assert [row.location for row in SpecialHours.objects.all()] == [None]

    close(work, first=in_days(1), place=second.pk, hours="9-12")
    assert SpecialHours.objects.count() == 2
    assert [place.special[-1].days.spans for place in public().places] == [(), ((540, 720),)]


def test_taken_away_again(work, liege):
    close(work)
    pk = SpecialHours.objects.get().pk

    first = work.post(f"/en/work/points/liege/days/{pk}/", follow=True)
    second = work.post(f"/en/work/points/liege/days/{pk}/", follow=True)

    assert not SpecialHours.objects.exists()
    assert "your usual hours count again" in str(next(iter(first.context["messages"])))
    assert [str(message) for message in second.context["messages"]] == ["This was taken away already."]
    verbs = list(Entry.objects.filter(subject="point").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["directory.days-set", "directory.days-removed"]


def test_days_that_cannot_be_are_said(work, liege):
    def errors(**fields):
        form = close(work, **fields).context["form"]
        return {name: list(said) for name, said in form.errors.items()}

    assert errors(first="") == {"first": ["Which day? Choose it here."]}
    assert errors(first="31.2.2027") == {"first": ["This is no day of the calendar. Write it like this: 26.11.2026"]}
    assert errors(first=in_days(-1)) == {"first": ["This day is over."]}
    assert errors(first=in_days(3), last=in_days(2)) == {"last": ["The last day is before the first day."]}
    assert errors(first=in_days(600)) == {"first": ["This day is too far ahead."]}
    assert list(errors(note="x" * 201)) == ["note"]
    assert list(errors(instead="email")) == ["instead"]  # this page offers no address to write to
    assert not SpecialHours.objects.exists()


def test_days_are_read_as_people_write_them(work, liege):
    day = today() + timedelta(days=2)
    eastern = str(day.strftime("%d/%m/%Y")).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    close(work, first=eastern)

    assert SpecialHours.objects.get().first == day


@pytest.mark.parametrize("field", ["first", "last", "hours", "instead", "reason", "note", "place"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_for_days_are_answered(work, liege, field, text):
    response = work.post("/en/work/points/liege/days/", {"first": in_days(1)} | {field: text})

    assert response.status_code in (200, 302, 400)
    assert SpecialHours.objects.count() == (1 if response.status_code == 302 else 0)
    public()


def test_what_is_over_is_forgotten_after_a_month(liege, marie):
    now = timezone.now()
    for first, last in ((-40, -31), (-33, -30), (1, 1)):
        SpecialHours.objects.create(
            point=liege,
            first=today() + timedelta(days=first),
            last=today() + timedelta(days=last),
            made_by="operator 1",
            made_on=today(),
        )

    assert forget_special_days(now) == 1
    assert forget_special_days(now) == 0
    assert public().main_place.special[0].days.first == today() + timedelta(days=1)


# --- Who may, and what it costs


def test_who_works_elsewhere_cannot_change_anything(client, liege):
    stranger = people.person(works_for=make_point("namur").organisation)
    people.sign_in(client, stranger)

    for path in ("", "hours/", "days/", "facts/"):
        assert client.get(f"/en/work/points/liege/{path}").status_code == 404
    with pytest.raises(NotAllowed):
        actions.add_special(liege, days=Special(today(), today()), by=stranger, at=timezone.now())
    with pytest.raises(NotAllowed):
        actions.set_hours(
            place(liege), rule="", note=None, language="en", by=stranger, at=timezone.now(),
            seen=versions.of_hours(place(liege), []),
        )  # fmt: skip


def test_who_has_left_the_organisation_cannot_either(work, liege, marie):
    marie.affiliations.update(until=today())

    assert work.get("/en/work/points/liege/").status_code == 404
    assert work.get("/en/work/points/").context["points"] == []


def test_a_point_without_a_place_has_days_but_no_week(work, liege):
    Location.objects.all().delete()

    assert "/work/points/liege/hours/" not in work.get("/en/work/points/liege/").content.decode()
    assert work.get("/en/work/points/liege/hours/").status_code == 404
    close(work)
    assert public().state.kind == "closed"


def test_who_has_one_point_is_led_to_it_and_a_coordinator_sees_all(work, client, liege):
    assert work.get("/en/work/points/")["Location"] == "/en/work/points/liege/"

    make_point("namur")
    ada = people.coordinator()
    other = StrictClient()
    people.sign_in(other, ada)
    assert [one.key for one in other.get("/en/work/points/").context["points"]] == ["liege", "namur"]
    assert other.get("/en/work/points/liege/").context["works_there"] is False


def test_a_list_of_points_costs_the_same_for_one_and_for_three(topics):
    ada = people.coordinator()
    numbers = iter(range(3))

    def add():
        point = make_point(f"point-{next(numbers)}")
        SpecialHours.objects.create(point=point, first=today(), last=today(), made_by="operator 1", made_on=today())

    def show():
        queries.my_points(ada, language="en", at=timezone.now())

    assert flat(add, show) <= 7


def test_special_days_cost_a_search_one_query_however_many_points(topics):
    numbers = iter(range(3))

    def add():
        point = make_point(f"point-{next(numbers)}")
        for day in range(2):
            SpecialHours.objects.create(
                point=point, first=today() + timedelta(days=day), last=today() + timedelta(days=day),
                made_by="operator 1", made_on=today(),
            )  # fmt: skip

    def show():
        found = queries.find(country="BE", language="en", at=timezone.now())
        assert all(card.soon for card in found.cards)

    flat(add, show)


def test_planned_days_cost_the_same_for_one_and_for_three(work, liege):
    days = iter(range(1, 4))

    def add():
        close(work, first=in_days(next(days) * 2))

    flat(add, lambda: work.get("/en/work/points/liege/"))
    assert SearchEntry.objects.count() >= 1


@pytest.mark.parametrize(
    ("country", "lon", "moment", "midnight"),
    [
        ("BE", None, datetime(2026, 11, 25, 22, 58, tzinfo=UTC), datetime(2026, 11, 25, 23, tzinfo=UTC)),
        ("ES", -15.4, datetime(2026, 11, 25, 23, 58, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC)),
        ("FI", None, datetime(2026, 7, 1, 20, 58, tzinfo=UTC), datetime(2026, 7, 1, 21, tzinfo=UTC)),
    ],
)
def test_the_page_ends_at_midnight_of_the_place(topics, country, lon, moment, midnight):
    point = make_point("somewhere", country=country)
    Location.objects.filter(point=point).update(lat=None if lon is None else 28.1, lon=lon)

    assert queries.point("somewhere", language="en", at=moment).expires == midnight
