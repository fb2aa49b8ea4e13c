"""Find help: one box that takes a place, a problem, a language or all at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext

from umn.directory.choices import Status
from umn.directory.queries import notices
from umn.directory.queries.asked import NEEDS, Asked, Reading, read
from umn.directory.queries.candidates import Candidate, candidates
from umn.directory.queries.cards import card
from umn.directory.queries.facts import facts_of, texts_of
from umn.directory.queries.finding import Choice, Facet, Finding, Group, GroupCode
from umn.directory.queries.sorting import Sorted, Wish, best_anywhere, sort
from umn.directory.wording import country_text
from umn.languages import names
from umn.search.queries import score
from umn.vocabulary import queries as vocabulary

LIMITS = {"near": 12, "named": 12, "anywhere": 8, "helplines": 4, "country": 6, "abroad": 4, "closed": 4}
CARD_TEXTS = ("name", "desk", "services")
KEEP = timedelta(minutes=5)  # how long a page may be kept where nothing on it changes sooner
SHOWN_LANGUAGES = 6
NEED_ICONS = {"open": "clock", "phone": "phone", "no-appointment": "calendar", "free": "gift"}


def find(
    *,
    q: str = "",
    topic: str = "",
    speaks: str = "",
    need: str = "",
    language: str,
    at: datetime,
    place: str = "",
    country: str = "",
    everything: bool = False,
) -> Finding:
    """What the finder shows for a search, in the reader's `language`, at the moment `at` (aware).

    `topic` (key of the vocabulary), `speaks` (BCP 47), `need` (open, phone, no-appointment, free), `place` (GeoNames
    id), `country` (ISO 3166) come from links and may be anything: what is not known is said and left out.
    `everything`: show all points of each group.
    """
    with translation.override(language):
        topics = {one.key: one for one in vocabulary.topics(language)}
        reading = read(
            q=q,
            topic=topic,
            speaks=speaks,
            need=need,
            place=place,
            country=country,
            topics=set(topics),
            language=language,
        )
        labels = {key: one.label for key, one in topics.items()}
        return _Answer(reading, q, labels, language, at, everything).finding()


class _Answer:
    """The work on one search; lives as long as `find`."""

    def __init__(
        self, reading: Reading, typed: str, labels: dict[str, str], language: str, at: datetime, everything: bool
    ) -> None:
        self.reading, self.typed, self.labels, self.language, self.at = reading, typed, labels, language, at
        self.everything = everything
        self.asked = reading.asked
        covered = vocabulary.covers(self.asked.topic) if self.asked.topic else set()
        self.wish = Wish(self.asked.topic, frozenset(covered), self.asked.speaks, self.asked.need, at)
        self.found: list[Candidate] = []

    def finding(self) -> Finding:
        reading, area = self.reading, self.reading.area
        if not reading.choices:
            self._fetch()
        sorted_ones = sort(self.found, area, self.wish) if area.home else Sorted()
        picked = self._pick(sorted_ones)
        groups = self._groups(picked)
        shown = notices.Shown(
            asked=self.asked,
            words=reading.words,
            place=self._place_name(),
            topic=self.labels.get(self.asked.topic, ""),
            language=names.name(self.asked.speaks, self.language) if self.asked.speaks else "",
            has_choices=bool(reading.choices),
        )
        offered = [one for _, ones in picked for one in ones]
        return Finding(
            typed=self.typed,
            asked=self.asked,
            title=notices.title(shown),
            place=shown.place,
            topic=shown.topic,
            language=shown.language,
            problems=tuple(reading.problems),
            notices=tuple(notices.notices(shown, sorted_ones, offered)),
            choices=tuple(self._choice(number) for number in range(len(reading.choices))),
            groups=groups,
            active=tuple(self._active()),
            facets=tuple(self._facets(offered)),
            countries=() if area.home or reading.choices else tuple(self._countries()),
            steps=tuple(notices.steps(shown, is_empty=not offered)),
            expires=self._expires(groups),
        )

    def _fetch(self) -> None:
        scores = score(self.reading.words)
        self.found = candidates(self.reading.area, named=[key for key, value in scores.items() if value >= 1])
        facts = facts_of([one.location.point_id for one in self.found])
        for one in self.found:
            one.known, one.score = facts[one.location.point_id], scores.get(one.key, 0.0)

    def _pick(self, parts: Sorted) -> list[tuple[GroupCode, list[Candidate]]]:
        closed = [one for one in self.found if one.location.point.status == Status.CLOSED]
        if not self.reading.area.home:
            named = bool(self.reading.words)
            best = best_anywhere(self.found, self.wish, named=named)
            return [("named" if named else "anywhere", best), ("closed", closed)]
        few = len(parts.near) + len(parts.country) < 3
        return [
            ("near", parts.near),
            ("closed", closed),
            ("helplines", parts.helplines),
            ("country", parts.country),
            ("abroad", parts.abroad if few else []),
        ]

    def _groups(self, picked: Sequence[tuple[GroupCode, list[Candidate]]]) -> tuple[Group, ...]:
        cut = [(code, ones if self.everything else ones[: LIMITS[code]], len(ones)) for code, ones in picked if ones]
        texts = texts_of([one.location.point_id for _, ones, _ in cut for one in ones], fields=CARD_TEXTS)
        groups = []
        for code, ones, whole in cut:
            cards = tuple(
                card(
                    one.location,
                    one.facts,
                    texts[one.location.point_id],
                    at=self.at,
                    language=self.language,
                    km=None if self.reading.area.is_wide else one.km,
                    from_country=self.reading.area.home,
                    speaks=self.asked.speaks,
                )
                for one in ones
            )
            title = notices.group_title(
                code, self._place_name(), self._home_name(), is_place=self.reading.area.place is not None
            )
            more = self.asked.query(everything=True)
            groups.append(Group(code, title, cards, rest=whole - len(ones), more=more if whole > len(ones) else ""))
        return tuple(groups)

    def _place_name(self) -> str:
        place = self.reading.area.place
        if place is not None:
            return place.name_in(self.language)[0]
        return self._home_name()

    def _home_name(self) -> str:
        home = self.reading.area.home
        return country_text(home, self.language) if home else ""

    def _choice(self, number: int) -> Choice:
        match = self.reading.choices[number]
        place = match.place
        detail = ", ".join(part for part in (country_text(place.country, self.language),) if part)
        asked = Asked(
            q=" ".join([match.shown_name, *self.reading.words]),
            place=place.id,
            topic=self.asked.topic,
            speaks=self.asked.speaks,
            need=self.asked.need,
        )
        return Choice(place.name_in(self.language)[0], detail, asked.query())

    def _active(self) -> list[Facet]:
        """The filters that are on, each with the link that takes it away."""
        on = []
        if self.asked.topic:
            on.append(Facet("topic", self.labels[self.asked.topic], None, True, self.asked.query(topic="")))
        if self.asked.speaks:
            said = {"language": names.name(self.asked.speaks, self.language)}
            on.append(Facet("speaks", gettext("Speaks %(language)s") % said, None, True, self.asked.query(speaks="")))
        if self.asked.need:
            text = notices.need_text(self.asked.need)
            on.append(Facet("need", text, None, True, self.asked.query(need=""), NEED_ICONS[self.asked.need]))
        return on

    def _facets(self, offered: Sequence[Candidate]) -> list[Facet]:
        """The filters that leave at least one of the points in the list, with how many; each is a link."""
        facets = []
        if not self.asked.need:
            for need in NEEDS:
                count = sum(1 for one in offered if Wish("", frozenset(), "", need, self.at).need_met(one))
                if count > 0:
                    text, query = notices.need_text(need), self.asked.query(need=need)
                    facets.append(Facet(need, text, count, False, query, NEED_ICONS[need]))
        if not self.asked.speaks:
            spoken = Counter(names.base(code) for one in offered for code in one.facts.spoken)
            for code, count in sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN_LANGUAGES]:
                text = gettext("Speaks %(language)s") % {"language": names.name(code, self.language)}
                facets.append(Facet(code, text, count, False, self.asked.query(speaks=code), "language"))
        return facets

    def _countries(self) -> list[Facet]:
        counted = Counter(one.country for one in self.found if self.wish.is_met(one))
        named = [(country_text(code, self.language), code, count) for code, count in counted.items()]
        return [Facet(code, text, count, False, self.asked.query(country=code)) for text, code, count in sorted(named)]

    def _expires(self, groups: Sequence[Group]) -> datetime:
        midnight = timezone.localtime(self.at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        changes = [shown.state.until for group in groups for shown in group.cards if shown.state.until]
        return min([self.at + KEEP, midnight, *changes])
