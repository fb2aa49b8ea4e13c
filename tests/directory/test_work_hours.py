"""Somebody who works at a contact point changes its hours, and people read it at once, in every language."""

import pytest

from tests.directory.office import HOSTILE, hours_form, place, public, save_hours, today, week
from umn.directory.models import ContactPoint, OpeningHours, PointText
from umn.ledger.models import Entry


def test_the_hours_of_the_door_become_the_hours_of_the_page(work, liege, marie):
    before = (liege.basis, liege.confirmed_on, liege.known_on)
    response = save_hours(work, **week(day_2="", by_4="on"))

    kept = OpeningHours.objects.get(location__point=liege)
    assert kept.rule == ('Mo-Tu,Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00,14:00-17:00 "by appointment"; PH off')
    assert (kept.timezone, kept.country) == ("Europe/Brussels", "BE")
    assert (kept.basis, kept.confirmed_on, kept.confirmed_by) == ("confirmed", today(), f"operator {marie.pk}")
    liege.refresh_from_db()
    # Who writes the hours does not speak for the rest of the page.
    assert (liege.basis, liege.confirmed_on, liege.known_on) == before
    assert [(one.verb, one.by, one.subject_id, one.details) for one in Entry.objects.filter(subject="point")] == [
        ("directory.hours-set", f"operator {marie.pk}", "liege", {})
    ]
    said = "The new hours are on your page, in all languages."
    link = '<a href="/en/points/liege/">See the page as people see it</a>'
    assert [str(message) for message in response.context["messages"]] == [f"{said} {link}"]
    shown = public().main_place.hours
    assert [(day.name, day.times, day.by_appointment) for day in shown.days] == [
        ("Monday", ("09:00 – 12:00", "14:00 – 17:00"), False),
        ("Tuesday", ("09:00 – 12:00", "14:00 – 17:00"), False),
        ("Wednesday", (), False),
        ("Thursday", ("09:00 – 12:00", "14:00 – 17:00"), False),
        ("Friday", ("09:00 – 12:00", "14:00 – 17:00"), True),
        ("Saturday", (), False),
        ("Sunday", (), False),
    ]
    assert sum(day.today for day in shown.days) == 1
    assert shown.times_in == "Times are those of the clock in Liège."


def test_the_form_shows_what_stands_there(work, liege):
    save_hours(work, **week(day_7="10-12", note="Ring on the left"))

    form = hours_form(work)

    assert form["day_0"].value() == "09:00–12:00, 14:00–17:00"
    assert form["day_7"].value() == "10:00–12:00"
    assert form["note"].value() == "Ring on the left"


def test_monday_is_copied_to_other_days_and_nothing_is_saved(work, liege):
    response = work.post(
        "/en/work/points/liege/hours/", {"day_0": "8-12", "by_0": "on", "day_5": "x", "note": "N", "same": "4"}
    )

    form = response.context["form"]
    assert [form[f"day_{number}"].value() for number in range(8)] == ["8-12"] * 5 + ["x", "", ""]
    assert [form[f"by_{number}"].value() for number in range(8)] == [True] * 5 + [False] * 3
    assert form["note"].value() == "N"
    assert not OpeningHours.objects.exists()


def test_what_cannot_be_hours_is_said_at_its_day_and_what_was_typed_stays(work, liege):
    response = save_hours(work, **week(day_1="14-12", day_3="9-12 if we can"))

    form = response.context["form"]
    assert response.status_code == 400
    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "day_1": ["12:00 is earlier than 14:00. Write the beginning first."],
        "day_3": ["We do not understand “if”. Write the hours like this: 9:00–12:30, 14:00–17:00"],
    }
    assert form["day_3"].value() == "9-12 if we can"
    assert not OpeningHours.objects.exists()


@pytest.mark.parametrize("field", ["day_0", "day_7", "by_0", "note", "empty", "seen", "same"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_for_hours_are_answered(work, liege, field, text):
    response = work.post("/en/work/points/liege/hours/", week(seen="x") | {field: text})

    assert response.status_code in (200, 302, 400)


def test_a_week_without_hours_is_asked_about(work, liege):
    asked = save_hours(work)
    assert list(asked.context["form"].errors) == ["empty"]

    unknown = save_hours(work, empty="unknown")
    assert OpeningHours.objects.get().rule == ""
    assert "must ask before they go" in str(next(iter(unknown.context["messages"])))
    assert public().main_place.hours.days == ()

    save_hours(work, empty="appointment")
    assert public().appointment == "required"
    assert public().state.kind == "appointment"

    closed = work.post("/en/work/points/liege/hours/", {"empty": "closed", "seen": "x"})
    assert closed["Location"] == "/en/work/points/liege/closing/"


def test_rules_that_the_form_cannot_show_are_said_before_they_are_replaced(work, liege):
    OpeningHours.objects.create(
        location=place(liege),
        rule="Mo 09:00-12:00; Jul-Aug off",
        timezone="Europe/Brussels",
        country="BE",
        basis="seen",
    )

    response = work.get("/en/work/points/liege/hours/")

    assert response.context["shown"].read.not_shown == ("Jul-Aug off",)
    assert "this form cannot show: Jul-Aug off." in response.content.decode()


def test_the_second_of_two_sees_what_the_first_has_saved_and_loses_nothing(work, liege):
    both_saw = hours_form(work)["seen"].value()
    save_hours(work, **week(seen=both_saw))

    second = save_hours(work, **week(day_0="8-11", seen=both_saw))

    form = second.context["form"]
    assert form.non_field_errors() == ["Somebody else saved other hours in the meantime. Yours are still here."]
    assert form["day_0"].value() == "8-11"
    assert second.context["theirs"]["day_0"] == "09:00–12:00, 14:00–17:00"
    assert OpeningHours.objects.get().rule == "Mo-Fr 09:00-12:00,14:00-17:00; PH off"

    save_hours(work, **week(day_0="8-11", seen=form["seen"].value()))
    assert OpeningHours.objects.get().rule == "Mo 08:00-11:00; Tu-Fr 09:00-12:00,14:00-17:00; PH off"


def test_a_note_in_new_words_takes_the_place_of_the_old_in_all_languages(work, liege):
    for language, text, state in (("en", "Ring twice", "source"), ("fr", "Sonnez deux fois", "machine")):
        PointText.objects.create(
            point=liege, location=place(liege), language=language, field="hours", text=text, state=state
        )
    save_hours(work, **week(note="Ring twice"))
    assert PointText.objects.filter(field="hours").count() == 2  # it is as it was

    save_hours(work, language="fr", **week(note="Entrez"))

    assert list(PointText.objects.filter(field="hours").values_list("language", "text", "state")) == [
        ("fr", "Entrez", "source")
    ]


def test_a_note_of_days_gives_way_to_real_hours(work, liege):
    PointText.objects.create(
        point=liege, location=place(liege), language="en", field="hours", text="We-Fr", state="source"
    )
    assert hours_form(work)["note"].value() == ""

    save_hours(work, **week())

    assert public().main_place.hours.days_only == ""


def test_a_point_that_its_office_has_changed_is_not_overwritten_by_the_starter_data(work, liege):
    save_hours(work, **week())

    assert ContactPoint.objects.get(key="liege").edited_on == today()  # what actions.starter looks at


# --- Days that are not as usual
