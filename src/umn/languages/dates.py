"""Days, months and lists in the reader's words, by CLDR; a date that is known only to the month stays so."""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from umn.languages.cldr import locale
from umn.languages.names import standard

_YEAR_SIGN = re.compile(r"\s[гр]\.$")
_SLOVENE_MONTHS = {
    "januar": "januarja", "februar": "februarja", "marec": "marca", "april": "aprila", "maj": "maja",
    "junij": "junija", "julij": "julija", "avgust": "avgusta", "september": "septembra", "oktober": "oktobra",
    "november": "novembra", "december": "decembra",
}  # fmt: skip
_SLOVENE_MONTH = re.compile(rf"(?<=\d\. )({'|'.join(_SLOVENE_MONTHS)})\b")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def _known(language: str) -> Locale:
    code = standard(language)
    # English is Europe's here: the day before the month.
    return locale("en-GB" if code == "en" else code) or Locale("en", "GB")


@lru_cache(maxsize=1024)
def date_text(date: datetime.date | str, language: str) -> str:
    """ "4 October 2022", "October 2022" or "2022": a date, or a partial date as text ("2022-10-04", "2022-10", "2022").

    Raises ValueError for a text that is no date.
    """
    if isinstance(date, datetime.datetime):
        date = date.date()
    if isinstance(date, datetime.date):
        return _in_a_sentence(format_date(date, "long", locale=_known(language)), language)
    year, month, day = parts(date)
    first = datetime.date(year, month or 1, day or 1)
    if day:
        return date_text(first, language)
    said = format_skeleton("yMMMM", first, locale=_known(language)) if month else str(year)
    return _in_a_sentence(said, language)


def weekday_date_text(date: datetime.date, language: str) -> str:
    """ "Thursday 26 November"; with the year in languages that know no other way to say the weekday too."""
    try:
        said = format_skeleton("MMMMEEEEd", date, fuzzy=False, locale=_known(language))
    except KeyError:
        said = format_date(date, "full", locale=_known(language))
    return _in_a_sentence(said, language)


def _in_a_sentence(said: str, language: str) -> str:
    """As CLDR says it, but without the stop of "2026 г.", which would end the sentence twice, and with Slovene's
    "5. marca", where CLDR has the month as it stands on its own."""
    said = _YEAR_SIGN.sub("", said)
    return _SLOVENE_MONTH.sub(lambda found: _SLOVENE_MONTHS[found[0]], said) if standard(language) == "sl" else said


def list_text(items: Sequence[str], language: str) -> str:
    """ "A", "A and B", "A, B and C"."""
    return format_list(items, style="standard", locale=_known(language))


def parts(partial: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of a partial date such as "2013-04"; what is not known is None. Raises ValueError."""
    found = _PARTIAL.fullmatch(str(partial).strip())
    if not found:
        raise ValueError(f"not a date: {partial!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    datetime.date(year or 0, month or 1, day or 1)
    return year or 0, month, day


def last_day(partial: str) -> datetime.date:
    """The last day that a partial date may mean: "2013-04" → 30 April 2013. Raises ValueError."""
    year, month, day = parts(partial)
    if day:
        return datetime.date(year, month or 1, day)
    following = datetime.date(year + 1, 1, 1) if not month or month == 12 else datetime.date(year, month + 1, 1)
    return following - datetime.timedelta(days=1)


def day_name(weekday: int, language: str) -> str:
    """The name of a weekday on its own, Monday = 0."""
    return str(_known(language).days["stand-alone"]["wide"][weekday])


def month_name(month: int, language: str) -> str:
    """The name of a month on its own, January = 1."""
    return str(_known(language).months["stand-alone"]["wide"][month])
