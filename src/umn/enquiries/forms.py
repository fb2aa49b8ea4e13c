"""What the forms of this room look like. Rules live in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from umn.enquiries.choices import LONGEST_TEXT, CloseReason
from umn.languages import names
from umn.ui import fields

# Languages that people can ask for an answer in; the interface may not speak them, an operator or a colleague may.
# fmt: off
ANSWER_LANGUAGES = (
    "am", "ar", "bg", "bn", "bs", "cs", "de", "el", "en", "es", "et", "fa", "fi", "fil", "fr", "hi", "hr",
    "hu", "it", "ka", "ku", "lt", "lv", "mk", "mt", "nl", "no", "pa", "pl", "ps", "pt", "ro", "ru", "si",
    "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "ti", "tr", "uk", "ur", "vi", "wo", "yo", "zh",
)
# fmt: on


class Words(fields.Words):
    """What is asked and answered may be long."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        super().__init__(**kwargs)


def language_choices(shown_in: str) -> list[tuple[str, str]]:
    """Code and autonym, the language of the page first."""
    rest = sorted((code for code in ANSWER_LANGUAGES if code != shown_in), key=names.autonym)
    return [(code, names.autonym(code)) for code in [shown_in, *rest]]


class OffersLanguages(forms.Form):
    """A form with one field that offers languages: those chosen already, that of the page, then all by their names."""

    languages_in: str  # the name of that field

    def __init__(self, *args: Any, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields[self.languages_in]
        assert isinstance(offered, forms.ChoiceField)
        chosen = self.initial.get(self.languages_in, ())
        offered.choices = sorted(language_choices(shown_in), key=lambda choice: choice[0] not in chosen)


class Where(OffersLanguages):
    """The second step: where the person is, and in which language they want to read the answer."""

    languages_in = "reads"

    place = forms.CharField(
        label=_("Which town or city are you in?"),
        help_text=_("Write it in any language. You need not give a street."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    reads = forms.ChoiceField(label=_("In which language do you want the answer?"))


class Ask(forms.Form):
    """The last step. Nothing here asks who somebody is."""

    text = Words(
        label=_("Your question"),
        help_text=_("Write in your own language, as you would say it. No name is needed."),
        error_messages={"required": _("Write your question here.")},
    )
    consent = forms.BooleanField(
        label=_("I agree that this contact point reads what I wrote, to help me."),
        error_messages={"required": _("Without your agreement nobody may read your question. Please tick the box.")},
    )
    may_pass_on = forms.BooleanField(
        label=_("It may be passed on to another contact point that fits better."), required=False
    )


class Number(forms.Form):
    number = forms.CharField(
        label=_("Your number"),
        help_text=_("20 digits. Spaces and dashes do not matter, and you can use the digits of your own language."),
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
        error_messages={"required": _("Write your number here.")},
    )


class Reply(forms.Form):
    text = Words(label=_("Your message"), error_messages={"required": _("Write your message here.")}, rows=5)


class Answer(OffersLanguages):
    languages_in = "language"

    text = Words(label=_("Your answer"), error_messages={"required": _("Write your answer here.")}, rows=8)
    language = forms.ChoiceField(label=_("Language of your answer"))
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    seen_draft = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class BesideTheAnswer(forms.Form):
    """Its fields belong to the form of the answer, so that an answer being written comes along with every button."""

    use_required_attribute = False  # or the answer could not be sent without a note

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["form"] = "answer"


class Note(BesideTheAnswer):
    note = Words(
        label=_("Note for colleagues"),
        help_text=_("The person who asked never sees this."),
        error_messages={"required": _("Write your note here.")},
        rows=3,
    )


class Closure(BesideTheAnswer):
    reason = forms.ChoiceField(label=_("Why is it closed?"), choices=CloseReason.choices, widget=forms.RadioSelect)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def _on_paper() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"})


class LetIn(forms.Form):
    member = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Call your colleague. They read you six digits from their own Desks page."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )


class OpenWithPaper(forms.Form):
    member = forms.IntegerField(widget=forms.HiddenInput)
    first = forms.CharField(label=_("First half of the key on paper"), max_length=120, widget=_on_paper())
    second = forms.CharField(label=_("Second half of the key on paper"), max_length=120, widget=_on_paper())
    code = forms.CharField(
        label=_("Six digits that your colleague reads to you by telephone"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )


class Reads(OffersLanguages):
    languages_in = "languages"

    languages = forms.MultipleChoiceField(
        label=_("Languages that this desk reads"),
        help_text=_("People see them before they send a question."),
        widget=forms.CheckboxSelectMultiple,
    )
