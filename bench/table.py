"""The whole table: every line as a process of its own, one after the other, so that none disturbs another."""

import argparse
import datetime
import os
import subprocess
import sys
import time
from pathlib import Path

from bench import machine, peers
from bench.rows import Missing
from umn.house import environment
from umn.house.words import spoken

LINES = ("first_view", "first_paint", "cached", "uncached", "near", "asking", "memory", "lighthouse", "axe")
TABLE = peers.BUILT / "table.md"


def main() -> int:
    options = read_arguments(sys.argv[1:])
    python = environment.ready("test.lock")
    if Path(sys.prefix) != python.parents[1]:
        os.execve(python, [str(python), "-m", "bench.table", *sys.argv[1:]], _surroundings())  # noqa: S606 - our own Python
    try:
        peers.python_peers()
    except Missing as missing:
        print(f"The peers could not be installed: {missing}", file=sys.stderr)
        return 1
    parts, failed, began = [_head(options)], [], time.monotonic()
    print(parts[0], flush=True)
    for name in options.lines:
        said, code, took = _measured(python, name, quick=options.quick)
        failed += [name] if code else []
        parts.append(said + ("" if options.quick else f"\n*{name}: {took:.0f} s*\n"))
        print(parts[-1], flush=True)
    parts.append(_foot(began, failed))
    print(parts[-1])
    TABLE.write_text("\n".join(parts))
    return 1 if failed else 0


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench/run", description="Measure the portal beside its peers, on this machine."
    )
    parser.add_argument("lines", nargs="*", metavar="line", help=f"of {', '.join(LINES)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="does everything run? The figures mean nothing")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.lines if name not in LINES]
    if unknown:
        parser.error(f"there is no line {', '.join(unknown)}: {', '.join(LINES)}")
    options.lines = options.lines or list(LINES)
    return options


def _measured(python: Path, name: str, *, quick: bool) -> tuple[str, int, float]:
    """What one line printed, its exit code, and how many seconds it took."""
    print(f"{name} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    command = [python, "-m", f"bench.{name}", *(["--quick"] if quick else [])]
    done = subprocess.run(
        command, cwd=peers.REPOSITORY, env=_surroundings(), stdout=subprocess.PIPE, text=True, check=False
    )
    said = done.stdout or f"**{name} failed; what it said stands in the terminal.**\n"
    return said, done.returncode, time.monotonic() - began


def _surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{peers.REPOSITORY / 'src'}{os.pathsep}{peers.REPOSITORY}"}


def _head(options: argparse.Namespace) -> str:
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    lines = ["## The table", f"Measured on {day}: {machine.described()}."]
    if options.quick:
        lines.append("**A quick look whether everything runs. The figures mean nothing.**")
    if machine.busy():
        lines.append("**The machine was busy with something else: trust sizes and ratios of CPU, not rates.**")
    lines.append("Figures are medians with the lowest and highest round: `median (lowest–highest)`.")
    return "\n\n".join(lines) + "\n"


def _foot(began: float, failed: list[str]) -> str:
    minutes = f"The whole took {(time.monotonic() - began) / 60:.0f} minutes."
    return minutes if not failed else f"{minutes} **Not measured: {', '.join(failed)}.**"


if __name__ == "__main__":
    sys.exit(spoken(main))
