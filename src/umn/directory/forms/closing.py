"""A contact point closes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from umn.ui.fields import Words

LONGEST_WHY = 300  # characters
FOR_A_TIME, FOR_GOOD = "time", "good"
_NO_DAY = _("This is not a day. Write it like 2026-11-30.")


def _day(label: Any, *, help_text: Any = "", required: bool = True, missing: Any = "") -> forms.DateField:
    errors = {"invalid": _NO_DAY, "required": missing}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget, error_messages=errors)


class Closing(forms.Form):
    how = forms.ChoiceField(
        label=_("For how long?"),
        choices=[(FOR_A_TIME, _("For a time")), (FOR_GOOD, _("For good"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one."), "invalid_choice": _("Please choose one.")},
    )
    since = _day(_("Closed since"), missing=_("Since which day is it closed?"))
    until = _day(
        _("Last day on which it is closed"),
        help_text=_("Leave this empty if nobody knows yet, or if it is closed for good."),
        required=False,
    )
    successor = forms.CharField(
        label=_("Who helps people now?"),
        help_text=_("The name or the town of another contact point. People are sent there."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    why = Words(
        label=_("Why, in your own words"),
        help_text=_("Everybody can read this. It is shown as you write it, and not translated."),
        max_length=LONGEST_WHY,
        rows=2,
        required=False,
    )

    @property
    def for_good(self) -> bool:
        return bool(self.cleaned_data["how"] == FOR_GOOD)
