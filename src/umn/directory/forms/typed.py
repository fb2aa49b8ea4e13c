"""Fields for what people type: invisible and turning signs are left out, digits and times of any script understood."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from umn.directory.special import Span
from umn.directory.typed_times import Unclear, read

TROUBLES = {
    "unclear": _("We do not understand “%(first)s”. Write the hours like this: 9:00–12:30, 14:00–17:00"),
    "open-ended": _("Each time needs a beginning and an end. Write the hours like this: 9:00–12:30, 14:00–17:00"),
    "order": _("%(second)s is earlier than %(first)s. Write the beginning first."),
    "night": _("These hours run past midnight. Write them until 24:00, and the rest from 0:00 on the next day."),
    "overlap": _("%(first)s and %(second)s overlap."),
    "many": _("At most three times a day fit here."),
}
_INVISIBLE = {"Cc", "Cs"}
# Overrides and isolates turn the words of others round; the marks that Arabic needs stay.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_DAY = re.compile(r"(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})\.?")


def seen(text: str, *, lines: bool = False) -> str:
    """The text without signs that nobody can see; line breaks stay where `lines`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "\n\t" if lines else ""
    shown = (sign if sign in kept or unicodedata.category(sign) not in _INVISIBLE else " " for sign in text)
    return "".join(sign for sign in shown if sign not in _TURNING).strip()


def plain_digits(text: str) -> str:
    """Digits of any script as 0–9."""
    return "".join(str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign for sign in text)


class Line(forms.CharField):
    """One line in any script."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        return seen(super().to_python(value) or "")


class Paragraph(forms.CharField):
    """A few lines in any script."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **kwargs)

    def to_python(self, value: object) -> str:
        return seen(super().to_python(value) or "", lines=True)


class Times(forms.CharField):
    """The hours of one day as on a door; cleaned to spans."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"dir": "ltr", "autocomplete": "off"}
        super().__init__(required=False, max_length=80, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: object) -> tuple[Span, ...]:
        text = super().clean(value)
        try:
            return read(text)
        except Unclear as error:
            said = {"first": error.first[:20], "second": error.second}
            raise ValidationError(TROUBLES[error.trouble], code=error.trouble, params=said) from None


class Day(forms.DateField):
    """A day from the browser's own picker, or typed as people in Europe write it: 26.11.2026, 26/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault(
            "invalid", _("This is no day of the calendar. Write it like this: 26.11.2026")
        )
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        found = _DAY.fullmatch(plain_digits(seen(str(value)))[:20])
        try:
            if found:
                first, month, last = (int(part) for part in found.groups())
                if len(found[1]) == 4:
                    return date(first, month, last)
                return date(last + 2000 if last < 100 else last, month, first)
        except ValueError:
            pass
        raise ValidationError(self.error_messages["invalid"], code="invalid")
