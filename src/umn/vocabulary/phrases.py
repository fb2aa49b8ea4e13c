"""Finds known phrases in a row of words, longest first, forgiving a wrong letter, an ending or a word between."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from umn.languages.endings import basic_forms

Meaning = tuple[str, str]  # language, key
FORGIVEN_FROM, FORGIVEN_TWICE_FROM = 6, 10  # letters
_BETWEEN = 2  # other words that may stand between those of a phrase: "zahlt meinen Lohn nicht"


@dataclass(frozen=True)
class Found:
    """A topic named by the words from `start` to before `end`, except those `between` them."""

    key: str
    start: int
    end: int
    is_exact: bool = True
    between: frozenset[int] = frozenset()

    @property
    def places(self) -> list[int]:
        return [place for place in range(self.start, self.end) if place not in self.between]


class Phrases:
    """Phrases as tuples of folded words, each with what it means in which language."""

    def __init__(self, meanings: dict[tuple[str, ...], list[Meaning]]) -> None:
        self._meanings = meanings
        self._longest = max(map(len, meanings), default=0)
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for phrase in sorted(meanings, key=lambda phrase: -len(phrase)):
            if len(phrase) > 1:
                self._by_first[phrase[0]].append(phrase)
        self._words = {word for phrase in meanings for word in phrase}
        self._long_words = sorted(word for word in self._words if len(word) >= FORGIVEN_FROM)

    def find(self, words: Sequence[str], *, language: str) -> list[Found]:
        """The phrases in the words: longer before shorter, right ones before misspelt ones, no word twice."""
        taken: set[int] = set()
        found = list(self._matches(words, taken, language, is_exact=True, least=2))
        found += self._parted(words, taken, language, is_exact=True)
        found += self._matches(words, taken, language, is_exact=True)
        mended = [word if place in taken else self._mend(word, language) for place, word in enumerate(words)]
        if mended != list(words):
            found += self._matches(mended, taken, language, is_exact=False)
            found += self._parted(mended, taken, language, is_exact=False)
        return sorted(found, key=lambda one: (-len(one.places), not one.is_exact, len(one.between), one.start))

    def _matches(
        self, words: Sequence[str], taken: set[int], language: str, *, is_exact: bool, least: int = 1
    ) -> Iterator[Found]:
        for length in range(min(self._longest, len(words)), least - 1, -1):
            for start in range(len(words) - length + 1):
                span = range(start, start + length)
                phrase = tuple(words[start : start + length])
                if phrase in self._meanings and taken.isdisjoint(span):
                    taken.update(span)
                    yield Found(self._key(phrase, language), start, start + length, is_exact)

    def _parted(self, words: Sequence[str], taken: set[int], language: str, *, is_exact: bool) -> Iterator[Found]:
        """Phrases in their order with other words between, and pairs the other way round: "mi grozi", "grozi mi"."""
        for start in range(len(words)):
            for phrase, places in self._parted_from(words, start):
                if taken.isdisjoint(places):
                    taken.update(places)
                    between = frozenset(range(start, places[-1])) - set(places)
                    yield Found(self._key(phrase, language), start, places[-1] + 1, is_exact, between)
                    break

    def _parted_from(self, words: Sequence[str], start: int) -> Iterator[tuple[tuple[str, ...], list[int]]]:
        pair = tuple(words[start : start + 2])[::-1]
        if len(pair) == 2 and pair in self._meanings:
            yield pair, [start, start + 1]
        for phrase in self._by_first.get(words[start], ()):
            if places := _in_order(phrase, words, start):
                yield phrase, places

    def _key(self, phrase: tuple[str, ...], language: str) -> str:
        meanings = self._meanings[phrase]
        return next((key for said_in, key in meanings if said_in == language), meanings[0][1])

    def _mend(self, word: str, language: str) -> str:
        """The known word that this one is a form or a slip of, or the word as it is."""
        if word in self._words:
            return word
        if form := next((form for form in basic_forms(word, language) if form in self._words), ""):
            return form
        if len(word) < FORGIVEN_FROM:
            return word
        allowed = 2 if len(word) >= FORGIVEN_TWICE_FROM else 1
        near = process.extractOne(word, self._long_words, scorer=OSA.distance, score_cutoff=allowed, processor=None)
        return near[0] if near else word


def _in_order(phrase: tuple[str, ...], words: Sequence[str], start: int) -> list[int] | None:
    """Where the words of a phrase stand from `start` on, with at most two others between them."""
    places = [start]
    last = start + len(phrase) + _BETWEEN
    for word in phrase[1:]:
        place = next((place for place in range(places[-1] + 1, min(last, len(words))) if words[place] == word), None)
        if place is None:
            return None
        places.append(place)
    return places
