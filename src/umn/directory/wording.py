"""The sentences about hours, places and sources, in the language that is active."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from babel import Locale
from babel.dates import format_time
from django.utils.translation import gettext, ngettext

from umn.directory.choices import Instead, Reason
from umn.directory.hours import HoursState
from umn.directory.provenance import Provenance
from umn.directory.special import Span, Special
from umn.languages.cldr import country_names, locale
from umn.languages.dates import date_text, day_name, list_text, weekday_date_text


def time_text(moment: time | datetime, language: str) -> str:
    """ "17:00": as it stands on doors in Europe, whatever the language."""
    known = locale("en-GB" if language == "en" else language) or Locale("en", "GB")
    clock = moment.timetz() if isinstance(moment, datetime) else moment
    return format_time(clock.replace(tzinfo=None), "HH:mm", locale=known)


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
    if source.trust == "doubtful":
        return _doubtful_text(source)
    if source.trust == "undated":
        return gettext("From a public source without a date. Ask before you go")
    if source.trust == "old":
        return gettext("Known in %(year)s. Ask before you go") % {"year": source.year}
    if source.trust == "recalled":
        return gettext("Not yet confirmed by this office")
    return gettext("We do not know")


def _doubtful_text(source: Provenance) -> str:
    said = {"day": source.day}
    if source.by_office:
        return gettext("Last confirmed by this office on %(day)s, more than a year ago. Ask before you go") % said
    if source.perhaps:
        return gettext("Last known: %(day)s, perhaps more than a year ago. Ask before you go") % said
    return gettext("Last known: %(day)s, more than a year ago. Ask before you go") % said


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
    """Weekdays without times, in words: "Monday to Friday", "Monday and Thursday"."""
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        ends = {"first": day_name(days[0], language), "last": day_name(days[-1], language)}
        return gettext("%(first)s to %(last)s") % ends
    return list_text([day_name(day, language) for day in days], language)


def times_text(spans: Sequence[Span], language: str) -> str:
    """ "09:00 – 12:00, 14:00 – 16:00"."""
    return gettext(", ").join(
        f"{_minutes_text(start, language)} – {_minutes_text(end, language)}" for start, end in spans
    )


def special_text(special: Special, language: str) -> str:
    """ "Closed on Thursday 26 November.", "Other hours from … to …: 09:00 – 12:00."."""
    said = {
        "day": weekday_date_text(special.first, language),
        "first": weekday_date_text(special.first, language),
        "last": weekday_date_text(special.last, language),
        "times": times_text(special.spans, language),
    }
    one_day = special.first == special.last
    if special.spans:
        if one_day:
            return gettext("Other hours on %(day)s: %(times)s.") % said
        return gettext("Other hours from %(first)s to %(last)s: %(times)s.") % said
    if one_day:
        return gettext("Closed on %(day)s.") % said
    return gettext("Closed from %(first)s to %(last)s.") % said


def instead_text(code: str) -> str:
    """What to do on such a day; empty for an unknown or empty code."""
    sentences = {
        Instead.PHONE: gettext("Call instead."),
        Instead.EMAIL: gettext("Write an e-mail instead."),
        Instead.ASK: gettext("Ask on this portal instead."),
    }
    return sentences[Instead(code)] if code else ""


def reason_text(code: str) -> str:
    sentences = {
        Reason.HOLIDAY: gettext("The reason: a holiday."),
        Reason.STAFF: gettext("The reason: nobody is there."),
        Reason.EVENT: gettext("The reason: an event or a strike."),
        Reason.BUILDING: gettext("The reason: works in the building."),
    }
    return sentences[Reason(code)] if code else ""


def _minutes_text(minutes: int, language: str) -> str:
    return time_text(time(minutes // 60 % 24, minutes % 60), language)


def group_text(group: str) -> str:
    """What the points of one group of the coordinator's list have in common (see queries.upkeep)."""
    return {
        "due": gettext("3 to 6 months ago"),
        "asked": gettext("6 to 12 months ago"),
        "doubtful": gettext("12 to 18 months ago"),
        "sunk": gettext("18 to 24 months ago"),
        "old": gettext("More than 24 months ago"),
        "undated": gettext("No day is known"),
        "fresh": gettext("In the last 3 months"),
        "silent": gettext("Asked, and no answer"),
        "risk": gettext("Money ends soon, or a mistake was reported"),
        "alone": gettext("No operator here"),
    }[group]


def closing_problem_text(code: str) -> str:
    return {
        "future": gettext("This day is still to come. For days to come, use “Closed on some days”."),
        "until": gettext("This day must be today or later, and not before the first one. For good has no last day."),
        "successor": gettext("People cannot be sent there. Choose another contact point."),
        "circle": gettext("That contact point sends people here already. Choose another one."),
    }[code]
