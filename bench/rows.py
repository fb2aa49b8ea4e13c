"""One row per thing compared, and how it is printed."""

import argparse
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """`ratio` is such that more is better for us where `aim` begins with ≥, and less where it begins with ≤."""

    what: str
    ours: str
    against: str = "–"
    ratio: str = "–"
    aim: str = "–"
    met: bool | None = None  # None: reported, not judged

    def line(self) -> str:
        verdict = {True: "yes", False: "**no**", None: "–"}[self.met]
        return f"| {self.what} | {self.ours} | {self.against} | {self.ratio} | {self.aim} | {verdict} |"


@dataclass(slots=True)
class Line:
    """A line of the table: what was compared how, its rows, and what else should be known."""

    title: str
    how: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def markdown(self) -> str:
        head = ["| what | ours | against | ratio | aim | met |", "|---|---|---|---|---|---|"]
        parts = [f"### {self.title}", self.how]
        if self.rows:
            parts.append("\n".join([*head, *(row.line() for row in self.rows)]))
        if self.notes:
            parts.append("\n".join(f"- {note}" for note in self.notes))
        return "\n\n".join(parts) + "\n"


class Missing(Exception):
    """Something that this line needs is not on this machine; says what to install."""


def last_words(said: str) -> str:
    """The line of a traceback that matters, for a sentence."""
    return (said.strip().splitlines() or ["it said nothing"])[-1][-300:]


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Median, then lowest and highest: `4.4 (4.2–5.1)`."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def judged(what: str, ours: str, against: str, ratio: float, *, least: float = 0, most: float = 0) -> Row:
    """A row with its aim: `least` for ratios that shall be high, `most` for those that shall be low."""
    aim, met = (f"≥ {least:g}", ratio >= least) if least else (f"≤ {most:g}", ratio <= most)
    return Row(what, ours, against, f"{ratio:.2f}", aim, met)


def told(measure: Callable[[bool], Line], description: str) -> int:
    """The command line of one line of the table: prints it as Markdown; 2 when something is missing."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--quick", action="store_true", help="a few seconds: does it run at all? The figures mean nothing"
    )
    options = parser.parse_args()
    try:
        line = measure(options.quick)
    except Missing as missing:
        print(f"**Not measured ({description}):** {missing}\n")
        print(f"NOT MEASURED: {missing}", file=sys.stderr)
        return 2
    print(line.markdown(), flush=True)
    return 0
