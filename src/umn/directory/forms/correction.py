"""What a visitor or an office fills in when something on a page is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from umn.directory.actions.corrections import LONGEST
from umn.directory.choices import Wrong
from umn.ui.fields import Words

WRONG = {
    Wrong.HOURS: _("The opening hours"),
    Wrong.PHONE: _("The telephone number or the e-mail address"),
    Wrong.ADDRESS: _("The address"),
    Wrong.LANGUAGES: _("The languages"),
    Wrong.CLOSED: _("It has closed or moved"),
    Wrong.OTHER: _("Something else"),
}
_CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}


class SomethingWrong(forms.Form):
    """For anybody."""

    wrong = forms.ChoiceField(
        label=_("What is wrong?"), choices=list(WRONG.items()), widget=forms.RadioSelect, error_messages=_CHOOSE
    )
    words = Words(
        label=_("What did you see there, or what do you know?"),
        help_text=_("Do not write anything about yourself here. Any language is good."),
        max_length=LONGEST,
        rows=4,
        required=False,
    )


class SomethingChanged(forms.Form):
    """For the office that was asked."""

    wrong = forms.ChoiceField(
        label=_("What has changed?"), choices=list(WRONG.items()), widget=forms.RadioSelect, error_messages=_CHOOSE
    )
    words = Words(
        label=_("What is true now?"),
        help_text=_("For example the new hours or the new number. Any language is good."),
        max_length=LONGEST,
        rows=4,
        required=False,
    )
