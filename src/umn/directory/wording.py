"""The sentences about hours, places and sources, in the language that is active."""

from datetime import datetime, time, timedelta

from babel import Locale
from babel.dates import format_time
from django.utils.translation import gettext, ngettext

from umn.directory.hours import HoursState
from umn.directory.provenance import Provenance
from umn.languages.cldr import country_names, locale
from umn.languages.dates import date_text, day_name


def time_text(moment: time | datetime, language: str) -> str:
    """ "17:00", as the language writes it; English in the European way."""
    known = locale("en-GB" if language == "en" else language) or Locale("en", "GB")
    clock = moment.timetz() if isinstance(moment, datetime) else moment
    return format_time(clock.replace(tzinfo=None), "short", locale=known)


def state_text(state: HoursState, *, now: datetime, language: str) -> str:
    """ "Open until 17:00", "Closed. Opens tomorrow at 09:00", "By appointment", "We do not know if it is open"."""
    if state.kind == "open":
        if state.until is None or state.until - now > timedelta(hours=24):
            return gettext("Open now")
        return gettext("Open until %(time)s") % {"time": time_text(state.until, language)}
    if state.kind == "appointment":
        return gettext("By appointment")
    if state.kind == "unknown":
        return gettext("We do not know if it is open")
    if state.holiday:
        return gettext("Public holiday: probably closed")
    if state.opens is None:
        return gettext("Closed now")
    return _opens_text(state.opens, now=now.astimezone(state.opens.tzinfo), language=language)


def _opens_text(opens: datetime, *, now: datetime, language: str) -> str:
    said = {"time": time_text(opens, language), "day": day_name(opens.weekday(), language)}
    days = (opens.date() - now.date()).days
    if days == 0:
        return gettext("Closed. Opens today at %(time)s") % said
    if days == 1:
        return gettext("Closed. Opens tomorrow at %(time)s") % said
    if days < 7:
        return gettext("Closed. Opens on %(day)s at %(time)s") % said
    return gettext("Closed. Opens on %(date)s") % {"date": date_text(opens.date(), language)}


def source_text(source: Provenance) -> str:
    """The line under a fact: where it is from, and how far to believe it."""
    if source.trust == "confirmed":
        return gettext("Confirmed by this office on %(day)s") % {"day": source.day}
    if source.trust == "seen":
        return gettext("From a public source, %(day)s") % {"day": source.day}
    if source.trust == "undated":
        return gettext("From a public source without a date. Ask before you go")
    if source.trust == "old":
        return gettext("Known in %(year)s. Ask before you go") % {"year": source.year}
    if source.trust == "recalled":
        return gettext("Not yet confirmed by this office")
    return gettext("We do not know")


def place_text(city: str, *, km: float | None, is_region: bool, is_certain: bool) -> str:
    """ "in Liège", "in Liège, about 4 km away"; what the source leaves open is said."""
    said = {"city": city}
    if is_region:
        return gettext("somewhere in %(city)s: the source names no town") % said
    if not is_certain:
        return gettext("probably in %(city)s: the source names no town") % said
    if km is None:
        return gettext("in %(city)s") % said
    away = max(1, round(km))
    text = ngettext("in %(city)s, about %(km)d km away", "in %(city)s, about %(km)d km away", away)
    return text % {**said, "km": away}


def country_text(country: str, language: str) -> str:
    return country_names(language).get(country) or country_names("en").get(country, country)


def weekdays_text(days: tuple[int, ...], language: str) -> str:
    """Weekdays without times, in words: "Monday to Friday", "Monday, Thursday"."""
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        ends = {"first": day_name(days[0], language), "last": day_name(days[-1], language)}
        return gettext("%(first)s to %(last)s") % ends
    return gettext(", ").join(day_name(day, language) for day in days)
