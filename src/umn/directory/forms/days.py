"""Closed on some days, or open at other hours."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from umn.directory.choices import Instead, Reason
from umn.directory.forms.typed import Day, Line, Times
from umn.directory.special import Special
from umn.languages.dates import day_name

AHEAD = timedelta(days=500)

INSTEAD = {
    Instead.PHONE: _("People call instead"),
    Instead.EMAIL: _("People write an e-mail instead"),
    Instead.ASK: _("People ask on this portal instead"),
}
REASONS = {
    Reason.HOLIDAY: _("A holiday"),
    Reason.STAFF: _("Nobody is there"),
    Reason.EVENT: _("An event or a strike"),
    Reason.BUILDING: _("Works in the building"),
}


class SpecialDays(forms.Form):
    """`ways`: how people can reach this point instead; `places`: primary keys and names, where there are several."""

    first = Day(label=_("First day"), error_messages={"required": _("Which day? Choose it here.")})
    last = Day(label=_("Last day"), help_text=_("Leave it empty for one single day."), required=False)
    place = forms.ChoiceField(label=_("Where?"), required=False)
    hours = Times(
        label=_("Other hours on these days"), help_text=_("Leave it empty when you are closed. Or write: 9:00–12:00")
    )
    instead = forms.ChoiceField(label=_("What can people do instead?"), widget=forms.RadioSelect, required=False)
    reason = forms.ChoiceField(
        label=_("Why?"), choices=[("", _("Say nothing")), *REASONS.items()], widget=forms.RadioSelect, required=False
    )
    note = Line(
        label=_("In your own words"),
        help_text=_("At most 200 characters. It is shown as you write it, in the language of this page."),
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, today: date, ways: tuple[Instead, ...], places: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offered = [(code.value, INSTEAD[code]) for code in ways]
        self._choices("instead", [("", _("Say nothing")), *offered])
        if len(places) > 1:
            self._choices("place", [("", _("At all places")), *((str(pk), name) for pk, name in places)])
        else:
            del self.fields["place"]
        for name in ("first", "last"):
            self.fields[name].widget.attrs |= {"min": today.isoformat(), "max": (today + AHEAD).isoformat()}

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first = given.get("first")
        if first is None:
            return given
        last = given["last"] = given.get("last") or first
        if last < self.today:
            self.add_error("last" if self.data.get("last") else "first", _("This day is over."))
        elif last < first:
            self.add_error("last", _("The last day is before the first day."))
        elif last > self.today + AHEAD:
            self.add_error("last" if last != first else "first", _("This day is too far ahead."))
        return given

    def special(self, *, language: str) -> Special:
        given = self.cleaned_data
        return Special(
            first=given["first"],
            last=given["last"],
            spans=given["hours"],
            instead=given["instead"],
            reason=given["reason"],
            note=given["note"],
            note_language=language if given["note"] else "",
            location_id=int(given["place"]) if given.get("place") else None,
        )


def next_days(today: date, language: str) -> list[tuple[str, Any]]:
    """The week that begins today, for the quick way."""
    words = {0: _("Today"), 1: _("Tomorrow")}
    week = [today + timedelta(days=number) for number in range(7)]
    return [(day.isoformat(), words.get(number, day_name(day.weekday(), language))) for number, day in enumerate(week)]
