"""What the finder says about its own list: its headings, what it cannot give, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext

from umn.directory.queries.asked import Asked, quoted
from umn.directory.queries.candidates import Candidate
from umn.directory.queries.finding import GroupCode, Step
from umn.directory.queries.sorting import Sorted
from umn.search.glue import helpers


@dataclass(frozen=True)
class Shown:
    """The search in the reader's words; empty where nothing was asked."""

    asked: Asked
    words: list[str]
    place: str
    topic: str
    language: str
    has_choices: bool


def title(shown: Shown) -> str:
    if shown.has_choices:
        return gettext("Which place do you mean?")
    if shown.place and shown.asked.place:
        return gettext("Help near %(place)s") % {"place": shown.place}
    if shown.place:
        return gettext("Help in %(country)s") % {"country": shown.place}
    return gettext("Find help")


def group_title(code: GroupCode, place: str, country: str, *, is_place: bool) -> str:
    titles = {
        "named": gettext("What we found"),
        "near": gettext("Near %(place)s") if is_place else gettext("In %(place)s"),
        "anywhere": gettext("In all of Europe"),
        "helplines": gettext("From anywhere in %(country)s"),
        "country": gettext("More in %(country)s"),
        "abroad": gettext("In the countries next door"),
        "closed": gettext("Closed: do not go there"),
    }
    return titles[code] % {"place": place, "country": country}


def need_text(need: str) -> str:
    return {
        "open": gettext("Open now"),
        "phone": gettext("By phone"),
        "evening": gettext("Sunday or evening"),
        "woman": gettext("Woman adviser"),
        "no-papers": gettext("Asks no papers"),
        "no-appointment": gettext("No appointment needed"),
        "free": gettext("Costs nothing"),
    }[need]


def notices(shown: Shown, parts: Sorted, offered: Sequence[Candidate]) -> list[str]:
    """What the person asked for and the list cannot give, most important first."""
    said = {"place": shown.place, "language": shown.language, "topic": shown.topic}
    found = []
    # "lawyer" is not missing: every point helps.
    words = [word for word in shown.words if word not in helpers()]
    understood = shown.place or shown.topic  # then a whole sentence was typed, and its other words are no loss
    if (
        words
        and not (understood and len(words) > 2)
        and not any(one.score for one in offered)
        and not shown.has_choices
    ):
        found.append(gettext("We did not find “%(words)s”.") % {"words": quoted(" ".join(words))})
    if parts.nobody_speaks and shown.place:
        if any(one.facts.others for one in parts.near):
            found.append(
                gettext(
                    "Near %(place)s nobody is listed who speaks %(language)s, but there are interpreters. Ask first."
                )
                % said
            )
        else:
            found.append(gettext("Near %(place)s nobody is listed who speaks %(language)s.") % said)
    if parts.nobody_helps:
        found.append(
            gettext("Near %(place)s nobody is listed for “%(topic)s”. These are near and may know who can help.") % said
        )
    if parts.nobody_offers_all:
        found.append(gettext("Near %(place)s nobody offers all that you chose. These offer a part of it.") % said)
    if shown.place and not parts.near:
        found.append(_nothing_near(shown) % said)
    return found


def steps(shown: Shown, *, is_empty: bool) -> list[Step]:
    """What to do next: always something, most of all when nothing was found."""
    asked = shown.asked
    found = []
    if is_empty and not shown.has_choices:
        for need in asked.needs:
            text = gettext("Search again without “%(need)s”") % {"need": need_text(need)}
            found.append(Step(text, "find", asked.without_need(need), "x-mark"))
        if asked.speaks:
            text = gettext("Search in all languages")
            found.append(Step(text, "find", asked.query(speaks=""), "language"))
        if asked.topic:
            found.append(Step(gettext("Search for any kind of help"), "find", asked.query(topic=""), "x-mark"))
        if asked.q or asked.place or asked.country:
            wider = asked.query(q="", place=None, country="")
            found.append(Step(gettext("Search in all of Europe"), "find", wider, "globe-europe-africa"))
    question = _question(shown)
    if shown.language:
        text = gettext("Ask in %(language)s anyway") % {"language": shown.language}
        found.append(Step(text, "ask", question, "chat-bubble-left-right"))
    else:
        found.append(Step(gettext("Ask a question"), "ask", question, "chat-bubble-left-right"))
    return found


def _nothing_near(shown: Shown) -> str:
    if shown.asked.place and shown.asked.needs:
        return gettext("Near %(place)s we know no contact point of this kind.")
    if shown.asked.place:
        return gettext("Near %(place)s we know no contact point yet.")
    if shown.asked.needs:
        return gettext("In %(place)s we know no contact point of this kind.")
    return gettext("In %(place)s we know no contact point yet.")


def _question(shown: Shown) -> str:
    """Topic, place and language go along to the steps of asking, as far as they are known."""
    asked = shown.asked
    given = {
        "topic": asked.topic,
        "place": shown.place if asked.place else "",
        "at": asked.place,
        "reads": asked.speaks,
    }
    query = urlencode({name: value for name, value in given.items() if value})
    return f"?{query}" if query else ""
