"""The Python environment in `.venv`, made from hash-locked wheels and left alone while the lock is the same."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from umn.house.words import Refused

REPOSITORY = Path(__file__).resolve().parents[3]
_NOT_FETCHED = "The packages could not be fetched. Check the connection to the package index, then start again."
_OURS = "{} {}".format(*sys.version_info[:2])  # an environment of another Python is made anew


def ready(lock_name: str) -> Path:
    """The interpreter of an environment that holds everything in `requirements/<lock_name>`.

    Stamps in the environment name the locks it was made from. `installing` lies there while packages are being
    written: found at the start, an earlier run was cut off, and the environment is made anew.
    """
    lock = REPOSITORY / "requirements" / lock_name
    folder = REPOSITORY / ".venv"
    python = folder / "bin" / "python"
    fingerprint = _fingerprint(lock)
    # The lock of the tests holds all of the portal's (a guard compares them), so it stamps for both.
    stamps = [folder / f"made-from-{name}" for name in dict.fromkeys((lock_name, "run.lock"))]
    with lock.open() as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        if python.exists() and stamps[0].exists() and stamps[0].read_text() == fingerprint:
            return python
        if (folder / "installing").exists() or not _works(python):
            shutil.rmtree(folder, ignore_errors=True)
            print("Making the Python environment …", flush=True)
            _make(folder)
        print("Installing packages, once; this takes about half a minute …", flush=True)
        (folder / "installing").touch()
        _install(python, lock)
        for stamp in stamps:
            stamp.write_text(_fingerprint(lock.with_name(stamp.name.removeprefix("made-from-"))))
        (folder / "installing").unlink()
    return python


def _fingerprint(lock: Path) -> str:
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {_OURS}"


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    asked = subprocess.run(
        [python, "-c", "import pip, sys; print(*sys.version_info[:2])"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() == _OURS


def _make(folder: Path) -> None:
    made = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refused(_why(made.stdout + made.stderr) or "Python cannot make an environment: apt install python3-venv")


def _install(python: Path, lock: Path) -> None:
    command: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--requirement",
        lock,
    ]
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-warn-script-location"]
    done = subprocess.run(
        [*command, *quiet],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
        reason = _why(done.stderr)
        if reason == _NOT_FETCHED:  # pip fetches everything before it writes anything
            (python.parents[1] / "installing").unlink()
        raise Refused(reason or "The packages could not be installed; the lines above say why.")


def _why(output: str) -> str | None:
    text = output.lower()
    if "no space left" in text:
        return "The disk is full. Free some space, then start again."
    if "ensurepip" in text:
        return "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"
    if "permission denied" in text:
        return f"No permission to write {REPOSITORY}. Change its owner, or copy it where you may write."
    if any(sign in text for sign in ("connection", "resolve", "timed out", "no matching distribution")):
        return _NOT_FETCHED
    return None
