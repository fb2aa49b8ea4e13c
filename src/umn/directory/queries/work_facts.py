"""What the form of the other facts shows first."""

from dataclasses import dataclass
from typing import Any

from umn.directory import versions
from umn.directory.choices import MANY_LANGUAGES, ChannelKind, TraitCode
from umn.directory.models import ContactPoint
from umn.languages.texts import Shown, best

# Texts of a point that its people write themselves.
WRITTEN = ("services", "limits", "access", "cost", "notes", "phone", "email", "languages")


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """`initial` for the form, by the names of its fields; `lines`: how many of each kind are filled in."""

    initial: dict[str, Any]
    lines: dict[str, int]
    texts: dict[str, Shown]

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(name for name, text in self.texts.items() if text)

    @property
    def in_other_languages(self) -> bool:
        """Whether any of the texts is shown in another language than the page's."""
        return any(text and not text.is_wanted for text in self.texts.values())


def work_facts(point: ContactPoint, *, language: str) -> WorkFacts:
    """Reads what `queries.work.editable` fetched."""
    own = [text for text in point.texts.all() if text.location_id is None]
    texts = {name: best(own, name, language) for name in WRITTEN}
    traits = {one.code for one in point.traits.all()}
    spoken = sorted(point.languages.all(), key=lambda one: one.pk)
    listed = [one for one in spoken if one.language != MANY_LANGUAGES]
    initial: dict[str, Any] = {
        "others": next((one.level for one in spoken if one.language == MANY_LANGUAGES), ""),
        "appointment": point.appointment,
        "free": {True: "yes", False: "no", None: ""}[point.free],
        "no_papers": TraitCode.NO_PAPERS in traits,
        "woman": TraitCode.WOMAN in traits,
        "funded_until": point.funded_until,
        "seen": versions.of_facts(point, WRITTEN),
        **{f"text_{name}": text.text for name, text in texts.items()},
    }
    lines = {"languages": len(listed)}
    for number, one in enumerate(listed):
        initial |= {f"language_{number}": one.language, f"level_{number}": one.level}
    for kind in ChannelKind:
        values = [one.value for one in sorted(point.channels.all(), key=lambda one: one.pk) if one.kind == kind]
        lines[kind.value] = len(values)
        initial |= {f"{kind.value}_{number}": value for number, value in enumerate(values)}
    return WorkFacts(initial, lines, texts)
