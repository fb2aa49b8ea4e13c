"""Everything on the page of a contact point but its hours, as its people say it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from umn.directory.choices import MANY_LANGUAGES, Appointment, ChannelKind, Level, TraitCode
from umn.directory.forms.typed import Day, Line, Paragraph, plain_digits
from umn.languages import names
from umn.languages.spoken import CODES
from umn.ui.dialling import EXTENSION

MORE_LINES = 2  # empty ones after those that are filled in
MOST_CHANNELS = 6
MOST_LANGUAGES = 40
KINDS = {
    ChannelKind.PHONE: _("Telephone numbers"),
    ChannelKind.EMAIL: _("E-mail addresses"),
    ChannelKind.WEBSITE: _("Websites"),
}
HELP = {
    ChannelKind.PHONE: _("With the country code, so that it works from everywhere: +32 4 232 01 20"),
    ChannelKind.EMAIL: _("For example: office@union.example"),
    ChannelKind.WEBSITE: _("For example: www.union.example"),
}
TEXTS = {
    "services": _("What you can do for people"),
    "limits": _("What you cannot do"),
    "access": _("How people are seen"),
    "cost": _("What it costs"),
    "notes": _("Good to know"),
    # Only where something is said already: most people need none.
    "phone": _("A note beside the telephone number"),
    "email": _("A note beside the e-mail address"),
    "languages": _("A note beside the languages"),
}
ONLY_WHERE_SAID = ("phone", "email", "languages")
YES_NO = [("yes", _("Yes, it costs nothing")), ("no", _("No, it costs something")), ("", _("We do not say"))]
APPOINTMENTS = [
    (Appointment.REQUIRED.value, _("Yes, only by appointment")),
    (Appointment.NOT_NEEDED.value, _("No, people can come without")),
    ("", _("We do not say")),
]
LEVELS = [(Level.STAFF.value, _("Somebody here speaks it")), (Level.INTERPRETERS.value, _("With an interpreter"))]
OTHERS = [
    ("", _("No")),
    (Level.INTERPRETERS.value, _("Yes, interpreters come when they are asked")),
    (Level.MANY.value, _("Yes, many languages")),
]


class Facts(forms.Form):
    """`lines`: how many lines of each kind of channel, and of languages, are filled in; `said`: texts that exist."""

    others = forms.ChoiceField(
        label=_("Other languages too?"), choices=OTHERS, widget=forms.RadioSelect, required=False
    )
    appointment = forms.ChoiceField(
        label=_("Do people need an appointment?"), choices=APPOINTMENTS, widget=forms.RadioSelect, required=False
    )
    free = forms.ChoiceField(
        label=_("Does your help cost nothing?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    no_papers = forms.BooleanField(
        label=_("We ask nobody for papers"),
        help_text=_("Not asking for papers does not mean it is safe."),
        required=False,
    )
    woman = forms.BooleanField(label=_("A woman gives advice here"), required=False)
    keep_others = forms.BooleanField(
        label=_("The texts in other languages still say the same: keep them"),
        help_text=_("If you do not tick this, people in all languages read your new words."),
        required=False,
    )
    funded_until = Day(
        label=_("Until when is your work paid for?"),
        help_text=_("Only the network sees this. It helps the coordinator to act in time."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(
        self, *args: Any, lines: Mapping[str, int], said: tuple[str, ...], shown_in: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.said = lines, said
        for kind in ChannelKind:
            for number in range(_count(lines[kind.value], MOST_CHANNELS)):
                self.fields[f"{kind.value}_{number}"] = _channel(kind, number)
        choices = _languages(shown_in, kept=self.initial)
        for number in range(_count(lines["languages"], MOST_LANGUAGES)):
            self.fields[f"language_{number}"] = forms.ChoiceField(label=_("Language"), choices=choices, required=False)
            self.fields[f"level_{number}"] = forms.ChoiceField(label=_("How"), choices=LEVELS, required=False)
        for name in self.text_names():
            self.fields[f"text_{name}"] = Paragraph(label=TEXTS[name], max_length=1000, required=False)

    def text_names(self) -> tuple[str, ...]:
        return tuple(name for name in TEXTS if name not in ONLY_WHERE_SAID or name in self.said)

    def channels(self) -> Iterator[tuple[Any, Any, list[forms.BoundField]]]:
        """Legend, help and lines of each kind."""
        for kind in ChannelKind:
            numbers = range(_count(self.lines[kind.value], MOST_CHANNELS))
            yield KINDS[kind], HELP[kind], [self[f"{kind.value}_{number}"] for number in numbers]

    def spoken(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        numbers = range(_count(self.lines["languages"], MOST_LANGUAGES))
        return [(self[f"language_{number}"], self[f"level_{number}"]) for number in numbers]

    def texts(self) -> list[forms.BoundField]:
        return [self[f"text_{name}"] for name in self.text_names()]

    def given_channels(self) -> dict[ChannelKind, tuple[str, ...]]:
        """What is filled in, in its order, each once."""
        found = {}
        for kind in ChannelKind:
            numbers = range(_count(self.lines[kind.value], MOST_CHANNELS))
            values = [self.cleaned_data[f"{kind.value}_{number}"] for number in numbers]
            found[kind] = tuple(dict.fromkeys(value for value in values if value))
        return found

    def given_languages(self) -> dict[str, str]:
        numbers = range(_count(self.lines["languages"], MOST_LANGUAGES))
        rows = [(self.cleaned_data[f"language_{number}"], self.cleaned_data[f"level_{number}"]) for number in numbers]
        found = {code: level or Level.STAFF.value for code, level in reversed(rows) if code}
        if self.cleaned_data["others"]:
            found[MANY_LANGUAGES] = self.cleaned_data["others"]
        return found

    def given_traits(self) -> frozenset[str]:
        ticked = {TraitCode.NO_PAPERS.value: "no_papers", TraitCode.WOMAN.value: "woman"}
        return frozenset(code for code, name in ticked.items() if self.cleaned_data[name])

    def given_free(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["free"])


def _count(filled: int, most: int) -> int:
    return max(filled, min(filled + MORE_LINES, most))


def _languages(shown_in: str, *, kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """By their names in the language of the page; those that stand there already, whatever they are."""
    held = {value for name, value in kept.items() if name.startswith("language_") and value}
    named = {code: names.name(code, shown_in) for code in {*CODES, *held}}
    return [("", "—"), *sorted(named.items(), key=lambda pair: pair[1].casefold())]


def _channel(kind: ChannelKind, number: int) -> forms.CharField:
    attrs = {
        ChannelKind.PHONE: {"inputmode": "tel", "dir": "ltr", "autocomplete": "off"},
        ChannelKind.EMAIL: {"inputmode": "email", "dir": "ltr", "autocomplete": "off"},
        ChannelKind.WEBSITE: {"inputmode": "url", "dir": "ltr", "autocomplete": "off"},
    }[kind]
    reads = {ChannelKind.PHONE: _phone, ChannelKind.EMAIL: _email, ChannelKind.WEBSITE: _website}[kind]
    return _Channel(
        reads, label=f"{KINDS[kind]} {number + 1}", max_length=190, required=False, widget=forms.TextInput(attrs=attrs)
    )


class _Channel(Line):
    def __init__(self, reads: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.reads = reads

    def clean(self, value: object) -> str:
        text = super().clean(value)
        return str(self.reads(text)) if text else ""


def _phone(text: str) -> str:
    number = plain_digits(text)
    main = EXTENSION.sub("", number)
    digits = sum(sign.isdecimal() for sign in main)
    if not 3 <= digits <= 15 or set(main) - set("+0123456789 ()/.-") or "+" in main[1:]:
        raise ValidationError(_("This is no telephone number. Write it like this: +32 4 232 01 20"))
    return " ".join(number.split())


def _email(text: str) -> str:
    EmailValidator(_("This is no e-mail address. Write it like this: office@union.example"))(text)
    return text


def _website(text: str) -> str:
    bare = text.removeprefix("https://").removeprefix("http://").rstrip("/")
    wrong = _("This is no address of a website. Write it like this: www.union.example")
    if "@" in bare or any(sign.isspace() for sign in bare):
        raise ValidationError(wrong)
    URLValidator(schemes=["https"], message=wrong)(f"https://{bare}")
    return bare
