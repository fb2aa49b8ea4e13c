"""The week of one place, one line for each day, as on a door."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from umn.directory.forms.typed import Line, Times
from umn.directory.typed_times import written
from umn.directory.week import Day, Week
from umn.languages.dates import day_name

HOLIDAYS = 7  # after Monday to Sunday
EMPTY = [
    ("unknown", _("We cannot say. People are told to ask before they go.")),
    ("appointment", _("We have no fixed hours. People come by appointment only.")),
    ("closed", _("We are closed every day, for a time or for good.")),
]


class Hours(forms.Form):
    """`day_0` (Monday) to `day_7` (public holidays), `by_0`…: by appointment on that day."""

    note = Line(
        label=_("A note beside the hours"),
        help_text=_(
            "For example: ring the bell on the left. It is shown as you write it, in the language of this page."
        ),
        max_length=200,
        required=False,
    )
    empty = forms.ChoiceField(
        label=_("You wrote no hours at all. What is right?"), choices=EMPTY, widget=forms.RadioSelect, required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(HOLIDAYS + 1):
            name = _("Public holidays") if number == HOLIDAYS else day_name(number, shown_in)
            self.fields[f"day_{number}"] = Times(label=name)
            self.fields[f"by_{number}"] = forms.BooleanField(label=_("by appointment"), required=False)

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"day_{number}"], self[f"by_{number}"]) for number in range(HOLIDAYS + 1)]

    @property
    def asks_what_empty_means(self) -> bool:
        return self.is_bound and "empty" in self.errors

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if any(f"day_{number}" in self.errors for number in range(HOLIDAYS + 1)):
            return given
        days = [_day(given, number) for number in range(HOLIDAYS + 1)]
        given["week"] = Week(tuple(days[:HOLIDAYS]), days[HOLIDAYS])
        if given["week"].is_empty and not given.get("empty"):
            self.add_error("empty", _("Choose one of these, or write the hours above."))
        return given


def typed(week: Week) -> dict[str, Any]:
    """What the form shows first."""
    shown: dict[str, Any] = {}
    for number, day in enumerate((*week.days, week.holidays)):
        shown |= {f"day_{number}": written(day.spans), f"by_{number}": day.by_appointment}
    return shown


def same_as_monday(data: Mapping[str, str], until: int) -> dict[str, Any]:
    """What was typed, with Monday's line again on each day up to `until` (4: Friday, 6: Sunday). Nothing is lost."""
    shown: dict[str, Any] = {name: data.get(name, "") for name in ("note", "seen")}
    for number in range(HOLIDAYS + 1):
        taken = 0 if number <= until else number
        shown |= {f"day_{number}": data.get(f"day_{taken}", ""), f"by_{number}": bool(data.get(f"by_{taken}"))}
    return shown


def _day(given: Mapping[str, Any], number: int) -> Day:
    spans = given.get(f"day_{number}") or ()
    return Day(spans, bool(spans) and bool(given.get(f"by_{number}")))
