"""What we measure against, installed from public packages into build/bench/ and left alone while nothing changed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.rows import Missing, last_words

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCES = Path(__file__).resolve().parent / "peers_src"
BUILT = REPOSITORY / "build" / "bench"
LOCK = REPOSITORY / "requirements" / "bench.lock"
PYTHON = BUILT / "venv" / "bin" / "python"
VILLAGE = BUILT / "village"
BARE_DATABASE = BUILT / "bare.sqlite3"
LIGHTHOUSE = BUILT / "node" / "node_modules" / ".bin" / "lighthouse"
LIGHTHOUSE_VERSION = "12.8.2"  # the last one for Node 20; 13 wants Node 22.19


def python_peers() -> None:
    """Bare Django and Wagtail, with the portal's own versions of Django and gunicorn."""
    sources = [LOCK, *sorted(path for path in SOURCES.rglob("*") if path.suffix in (".py", ".html"))]
    made_from = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest() + sys.version
    stamp = BUILT / "peers-made-from"
    if stamp.exists() and stamp.read_text() == made_from:
        return
    _say("Installing bare Django and Wagtail …")
    BUILT.mkdir(parents=True, exist_ok=True)
    for old in (PYTHON.parents[1], VILLAGE):
        shutil.rmtree(old, ignore_errors=True)
    for old in BUILT.glob(f"{BARE_DATABASE.name}*"):
        old.unlink()
    base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    _run(base if base.exists() else sys.executable, "-m", "venv", PYTHON.parents[1])
    _run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
         "--only-binary", ":all:", "--requirement", LOCK)  # fmt: skip
    _run(PYTHON, "-m", "bare.fill", **surroundings())
    _make_village()
    stamp.write_text(made_from)


def _make_village() -> None:
    VILLAGE.mkdir()
    _run(PYTHON.with_name("wagtail"), "start", "village", VILLAGE)
    shutil.copytree(SOURCES / "articles", VILLAGE / "articles")
    for name in ("village_measured.py", "fill_village.py"):
        shutil.copy(SOURCES / name, VILLAGE)
    here = {"PYTHONPATH": str(VILLAGE), "DJANGO_SETTINGS_MODULE": "village_measured"}
    _run(PYTHON, "manage.py", "makemigrations", "articles", at=VILLAGE, **here)
    _run(PYTHON, "fill_village.py", at=VILLAGE, **here)


def lighthouse() -> Path:
    """Lighthouse's command; its version is pinned, what it needs comes with it (no lock: npm's would name hosts)."""
    if not shutil.which("npm"):
        raise Missing("Node and npm are missing: apt install nodejs npm (Node 20 or newer)")
    stamp = BUILT / "node" / f"lighthouse-{LIGHTHOUSE_VERSION}"
    if not stamp.exists():
        _say("Installing Lighthouse …")
        stamp.parent.mkdir(parents=True, exist_ok=True)
        _run("npm", "install", "--no-audit", "--no-fund", "--no-save", "--silent", "--ignore-scripts",
             f"lighthouse@{LIGHTHOUSE_VERSION}", at=stamp.parent)  # fmt: skip
        stamp.touch()
    return LIGHTHOUSE


def surroundings() -> dict[str, str]:
    return {"PYTHONPATH": str(SOURCES), "BARE_DATABASE": str(BARE_DATABASE)}


def command(name: str, package: str = "") -> str:
    """A program of Debian's, or what to install."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if not found:
        raise Missing(f"{name} is missing: apt install {package or name}")
    return found


def _run(*words: object, at: Path = REPOSITORY, **more: str) -> None:
    done = subprocess.run(
        [str(word) for word in words], cwd=at, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Missing(f"{Path(str(words[0])).name} could not prepare a peer: {last_words(done.stderr or done.stdout)}")


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> int:
    python_peers()
    lighthouse()
    for name in ("nginx", "wrk"):
        command(name)
    _say(f"The peers stand ready in {BUILT.relative_to(REPOSITORY)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
