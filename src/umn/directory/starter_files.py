"""Reads the files of the starter data. A damaged or foreign file is refused with its name and line, before anything
is written."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

STARTER = Path(__file__).parent / "starter"
MAX_BYTES = 2_000_000
MAX_DEPTH = 20
# Brackets in brackets cost the YAML reader more than a power of their number.
_NESTED = re.compile(r"(?:[\[{]\s*){21}")

Path_ = tuple[str | int, ...]
Lines = dict[Path_, int]


class Damaged(Exception):
    """A file that cannot be loaded: `str(error)` gives file, line (from 1) and what is wrong, for the console."""

    def __init__(self, file: Path, line: int, why: str) -> None:
        super().__init__(f"{file.name}, line {line}: {why}")
        self.file, self.line, self.why = file, line, why


@dataclass(frozen=True)
class Entry:
    """One contact point as its file gives it, with the lines to name when something is wrong."""

    facts: dict[str, Any]
    file: Path
    lines: Lines

    @property
    def key(self) -> str:
        return str(self.facts["key"])

    def damaged(self, why: str, *path: str | int) -> Damaged:
        return Damaged(self.file, nearest_line(self.lines, path), why)


@dataclass(frozen=True)
class Translation:
    """One English text of the starter data in another language."""

    text: str
    reviewer: str = ""


def point_files() -> list[Path]:
    return sorted((STARTER / "points").glob("*.yaml"))


def read_points(files: Sequence[Path]) -> list[Entry]:
    """All entries of the files, in the shape of `points.schema.json`. Raises Damaged, OSError."""
    entries: list[Entry] = []
    for file in files:
        data, lines = read_yaml(file)
        _check_shape(data, lines, file)
        for number, facts in enumerate(data["points"]):
            own = {path[2:]: line for path, line in lines.items() if path[:2] == ("points", number)}
            entries.append(Entry(facts, file, own))
    return entries


def read_translations(folder: Path = STARTER) -> dict[str, dict[str, Translation]]:
    """Language → English text → its translation, from `texts.<language>.yaml`. Raises Damaged."""
    found: dict[str, dict[str, Translation]] = {}
    for file in sorted(folder.glob("texts.*.yaml")):
        data, lines = read_yaml(file)
        if not isinstance(data, dict):
            raise Damaged(file, 1, "this is not a mapping from English texts to translations.")
        reviewer = str(data.pop("reviewed_by", "") or "")
        for source, text in data.items():
            if not isinstance(source, str) or not isinstance(text, str | None):
                raise Damaged(file, nearest_line(lines, (source,)), "a translation must be text.")
        language = file.name.split(".")[1]
        found[language] = {source: Translation(text, reviewer) for source, text in data.items() if text}
    return found


def read_yaml(file: Path) -> tuple[Any, Lines]:
    """The file as plain data, and the line of every value in it. Raises Damaged for what is not plain YAML."""
    raw = file.read_bytes()
    if len(raw) > MAX_BYTES:
        raise Damaged(file, 1, "the file is too large to be ours.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Damaged(file, raw[: error.start].count(b"\n") + 1, "this is not UTF-8 text.") from None
    deep = _NESTED.search(text)
    if deep:
        raise Damaged(file, text[: deep.start()].count("\n") + 1, "the file is nested too deeply.")
    try:
        root = yaml.compose(text, Loader=_Plain)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Damaged(file, mark.line + 1 if mark else 1, f"this is not YAML: {error.problem}.") from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise Damaged(file, line, "a character that may not stand in a text file.") from None
    except RecursionError:
        raise Damaged(file, 1, "the file is nested too deeply.") from None
    if root is None:
        raise Damaged(file, 1, "the file is empty.")
    lines: Lines = {}
    return _plain(root, (), lines, file, set()), lines


def nearest_line(lines: Lines, path: Sequence[Any]) -> int:
    """The line of what stands at `path`, or of the nearest thing around it that has one."""
    for length in range(len(path), -1, -1):
        if (line := lines.get(tuple(path[:length]))) is not None:
            return line
    return 1


class _Plain(yaml.SafeLoader):
    """Dates stay text: "2013-04" and "2018" are partial dates, which YAML does not know."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _plain(node: yaml.Node, path: Path_, lines: Lines, file: Path, seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise Damaged(file, line, "aliases (*) are not allowed here.")
    if len(path) > MAX_DEPTH:
        raise Damaged(file, line, "the file is nested too deeply.")
    seen.add(id(node))
    lines[path] = line
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, file, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, number), lines, file, seen) for number, child in enumerate(node.value)]
    try:
        return _Plain("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        raise Damaged(file, line, f"{node.tag} is not plain text, number or truth value.") from None


def _mapping(node: yaml.MappingNode, path: Path_, lines: Lines, file: Path, seen: set[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != "tag:yaml.org,2002:str":
            raise Damaged(file, line, f"{key_node.value!r} must be text in quotes.")
        if key_node.value in found:
            raise Damaged(file, line, f"{key_node.value!r} stands here twice.")
        found[key_node.value] = _plain(value_node, (*path, key_node.value), lines, file, seen)
        lines[(*path, key_node.value)] = line
    return found


def _check_shape(data: Any, lines: Lines, file: Path) -> None:
    if not isinstance(data, dict) or data.get("format") != "umn-points/1":
        raise Damaged(
            file, nearest_line(lines, ("format",)), "this is not a file of contact points (format: umn-points/1)."
        )
    errors = list(_validator().iter_errors(data))
    if not errors:
        return
    first = min(errors, key=lambda error: nearest_line(lines, list(error.absolute_path)))
    exact = _innermost(first)
    raise Damaged(file, _line_of(exact, lines), _in_words(exact))


def _innermost(error: ValidationError) -> ValidationError:
    return best_match(iter(error.context)) or error if error.context else error


def _line_of(error: ValidationError, lines: Lines) -> int:
    path = list(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        for unknown in _unknown_fields(error):
            return nearest_line(lines, [*path, unknown])
    return nearest_line(lines, path)


def _unknown_fields(error: ValidationError) -> Iterator[str]:
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    yield from (field for field in error.instance if field not in known)


def _in_words(error: ValidationError) -> str:
    where = ".".join(str(step) for step in error.absolute_path) or "the file"
    return f"{where}: {error.message[:300]}"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads((STARTER / "points.schema.json").read_text(encoding="utf-8")))
