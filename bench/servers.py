"""Servers side by side: started alike, asked alike, and what each of them cost."""

import contextlib
import os
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import machine, peers
from bench.rows import Missing, last_words

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60  # seconds for a server to answer
ALIKE = ["--worker-class", "sync", "--workers", "2", "--preload", "--log-level", "warning", "--no-control-socket"]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@dataclass(slots=True)
class Server:
    """A running server with all the processes under it."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def processes(self) -> list[int]:
        """The master and everything below it."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return found

    def workers(self) -> list[int]:
        return self.processes()[1:]

    def cpu_seconds(self) -> float:
        """User and system time of all its processes until now; in steps of 10 ms, so measure many requests."""
        return sum(_ticks(pid) for pid in self.processes()) / TICK

    def answers(self, path: str, *, status: int = 200) -> None:
        """Asked once; anything but `status` ends the measurement: an error page is always quick."""
        try:
            with urllib.request.urlopen(self.address(path), timeout=30) as answer:
                got = answer.status
        except urllib.error.HTTPError as answer:
            got = answer.code
        if got != status:
            raise Missing(f"{self.name} answers {got} for {path}")


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def pss_mb(pids: list[int]) -> float:
    """Proportional set size: memory that several processes share is counted once in the sum."""
    total = 0
    for pid in pids:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


@contextlib.contextmanager
def running(
    name: str, command: list[object], port: int, *, at: Path = peers.REPOSITORY, **environment: str
) -> Iterator[Server]:
    """A server on the serving cores until the end of the block; what it says goes to build/bench/<name>.log."""
    log = peers.BUILT / f"{name.replace(' ', '-')}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [str(word) for word in command], cwd=at, env=_clean(environment), stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        with contextlib.suppress(ProcessLookupError):
            os.sched_setaffinity(process.pid, machine.SERVING)
        try:
            _wait(process, port, name, log)
            yield Server(name, port, process)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _clean(more: Mapping[str, str]) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("UMN_", "DJANGO_", "DATABASE_"))}
    return {**kept, **more}


def _wait(process: subprocess.Popen[bytes], port: int, name: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise Missing(f"{name} did not start: {last_words(log.read_text())} ({log.name} says more)")


def bare() -> contextlib.AbstractContextManager[Server]:
    """The bare Django list and form."""
    port = free_port()
    gunicorn = [peers.PYTHON, "-m", "gunicorn", *ALIKE, "--bind", f"127.0.0.1:{port}", "bare.wsgi:application"]
    return running("bare Django", gunicorn, port, **peers.surroundings())


def wagtail(*settings: str) -> contextlib.AbstractContextManager[Server]:
    """The Wagtail site; `settings` replace the ones that all servers share."""
    port = free_port()
    gunicorn = [peers.PYTHON, "-m", "gunicorn", *(settings or ALIKE), "--bind", f"127.0.0.1:{port}"]
    return running(
        "Wagtail", [*gunicorn, "village.wsgi:application"], port, at=peers.VILLAGE,
        DJANGO_SETTINGS_MODULE="village_measured",
    )  # fmt: skip


def still(pages: Path) -> contextlib.AbstractContextManager[Server]:
    """Finished bytes from memory: every `NAME.gz` of `pages` at /NAME."""
    port = free_port()
    gunicorn = [peers.PYTHON, "-m", "gunicorn", *ALIKE, "--bind", f"127.0.0.1:{port}", "still:application"]
    return running("finished bytes", gunicorn, port, STILL_PAGES=str(pages), **peers.surroundings())
