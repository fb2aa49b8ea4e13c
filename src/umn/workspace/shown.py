"""Lines of the workspace in the reader's words."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from umn.enquiries.queries.today import Entry
from umn.languages import names
from umn.languages.dates import date_text
from umn.post.choices import State
from umn.post.queries import HeldLetters, ShownLetter
from umn.vocabulary.queries import topics


@dataclass(frozen=True, slots=True)
class Line:
    """One case in the queue, as the component `waiting` draws it."""

    title: str
    href: str
    due: str
    kind: str
    facts: list[str]
    tag: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    id: UUID
    subject: str
    to: str
    body: str
    state: str
    day: str
    failed: bool
    readable: bool


def lines(entries: list[Entry], *, language: str) -> list[Line]:
    """The queue; the names of all topics are fetched once."""
    labels = {topic.key: topic.label for topic in topics(language)}
    return [_line(entry, labels.get(entry.topic, entry.topic), language=language) for entry in entries]


def _line(entry: Entry, title: str, *, language: str) -> Line:
    facts = [names.name(entry.language, language)]
    if entry.place:
        facts.append(entry.place)
    if entry.claimed_by and not entry.mine:
        facts.append(_("%(name)s is working on this") % {"name": entry.claimed_by})
    return Line(
        title=title,
        href=reverse("work-enquiry", args=[entry.id]),
        due=_due(entry.days_left) if entry.state == "waiting" else _("answered"),
        kind=(entry.urgency or "calm") if entry.state == "waiting" else "done",
        facts=facts,
        tag=_("You work on this") if entry.mine else "",
    )


def letter(each: ShownLetter, *, language: str) -> LetterLine:
    return LetterLine(
        id=each.id,
        subject=each.subject,
        to=each.to,
        body=each.body,
        state=str(each.state.label),
        day=date_text(each.day, language),
        failed=each.state == State.FAILED,
        readable=bool(each.body),
    )


@dataclass(frozen=True, slots=True)
class HeldLine:
    day: str
    reason: str
    count: int


def held(found: list[HeldLetters], *, language: str) -> list[HeldLine]:
    return [HeldLine(date_text(each.day, language), each.reason, each.count) for each in found]


def _due(days_left: int) -> str:
    if days_left < 0:
        over = -days_left
        return ngettext("%(days)d day overdue", "%(days)d days overdue", over) % {"days": over}
    if days_left == 0:
        return _("answer today")
    return ngettext("%(days)d day left", "%(days)d days left", days_left) % {"days": days_left}
