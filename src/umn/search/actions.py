"""Keep the index: what can be found, word by word, in any script."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from umn.languages.normalise import fold_words
from umn.search.models import WORD_LENGTH, SearchEntry, SearchWord


@transaction.atomic
def index(*, kind: str, key: str, texts: Mapping[str, Sequence[tuple[float, str]]]) -> None:
    """Make a thing findable by these texts and no others.

    `texts`: language → (weight, text) pairs; weights above 0, such as 10 for a name and 1 for a description.
    The heaviest text of a language is its title. Indexing the same again changes nothing.
    """
    wanted = {language: weighed(pairs) for language, pairs in texts.items()}
    titles = {language: _title(pairs) for language, pairs in texts.items() if pairs}
    held = {entry.language: entry for entry in SearchEntry.objects.filter(kind=kind, key=key).prefetch_related("words")}
    for language, entry in held.items():
        same = {one.word: one.weight for one in entry.words.all()} == wanted.get(language)
        if same and entry.title == titles.get(language, ""):
            wanted.pop(language)
        else:
            entry.delete()
    entries = {language: SearchEntry(kind=kind, key=key, language=language, title=titles.get(language, ""))
               for language, words in wanted.items() if words}  # fmt: skip
    SearchEntry.objects.bulk_create(entries.values())
    SearchWord.objects.bulk_create(
        SearchWord(entry=entry, word=word, weight=weight, start=word[:2], ending=word[-2:])
        for language, entry in entries.items()
        for word, weight in wanted[language].items()
    )


def forget(*, kind: str, key: str) -> None:
    """Make a thing unfindable."""
    SearchEntry.objects.filter(kind=kind, key=key).delete()


def _title(pairs: Sequence[tuple[float, str]]) -> str:
    heaviest = max(pairs, key=lambda pair: pair[0])[1]
    return "".join(character for character in heaviest if character.isprintable())[:200]  # PostgreSQL takes no NUL


def weighed(pairs: Sequence[tuple[float, str]]) -> dict[str, float]:
    """Word → the heaviest weight with which it was said."""
    words: dict[str, float] = {}
    for weight, text in pairs:
        for word in fold_words(text):
            words[word[:WORD_LENGTH]] = max(words.get(word[:WORD_LENGTH], 0.0), float(weight))
    return words
