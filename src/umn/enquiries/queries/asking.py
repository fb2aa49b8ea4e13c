"""The way to a question: what it is about, where, who could read it and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from babel.lists import format_list
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from umn.directory import queries as directory
from umn.directory.models import ContactPoint
from umn.enquiries.choices import KEEP_AT_MOST
from umn.enquiries.forms import ANSWER_LANGUAGES
from umn.enquiries.models import Desk, Enquiry
from umn.enquiries.queries.desks import Reader, readers_for
from umn.enquiries.queries.handover import heir_of
from umn.enquiries.queries.shown import because, name_of
from umn.languages import names
from umn.languages.cldr import country_names
from umn.languages.dates import date_text
from umn.languages.texts import Shown
from umn.places import queries as places
from umn.places.gazetteer import Place
from umn.vocabulary import queries as vocabulary

SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class TopicLink:
    key: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class PlaceLink:
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A contact point that could get the question, and who would read it there."""

    key: str
    name: Shown
    where: str
    reasons: list[str]
    because: list[str]
    reader_name: str
    stands_in: bool
    reads_text: str
    reads_yours: bool
    is_authority: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What is said when a question has been sent: who answers, within how many working days, deleted when."""

    reader_name: str
    days: int
    deleted_text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What the last step said, and what its form brings back: nothing of it has to be found out again.

    `reasons`: why each contact point was offered, by key.
    """

    topic: str
    reads: str
    place: str
    place_id: str
    reasons: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class AskingPath:
    """How far a person has come. `step` is 1, 2 or 3; on the third there is at least one choice."""

    step: int
    topic: str = ""
    place: str = ""
    at: str = ""
    place_shown: str = ""
    place_id: str = ""
    reads: str = ""
    reads_name: str = ""
    place_problem: bool = False
    which: list[PlaceLink] = field(default_factory=list)
    named: Shown | None = None  # the contact point that was chosen by name
    point: str = ""
    problems: list[TopicLink] = field(default_factory=list)
    areas: list[TopicLink] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    chosen: Choice | None = None
    start: str = ""
    back: str = ""
    anywhere: str = ""
    other_points: str = ""

    @property
    def first(self) -> list[Choice]:
        """The one that is chosen, shown before the others."""
        return [choice for choice in self.choices if choice == self.chosen]

    @property
    def others(self) -> list[Choice]:
        return [choice for choice in self.choices if choice != self.chosen]

    @property
    def offer(self) -> Offer:
        reasons = {choice.key: choice.reasons for choice in self.choices}
        return Offer(self.topic, self.reads, self.place_shown, self.place_id, reasons)


@dataclass(frozen=True, slots=True)
class Moving:
    """Contact points that could take over a conversation."""

    q: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Phone:
    name: Shown
    where: str
    number: str


def asking_path(answers: Mapping[str, str], *, language: str, at: datetime) -> AskingPath:
    """Where the answers given so far lead. Whatever is unknown or forged counts as not answered yet."""
    point = answers.get("point", "")[:60]
    topic = answers.get("topic", "")
    if not vocabulary.label(topic, language):
        return _first_step(point, language)
    reads = answers.get("reads", "")
    place = " ".join(answers.get("place", "")[:100].split())
    given = {"topic": topic, "place": place, "reads": reads, "point": point}
    if reads not in ANSWER_LANGUAGES and reads != language:
        return _second_step({**given, "reads": language}, language)
    found, which = _place(place, answers.get("at", ""))
    if place and found is None and answers.get("at") != "none":
        return _second_step(given, language, which=which, problem=True)
    return _third_step(given, found, answers.get("at", ""), language, at)


def promise_of(desk: Desk, *, language: str) -> Promise:
    last_day = localdate() + KEEP_AT_MOST
    name = directory.point_name(desk.point_id, language=language)
    return Promise(str(name), desk.first_answer_days, date_text(last_day, language))


def places_to_move(q: str, *, language: str, at: datetime) -> Moving:
    """Contact points for a place or a name, each with who would read it there."""
    q = " ".join(q[:100].split())
    keys = directory.keys_matching(q, language=language, at=at) if q else []
    return Moving(q, _choices([(key, ["chosen"]) for key in keys[:8]], reads=language, language=language, at=at))


def heir_choice(case: Enquiry, *, language: str, at: datetime) -> Choice | None:
    """The office that took over from the one that has this case, and who would read there; None without one."""
    heir = heir_of(case.desk.point)
    found = _choices([(heir.key, [])], reads=case.language, language=language, at=at) if heir else []
    return found[0] if found else None


def phones(language: str) -> list[Phone]:
    """Telephone numbers for when nobody can read questions."""
    return [
        Phone(name_of(point, language), directory.where(point, language), number)
        for point, number in directory.with_telephone()
    ]


def _first_step(point: str, language: str) -> AskingPath:
    topics = {topic.key: topic for topic in vocabulary.topics(language)}
    carried = {"point": point} if point else {}
    return AskingPath(
        step=1,
        named=_named(point, language),
        problems=[
            TopicLink(key, topics[key].label, _address({"topic": key, **carried}))
            for key in settings.PROBLEM_TILES
            if key in topics
        ],
        areas=[
            TopicLink(topic.key, topic.label, _address({"topic": topic.key, **carried}))
            for topic in topics.values()
            if topic.kind == "area"
        ],
    )


def _second_step(
    given: dict[str, str], language: str, *, which: list[Place] | None = None, problem: bool = False
) -> AskingPath:
    return AskingPath(
        step=2,
        named=_named(given["point"], language),
        point=given["point"],
        topic=given["topic"],
        place=given["place"],
        reads=given["reads"],
        place_problem=problem,
        which=[
            PlaceLink(_described(place, language), _address({**given, "at": str(place.id)})) for place in which or []
        ],
        start=_address({"point": given["point"]} if given["point"] else {}),
        anywhere=_address({**given, "place": "", "at": "none"}),
    )


def _third_step(given: dict[str, str], place: Place | None, at_id: str, language: str, at: datetime) -> AskingPath:
    named = given["point"]
    fits = directory.fitting(topic=given["topic"], place=place, reads=given["reads"], at=at)
    suggested = [(fit.key, fit.reasons) for fit in fits[:SUGGESTED]]
    if named and named not in dict(suggested) and directory.takes_questions(named):
        suggested = [(named, ["chosen"]), *suggested[: SUGGESTED - 1]]
    choices = _choices(suggested[:SUGGESTED], reads=given["reads"], language=language, at=at)
    shown = place.name_in(language)[0] if place else given["place"]
    return AskingPath(
        step=3,
        topic=given["topic"],
        place=given["place"],
        at=at_id,
        place_shown=shown,
        place_id=str(place.id) if place else "",
        reads=given["reads"],
        reads_name=names.name(given["reads"], language),
        choices=choices,
        chosen=next((choice for choice in choices if choice.key == named), choices[0] if choices else None),
        back=_address({"topic": given["topic"], "place": given["place"], "point": named}),
        other_points=f"{reverse('find')}?{urlencode({'q': given['place'], 'topic': given['topic']})}",
    )


def _choices(suggested: list[tuple[str, list[str]]], *, reads: str, language: str, at: datetime) -> list[Choice]:
    keys = [key for key, _reasons in suggested]
    readers = readers_for(keys)
    points = directory.by_keys([*keys, *(reader.point_key for reader in readers.values())])
    names_of = {key: name_of(point, language) for key, point in points.items()}
    return [
        _choice(points[key], readers[key], reasons, names_of, reads=reads, language=language)
        for key, reasons in suggested
        if key in readers and key in points
    ]


def _choice(
    point: ContactPoint, reader: Reader, reasons: list[str], names_of: dict[str, Shown], *, reads: str, language: str
) -> Choice:
    return Choice(
        key=point.key,
        name=names_of[point.key],
        where=directory.where(point, language),
        reasons=reasons,
        because=because(reasons),
        reader_name=str(names_of[reader.point_key]),
        stands_in=reader.stands_in,
        reads_text=format_list([names.name(code, language) for code in reader.languages], locale=language),
        reads_yours=reads in reader.languages,
        is_authority=point.is_authority,
    )


def _place(typed: str, chosen: str) -> tuple[Place | None, list[Place]]:
    """The place that was meant; or those it could be."""
    if chosen.isascii() and chosen.isdigit() and len(chosen) < 12:
        return places.by_id(int(chosen)), []
    matches = places.look_up(typed) if typed else []
    if not matches:
        return None, []
    meant = places.clear_winner(matches)
    return (meant, []) if meant else (None, [match.place for match in matches])


def _named(point: str, language: str) -> Shown | None:
    found = directory.by_keys([point]).get(point) if point and directory.takes_questions(point) else None
    return name_of(found, language) if found else None


def _described(place: Place, language: str) -> str:
    """ "Valencia (Spain)": enough to tell one from another of the same name."""
    name, country = place.name_in(language)[0], country_names(language).get(place.country, place.country)
    return f"{name} ({country})"


def _address(given: dict[str, str]) -> str:
    kept = {name: value for name, value in given.items() if value}
    return f"{reverse('ask')}?{urlencode(kept)}" if kept else reverse("ask")
