"""What the gallery shows: each component with all its faces, by day and night, from the left and the right."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LANGUAGES = {"ltr": "en", "rtl": "ar"}


def may_be_shown() -> bool:
    """Only in a practice folder: the samples are no real offices and no real questions."""
    return bool(settings.PRACTICE)


class Sample(forms.Form):
    """One field of each kind that the portal uses."""

    place = forms.CharField(label=_("Which town or city are you in?"), help_text=_("Write it in any language."))
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(
        label=_("In which language do you want the answer?"), choices=[("en", "English"), ("ar", "العربية")]
    )
    text = forms.CharField(label=_("Your question"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
    how = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("pay", _("Wages")), ("hours", _("Working time"))],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=_("I agree that this contact point reads what I wrote, to help me."))


def panels() -> list[dict[str, Any]]:
    """Day and night × from the left and from the right; ids stay apart by `key`."""
    return [
        {
            "key": f"{scheme}-{direction}",
            "scheme": scheme,
            "direction": direction,
            "language": LANGUAGES[direction],
            "empty": Sample(auto_id=f"{scheme}-{direction}-empty-%s", prefix=f"{scheme}{direction}e"),
            "wrong": Sample(
                {f"{scheme}{direction}w-email": "no address"},
                auto_id=f"{scheme}-{direction}-wrong-%s",
                prefix=f"{scheme}{direction}w",
            ),
            "groups": ["4071", "9925", "3318", "0046", "7752"],
            "facts": [_("Arabic"), "Liège"],
        }
        for scheme in ("day", "night")
        for direction in ("ltr", "rtl")
    ]
