"""One box takes a place, a topic and a language at once: which word is which."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from umn.languages import names
from umn.languages.endings import basic_forms
from umn.languages.normalise import fold
from umn.places.queries import Match, Place, clear_winner, country_named, look_up
from umn.search import glue
from umn.search.models import SearchWord
from umn.vocabulary.queries import phrases_in

LONGEST_QUERY = 200  # characters that are read
MOST_WORDS = 8  # that are handed on for scoring
_MOST_READ = 40  # words that are looked at
_LONGEST_NAME = 5  # words in the name of a place
_TOWN = 5000  # inhabitants: a smaller place is taken for one only where the words say so
_KNOWN_TOWN = 20_000  # inhabitants: a misspelt word among others is taken for such a place at least
_LIKENESS = 0.05  # what one wrong letter leaves of the weight of a place
_SHORT_QUERY = 5  # words
_MOST_GUESSES = 8  # misspelt places looked for in one query, a few milliseconds each


@dataclass(frozen=True)
class Understood:
    """What a person typed, taken apart. Nothing of it is a demand that results must meet but place and country.

    `place_matches`: likeliest first, the others of the same name too, so that a page can offer them.
    `ambiguous`: no one of them is plain, ask which. `place`: the plain one, else None.
    `words`: folded words that are neither glue nor used above, at most eight, for `score`.
    """

    place_matches: list[Match] = field(default_factory=list)
    ambiguous: bool = False
    topic: str | None = None
    speaks: str | None = None
    words: list[str] = field(default_factory=list)
    country: str | None = None
    place: Place | None = None


def understand(q: str, language: str, *, countries: Collection[str] = ()) -> Understood:
    """Take a query apart: place, topic, spoken language, country, and the words that remain.

    Total: any text gives an answer within a bounded time. Read are the first 200 characters and 40 words.
    `language` is the reader's; it decides where a word means different things. `countries` (ISO 3166), those where
    we have points, decide between places of one name. Order: phrases of the vocabulary → names of places in several
    words → languages and countries → single words; right spellings before likenesses.

    Words for helpers ("avocat", "lawyer") name no topic: who looks for a lawyer is helped by every desk.
    They and words nobody knows go into `words`, which only order the results (`score`) and never empty them.
    """
    reading = _Reading(fold(q[:LONGEST_QUERY]).split()[:_MOST_READ], language, countries)
    reading.find_topic(least_words=2)
    reading.find_place_in_several_words()
    reading.find_misspelt_place_in_several_words()
    reading.find_language()
    reading.find_country()
    reading.find_topic(least_words=1)
    reading.find_place()
    reading.find_topic(least_words=1, misspelt=True)
    reading.find_misspelt_place()
    return reading.result()


def warm_up() -> None:
    """Read the tables that `understand` needs, so that the first person does not wait a second for them."""
    understand("a", "en")
    names.parse("a")
    country_named("a")
    look_up("a")


class _Reading:
    """The words of a query while they are being told apart; `free` are those whose meaning is still open."""

    def __init__(self, words: list[str], language: str, countries: Collection[str]) -> None:
        self.words, self.language, self.countries = words, language, countries
        self.free = set(range(len(words)))
        helpers = glue.helpers()
        self.small = glue.glue() | {
            word for word in words if word in helpers or not helpers.isdisjoint(basic_forms(word, language))
        }
        self.found = Understood()
        self.phrases = phrases_in(words, language=language) if words else []

    def take(self, span: Collection[int], **meaning: object) -> None:
        self.free -= set(span)
        self.found = replace(self.found, **meaning)  # type: ignore[arg-type]  # fields of any type, by name

    def spans(self, longest: int, shortest: int = 1) -> list[tuple[range, list[str]]]:
        """The runs of words that are all free, longest first, from left to right."""
        found = []
        for length in range(longest, shortest - 1, -1):
            for start in range(len(self.words) - length + 1):
                span = range(start, start + length)
                if self.free.issuperset(span):
                    found.append((span, self.words[start : start + length]))
        return found

    def is_open(self, place: int) -> bool:
        """Whether a word may still be a name. Glue and helpers may not, unless nothing else was typed or the word
        before announces a place: "Van", "in Best"."""
        if place not in self.free or (place == 0 < len(self.words) - 1 and self.words[0] == glue.FIRST_ONLY):
            return False
        if len(self.words) == 1 or self.words[place] not in self.small:
            return True
        return self._is_announced(place) and len(self.words[place]) > 2 and place == len(self.words) - 1

    def find_topic(self, *, least_words: int, misspelt: bool = False) -> None:
        for phrase in self.phrases:
            if not (phrase.is_exact or misspelt):
                continue
            said = {self.words[place] for place in phrase.places}
            if len(phrase.places) < least_words or not self.free.issuperset(phrase.places):
                continue
            if not said <= self.small:
                self.take(phrase.places, topic=self.found.topic or phrase.key)

    def find_language(self) -> None:
        for span, said in self.spans(3):
            code = None if set(said) <= glue.glue() else names.parse(" ".join(said), self.language)
            # "in Italien" is the country, said in German; "italien" is the language, said in French.
            is_country = span[0] > 0 and self.words[span[0] - 1] == "in" and country_named(" ".join(said))
            if code and not is_country and self.free.issuperset(span):
                self.take(span, speaks=self.found.speaks or code)

    def find_country(self) -> None:
        for span, said in self.spans(4):
            country = None if set(said) <= glue.glue() else country_named(" ".join(said), self.language)
            if country and not self.found.country and self.free.issuperset(span) and not self._is_city(said, country):
                self.take(span, country=country)

    def _is_city(self, said: list[str], country: str) -> bool:
        """Luxembourg in Luxembourg: the city is the better answer, and nearer places of the country follow it."""
        matches = [match for match in look_up(" ".join(said), exactly=True) if match.how == "exact"]
        return bool(matches) and matches[0].place.country == country and matches[0].place.kind == "town"

    def find_place_in_several_words(self) -> None:
        for span, said in self.spans(_LONGEST_NAME, 2):
            if not any(map(self.is_open, span)):
                continue
            named = " ".join(said)
            matches = look_up(named, countries=self.countries, exactly=True)
            if any(match.how == "exact" and fold(match.shown_name) == named for match in matches):
                self.take(span, place_matches=matches)
                return

    def find_misspelt_place_in_several_words(self) -> None:
        """ "san sebastien", "frankfurt am mein": before "san" is taken for a village."""
        if self.found.place_matches:
            return
        spans = [(span, " ".join(said)) for span, said in self.spans(_LONGEST_NAME, 2) if self._could_be_name(span)]
        for span, named in spans[:_MOST_GUESSES]:
            for match in look_up(named, countries=self.countries):
                same_shape = len(fold(match.shown_name).split()) == len(span)
                if match.how == "similar" and same_shape and match.place.population >= _KNOWN_TOWN:
                    self.take(span, place_matches=[match])
                    return

    def _could_be_name(self, span: range) -> bool:
        letters = sum(len(self.words[place]) for place in span)
        return self.is_open(span[0]) and self.is_open(span[-1]) and letters >= 8

    def find_place(self) -> None:
        if self.found.place_matches:
            return
        best: tuple[tuple[bool, float], range, list[Match]] | None = None
        open_words = [place for place in sorted(self.free) if self.is_open(place)]
        for place in open_words:
            announced = self._is_announced(place)
            sure = announced or len(open_words) == 1
            for matches, is_known in self._named(self.words[place]):
                if sure or matches[0].place.population >= _TOWN or matches[0].place.kind != "town":
                    rank = announced, matches[0].weight * (1 if is_known else _LIKENESS)
                    if best is None or rank > best[0]:
                        best = rank, range(place, place + 1), matches
        if best:
            self.take(best[1], place_matches=best[2])

    def _named(self, said: str) -> Iterator[tuple[list[Match], bool]]:
        """What a word names as it stands, and what before its ending: "v Gradcu", "у Празі", "στον Πειραιά"."""
        if len(said) > 1 and (matches := look_up(said, countries=self.countries, exactly=True)):
            yield matches, True
        for form in basic_forms(said, self.language):
            matches = look_up(form, countries=self.countries, exactly=True)
            if matches and matches[0].place.population >= _KNOWN_TOWN:
                yield matches, False

    def find_misspelt_place(self) -> None:
        """The beginning of a name, or a name with a wrong letter."""
        if self.found.place_matches:
            return
        known = set(SearchWord.objects.filter(word__in=self.words).values_list("word", flat=True))
        for span in self._guesses():
            if known.issuperset(self.words[span.start : span.stop]):
                continue  # the name of an office, spelt rightly, is no misspelt town
            named = " ".join(self.words[span.start : span.stop])
            matches = look_up(named, countries=self.countries)
            if matches and self._is_believable(matches[0], span, named):
                self.take(span, place_matches=matches)
                return

    def _guesses(self) -> list[range]:
        """The runs of words most likely to be a misspelt name: all of a short query, the best of a long one."""
        spans = []
        for span, said in self.spans(4):
            alone = self._is_announced(span[0]) or len(span) == len(self.words)
            if set(said) <= self.small:
                continue
            if self.is_open(span[0]) and self.is_open(span[-1]) and len(" ".join(said)) >= (3 if alone else 5):
                spans.append((not alone, len(span) > 1, -len(" ".join(said)), span))
        if len(self.words) > _SHORT_QUERY:
            spans.sort(key=lambda guess: guess[:3])
        return [span for *_, span in spans[:_MOST_GUESSES]]

    def _is_believable(self, match: Match, span: range, named: str) -> bool:
        """A likeness is believed of a town, where the words announce a place or nothing else was typed;
        among other words only of a known one, and with few wrong letters. Never of one in another country."""
        if self.found.country not in (None, match.place.country):
            return False
        if self._is_announced(span[0]) or len(span) == len(self.words):
            if match.how == "prefix":
                return match.place.population >= _TOWN
            return match.weight >= (_TOWN if len(named) > 5 else _KNOWN_TOWN) * _LIKENESS**match.wrong_letters
        return (
            match.how == "similar"
            and len(named) >= 5
            and match.place.population >= _KNOWN_TOWN
            and match.wrong_letters <= len(named) // 5
        )

    def _is_announced(self, place: int) -> bool:
        return place > 0 and self.words[place - 1] in glue.before_a_place() and place - 1 in self.free

    def result(self) -> Understood:
        matches = self.found.place_matches
        if self.found.country:
            matches = [match for match in matches if match.place.country == self.found.country] or matches
        place = clear_winner(matches)
        rest = [self.words[index] for index in sorted(self.free) if self.words[index] not in glue.glue()]
        return replace(
            self.found, place_matches=matches, place=place, ambiguous=bool(matches) and place is None,
            words=rest[:MOST_WORDS],
        )  # fmt: skip
