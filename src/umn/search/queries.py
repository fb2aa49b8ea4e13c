"""What is asked for, and which things answer it."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from rapidfuzz.distance import DamerauLevenshtein

from umn.search.models import WORD_LENGTH, SearchWord
from umn.search.understanding import LONGEST_QUERY, MOST_WORDS, Understood, understand, warm_up

__all__ = ["LONGEST_QUERY", "MOST_WORDS", "Understood", "score", "understand", "warm_up"]

_EXACT, _BEGINNING, _SLIP = 1.0, 0.6, 0.3  # of the word's weight


def score(words: Sequence[str], kind: str = "point") -> dict[str, float]:
    """How well each thing of a kind answers the words: key → score above 0; things that answer none are left out.

    `words` are folded (`Understood.words`); the first eight count. Each word adds, in whichever language it stands
    best, its weight when it is there as it is, 0.6 of it when it begins a word there (from three letters), 0.3 when
    one letter is wrong (from four letters; two from seven). A word that is found nowhere adds nothing and takes
    nothing away: use the score to order results, never to leave one out. One query.
    """
    asked = list(dict.fromkeys(word[:WORD_LENGTH] for word in words if word))[:MOST_WORDS]
    if not asked:
        return {}
    best: dict[tuple[str, str], float] = defaultdict(float)
    near = Q(start__in={word[:2] for word in asked}) | Q(ending__in={word[-2:] for word in asked if len(word) >= 4})
    rows = SearchWord.objects.filter(near, entry__kind=kind).values_list("entry__key", "word", "weight")
    for key, found, weight in rows:
        for word in asked:
            likeness = _likeness(word, found)
            if likeness:
                best[key, word] = max(best[key, word], likeness * weight)
    scores: dict[str, float] = defaultdict(float)
    for (key, _), points in sorted(best.items()):
        scores[key] += points
    return dict(scores)


def _likeness(asked: str, found: str) -> float:
    if asked == found:
        return _EXACT
    if len(asked) >= 3 and found.startswith(asked):
        return _BEGINNING
    wrong = 0 if len(asked) < 4 else 1 if len(asked) < 7 else 2
    if wrong and abs(len(asked) - len(found)) <= wrong:
        return _SLIP if DamerauLevenshtein.distance(asked, found, score_cutoff=wrong) <= wrong else 0.0
    return 0.0
