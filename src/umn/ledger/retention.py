"""Retention rules: every room says here what it forgets, why it kept it, and when.

A room registers its rules in its own `retention.py`, imported by its AppConfig.ready:

    retention.rule(name="post.kept-letters", purpose=_("…"), keep=timedelta(days=14), forget=forget_kept)

`forget` takes the moment (`at`) and returns how many things are gone; running it twice does no harm.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Rule:
    name: str
    purpose: Words
    keep: timedelta | Words
    forget: Callable[[datetime], int]


_rules: dict[str, Rule] = {}


def rule(*, name: str, purpose: Words, keep: timedelta | Words, forget: Callable[[datetime], int]) -> None:
    """Registers a rule. `purpose` and a `keep` in words are shown on the privacy page: translatable, plain.

    Raises ValueError when another rule already has this name, or the name does not fit its column.
    """
    if name in _rules:
        raise ValueError(f"There is already a retention rule named {name!r}.")
    if not name or len(name) > 64:
        raise ValueError(f"The name of a retention rule has 1 to 64 characters, not {len(name)}.")
    _rules[name] = Rule(name=name, purpose=purpose, keep=keep, forget=forget)


def rules() -> Iterator[Rule]:
    """All rules, by name, so that a run and the privacy page go the same way every time."""
    return iter(sorted(_rules.values(), key=lambda each: each.name))


def cancel(name: str) -> None:
    """Takes a rule out again; for tests that bring their own."""
    _rules.pop(name, None)
