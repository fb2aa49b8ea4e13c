"""The topics as they come with the portal: `starter/topics.yaml`, read and checked."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from umn.languages import names
from umn.vocabulary.choices import TopicKind

PATH = Path(__file__).parent / "starter" / "topics.yaml"
_WORDS = {"key", "kind", "broader", "label", "synonyms"}


class BadTopics(ValueError):
    """The file cannot be read. The message names the file, the line and the topic."""


@dataclass(frozen=True)
class StarterTopic:
    key: str
    kind: str
    line: int
    broader: list[str] = field(default_factory=list)
    label: dict[str, str] = field(default_factory=dict)  # language → label
    synonyms: dict[str, list[str]] = field(default_factory=dict)  # language → phrases


class _Lines(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Remembers on which line each topic begins."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        made = super().construct_mapping(node, deep=deep)
        return {**made, "__line__": node.start_mark.line + 1}


def load(path: Path | None = None) -> list[StarterTopic]:
    """All topics of the file, in its order. Raises BadTopics."""
    path = path or PATH
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=_Lines)  # noqa: S506 a SafeLoader
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadTopics(f"{path.name}: {error}") from error
    if not isinstance(entries, list):
        raise BadTopics(f"{path.name}: a list of topics is expected")
    read = [_topic(entry, number, path.name) for number, entry in enumerate(entries, 1)]
    areas = {one.key for one in read if one.kind == TopicKind.AREA}
    seen: dict[str, int] = {}
    for one in read:
        where = f"{path.name}, line {one.line} ({one.key})"
        if seen.setdefault(one.key, one.line) != one.line:
            raise BadTopics(f"{where}: stands on line {seen[one.key]} already")
        if strays := [key for key in one.broader if key not in areas or key == one.key]:
            raise BadTopics(f"{where}: broader names no area: {', '.join(strays)}")
    return read


def _topic(entry: object, number: int, file: str) -> StarterTopic:
    if not isinstance(entry, dict):
        raise BadTopics(f"{file}, entry {number}: a topic with key, kind and label is expected")
    line = entry.pop("__line__")
    where = f"{file}, line {line} ({entry.get('key', '?')})"
    if unknown := set(entry) - _WORDS:
        raise BadTopics(f"{where}: unknown words {', '.join(sorted(map(str, unknown)))}")
    key, kind, broader = entry.get("key"), entry.get("kind"), entry.get("broader") or []
    if not isinstance(key, str) or not key.replace("-", "").isalnum():
        raise BadTopics(f"{where}: key must be letters and dashes")
    if kind not in TopicKind.values:
        raise BadTopics(f"{where}: kind must be {' or '.join(TopicKind.values)}")
    if not isinstance(broader, list):
        raise BadTopics(f"{where}: broader must be a list of keys")
    label, synonyms = _by_language(entry.get("label"), where), _by_language(entry.get("synonyms"), where)
    if not label.get("en") or not all(isinstance(text, str) and text.strip() for text in label.values()):
        raise BadTopics(f"{where}: label must be language: words, English among them")
    for language, phrases in synonyms.items():
        if not isinstance(phrases, list) or not all(isinstance(one, str) and one.strip() for one in phrases):
            raise BadTopics(f"{where}: synonyms in {language} must be a list of words (quote 'no' and numbers)")
    return StarterTopic(key, kind, line, [str(one) for one in broader], label, synonyms)


def _by_language(found: object, where: str) -> dict[str, Any]:
    if not isinstance(found, dict | None):
        raise BadTopics(f"{where}: label and synonyms must be language: words")
    told = {code: value for code, value in (found or {}).items() if code != "__line__"}
    if strays := [code for code in told if not isinstance(code, str) or not names.is_known(code)]:
        raise BadTopics(f"{where}: unknown languages {', '.join(map(str, strays))} (quote 'no')")
    return told
