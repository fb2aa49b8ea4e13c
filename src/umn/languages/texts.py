"""Say it in the reader's language where we can, and say truly which language it is where we cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from umn.languages import names
from umn.languages.models import SHOWN_STATES, TextState


class SaysSomething(Protocol):
    """What `best` reads of a text: a row of a `Text` model has it all."""

    language: str
    field: str
    text: str
    state: str


@dataclass(frozen=True)
class Shown:
    """A text ready to show, with the language that it really is in. False when there is none."""

    text: str
    language: str
    direction: str
    state: str
    is_wanted: bool

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


def best(texts: Iterable[SaysSomething], field: str, wanted: str) -> Shown:
    """The text of a field nearest to the wanted language, out of all the texts of one thing.

    Wanted language and its close kin → English → the language it was written in → any other (in the order of
    their codes). Drafts and empty texts are never shown. Reads only what is passed: prefetch the texts.
    """
    told = [one for one in texts if one.field == field and one.state in SHOWN_STATES and one.text.strip()]
    if not told:
        return Shown("", names.standard(wanted), names.direction(wanted), TextState.MISSING, is_wanted=False)
    order = [*names.related(wanted), *names.related("en")]

    def rank(one: SaysSomething) -> tuple[int, bool, str]:
        language = names.standard(one.language)
        place = order.index(language) if language in order else len(order)
        return place, one.state != TextState.SOURCE, language

    found = min(told, key=rank)
    language = names.standard(found.language)
    is_wanted = names.base(language) == names.base(wanted)
    return Shown(found.text, language, names.direction(language), found.state, is_wanted)
