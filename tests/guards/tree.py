"""Where the house's files are; and how a guard is shown a bad sample."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "umn"
OURS = ("src", "tests", "bench", "scripts", "docs", "requirements", ".ci")


def files(*suffixes: str, under: Path | None = None) -> list[Path]:
    """Files of the repository that people write, by suffix; not what tools make."""
    roots = [under] if under else [REPOSITORY / name for name in OURS]
    found = [path for root in roots for path in root.rglob("*") if path.is_file() and path.suffix in suffixes]
    return sorted(path for path in found if not {"__pycache__", "migrations"} & set(path.parts))


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix() if path.is_relative_to(REPOSITORY) else path.name


def report(found: list[str], way_out: str) -> str:
    return "\n".join([*found, "", way_out])
