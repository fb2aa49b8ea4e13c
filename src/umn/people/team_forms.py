"""The shape of what is typed about colleagues."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from umn.people.choices import Role
from umn.ui.fields import Line


class Person(forms.Form):
    """What the coordinator knows of somebody."""

    name = Line(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language of the letters and pages"), choices=settings.LANGUAGES)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.choices = [("", _("none")), *organisations]


class Propose(forms.Form):
    """A colleague for one's own desk; the coordinator invites them."""

    name = Line(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Their own address, which nobody else reads."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    language = forms.ChoiceField(label=_("Language of the letters and pages"), choices=settings.LANGUAGES)


class Invite(Person):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    role = forms.ChoiceField(label=_("May do"), choices=Role.choices, initial=Role.OPERATOR)
    field_order = ("email", "name", "language", "organisation", "role")
