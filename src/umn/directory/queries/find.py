"""Find help: one box that takes a place, a problem, a language or all at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils import translation

from umn.directory.choices import Status
from umn.directory.queries import filters, notices, which_place
from umn.directory.queries.asked import Reading, read
from umn.directory.queries.candidates import LIMIT, Candidate, fetched
from umn.directory.queries.cards import card
from umn.directory.queries.expiry import expires
from umn.directory.queries.facts import facts_of, texts_of
from umn.directory.queries.finding import Finding, Group, GroupCode
from umn.directory.queries.nearby import Nearby, Spots
from umn.directory.queries.sorting import Sorted, Wish, best_anywhere, sort
from umn.directory.wording import country_text
from umn.languages import names
from umn.search.queries import score
from umn.vocabulary import queries as vocabulary

LIMITS = {"near": 12, "named": 12, "anywhere": 8, "helplines": 4, "country": 6, "abroad": 4, "closed": 4}
NEXT_DOOR = 8  # places in other countries that are looked at: they are shown only where there are few at home
AROUND = 24  # places around a town that are looked at for one page
MOST_NAMED = 40
MOST_OTHERS = 4  # places of the same name in one line
CARD_TEXTS = ("name", "desk", "services")
# What is promised by a word of `Facet` and may not be so today: hours go by, sources grow old.
PASSING = ("open", "evening", "woman", "no-papers")


def find(
    *,
    q: str = "",
    topic: str = "",
    speaks: str = "",
    need: str | Sequence[str] = (),
    language: str,
    at: datetime,
    place: str = "",
    country: str = "",
    everything: bool = False,
) -> Finding:
    """What the finder shows for a search, in the reader's `language`, at the moment `at` (aware).

    `topic` (key of the vocabulary), `speaks` (BCP 47), `need` (one or more of facets.NEEDS), `place` (GeoNames id),
    `country` (ISO 3166) come from links and may be anything: what is not known is said and left out.
    `everything`: show all points of each group that were looked at.
    """
    with translation.override(language):
        words = vocabulary.current()
        topics = {one.key: one.label for one in words.topics(language)}
        reading = read(
            q=q,
            topic=topic,
            speaks=speaks,
            needs=[need] if isinstance(need, str) else need,
            place=place,
            country=country,
            topics=set(topics),
            language=language,
        )
        asked = reading.asked
        covered = frozenset(words.covers(asked.topic) if asked.topic else ())
        wish = Wish(asked.topic, covered, asked.speaks, asked.needs, at)
        return _Answer(reading, wish, q, topics, language, everything).finding()


class _Answer:
    """The work on one search; lives as long as `find`."""

    def __init__(
        self, reading: Reading, wish: Wish, typed: str, labels: dict[str, str], language: str, everything: bool
    ) -> None:
        self.reading, self.wish, self.typed, self.labels, self.language = reading, wish, typed, labels, language
        self.everything, self.asked, self.at = everything, reading.asked, wish.at
        self.found: list[Candidate] = []
        self.whole = True  # whether all that are there were looked at
        self.countries: dict[str, int | None] = {}

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
        left = [one for one in offered if self.wish.need_met(one)] if self.asked.needs else offered
        places = [
            which_place.choice(match, self.asked, reading.words, language=self.language)
            for match in [*reading.choices, *reading.others[:MOST_OTHERS]]
        ]
        return Finding(
            typed=self.typed,
            asked=self.asked,
            title=notices.title(shown),
            place=shown.place,
            topic=shown.topic,
            language=shown.language,
            problems=tuple(reading.problems),
            notices=tuple(notices.notices(shown, sorted_ones, offered)),
            choices=tuple(places[: len(reading.choices)]),
            others=tuple(places[len(reading.choices) :]),
            groups=groups,
            active=tuple(filters.active(self.asked, self.labels, self.language)),
            facets=tuple(filters.needs(self.asked, left, at=self.at, whole=self._is_counted(groups))),
            languages=tuple(filters.languages(self.asked, left, self.language)),
            countries=tuple(filters.countries(self.asked, self.countries, self.language)),
            steps=tuple(notices.steps(shown, is_empty=not offered)),
            expires=expires((card.state for group in groups for card in group.cards), at=self.at),
        )

    def _fetch(self) -> None:
        scores = score(self.reading.words)
        best = sorted((key for key, value in scores.items() if value >= 1), key=lambda key: (-scores[key], key))
        spots = self._spots(best[:MOST_NAMED])
        self.found = fetched([*spots.found, *spots.afar, *spots.named])
        facts = facts_of([one.location.point_id for one in self.found])
        for one in self.found:
            one.known, one.score = facts[one.location.point_id], scores.get(one.key, 0.0)
        if not self.reading.area.home and not self.countries:
            self.countries = dict(Counter(one.country for one in self.found if self._counts(one)))

    def _spots(self, named: list[str]) -> Spots:
        """What may be shown; where nobody near offers all that is wanted, also who offers a part of it."""
        area, wished = self.reading.area, self.wish.wanted
        nearby = Nearby(area, words=[word for part in wished for word in part], named=named)
        is_short = area.place is not None and not self.everything and "open" not in self.asked.needs
        limit = AROUND if is_short else LIMIT
        spots = nearby.spots(wished, limit=limit)
        self.whole = spots.whole
        if area.home and not self.everything:
            at_home = [spot for spot in spots.found if spot.country == area.home or spot.is_near(area)]
            next_door = [spot for spot in spots.found if spot not in at_home]
            spots.found[:] = [*at_home, *next_door[:NEXT_DOOR]]
        if not area.home:
            self.countries = dict.fromkeys(nearby.countries(wished))
        elif set(PASSING) & set(self.asked.needs) or not any(spot.is_near(area) for spot in spots.found):
            for eased in self.wish.eased():
                spots.found.extend(nearby.spots(eased.wanted, limit=AROUND).found)
        return spots

    def _is_counted(self, groups: Sequence[Group]) -> bool:
        """Whether all that are left were looked at: then it can be said how many a filter leaves."""
        return self.whole and not any(group.code == "abroad" and group.more for group in groups)

    def _counts(self, one: Candidate) -> bool:
        return one.location.point.status != Status.CLOSED and self.wish.is_met(one)

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
        shown = [one.location.point_id for _, ones, _ in cut for one in ones]
        texts = texts_of(shown, fields=CARD_TEXTS, language=self.language)
        groups = []
        for code, ones, all_of_them in cut:
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
                    fits=code != "helplines" or self.wish.is_met(one),
                )
                for one in ones
            )
            title = notices.group_title(
                code, self._place_name(), self._home_name(), is_place=self.reading.area.place is not None
            )
            rest = all_of_them - len(ones)
            is_counted = self.whole and code != "abroad"
            more = self.asked.query(everything=True) if rest else ""
            groups.append(Group(code, title, cards, rest=rest if is_counted else 0, more=more))
        return tuple(groups)

    def _place_name(self) -> str:
        place = self.reading.area.place
        if place is not None:
            return place.name_in(self.language)[0]
        return self._home_name()

    def _home_name(self) -> str:
        home = self.reading.area.home
        return country_text(home, self.language) if home else ""
