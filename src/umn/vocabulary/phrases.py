"""Finds known phrases in a row of words, longest first, forgiving a wrong letter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

Meaning = tuple[str, str]  # language, key
FORGIVEN_FROM, FORGIVEN_TWICE_FROM = 6, 10  # letters


@dataclass(frozen=True)
class Found:
    """A topic named by the words from `start` to before `end`."""

    key: str
    start: int
    end: int
    is_exact: bool = True


class Phrases:
    """Phrases as tuples of folded words, each with what it means in which language."""

    def __init__(self, meanings: dict[tuple[str, ...], list[Meaning]]) -> None:
        self._meanings = meanings
        self._longest = max(map(len, meanings), default=0)
        self._words = {word for phrase in meanings for word in phrase}
        self._long_words = sorted(word for word in self._words if len(word) >= FORGIVEN_FROM)

    def find(self, words: Sequence[str], *, language: str) -> list[Found]:
        """The phrases in the words: right ones before misspelt ones, longer before shorter, no word twice."""
        taken: set[int] = set()
        found = list(self._matches(words, taken, language, is_exact=True))
        mended = [word if place in taken else self._mend(word) for place, word in enumerate(words)]
        if mended != list(words):
            found += self._matches(mended, taken, language, is_exact=False)
        return sorted(found, key=lambda one: (one.start - one.end, not one.is_exact, one.start))

    def _matches(self, words: Sequence[str], taken: set[int], language: str, *, is_exact: bool) -> Iterator[Found]:
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                span = range(start, start + length)
                meanings = self._meanings.get(tuple(words[start : start + length]))
                if meanings and taken.isdisjoint(span):
                    taken.update(span)
                    own = next((key for said_in, key in meanings if said_in == language), meanings[0][1])
                    yield Found(own, start, start + length, is_exact)

    def _mend(self, word: str) -> str:
        """The known word that this one is a slip of, or the word as it is."""
        if len(word) < FORGIVEN_FROM or word in self._words:
            return word
        allowed = 2 if len(word) >= FORGIVEN_TWICE_FROM else 1
        near = process.extractOne(word, self._long_words, scorer=OSA.distance, score_cutoff=allowed, processor=None)
        return near[0] if near else word
