"""Fields that forms of several rooms have."""

import unicodedata
from typing import Any

from django import forms

_INVISIBLE = {"Cc", "Cs"}
# Overrides and isolates turn the words of others round; the marks that Arabic needs stay.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Words(forms.CharField):
    """A longer text in any script. Signs that nobody can see (control, direction overrides) are left out."""

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **kwargs)

    def to_python(self, value: object) -> str:
        return visible(super().to_python(value) or "")


class Line(forms.CharField):
    """One line in any script, such as a name, without signs that nobody can see."""

    def to_python(self, value: object) -> str:
        return " ".join(visible(super().to_python(value) or "").split())


def visible(text: str) -> str:
    """The text with plain line ends and without signs that nobody can see."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = (sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in _INVISIBLE)
    return "".join(sign for sign in seen if sign not in _TURNING)
