"""Asking as fast as the answers come. Pages: Debian's wrk, eight connections. Forms: our own client, four."""

import http.client
import itertools
import multiprocessing
import os
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench import machine, peers
from bench.rows import Missing
from bench.servers import Server

CONNECTIONS = 8
POSTING = 4
AS_A_PHONE = {"Accept-Encoding": "gzip", "User-Agent": "bench"}


@dataclass(slots=True)
class Side:
    """One of those compared: what one round does to it, and what the rounds found."""

    name: str
    once: Callable[[], "Heard"]
    rounds: list["Heard"] = field(default_factory=list)

    @property
    def rates(self) -> list[float]:
        """Answers a second, by round."""
        return [heard.answers / heard.seconds for heard in self.rounds]

    @property
    def cpu(self) -> list[float]:
        """Milliseconds of processor time of the server for one answer, by round."""
        return [heard.cpu / heard.answers * 1000 for heard in self.rounds]

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def cost(self) -> float:
        return statistics.median(self.cpu)


@dataclass(frozen=True, slots=True)
class Heard:
    answers: int
    seconds: float
    cpu: float  # seconds


def in_turn(sides: Sequence[Side], *, rounds: int) -> None:
    """A B C, A B C …: whatever slows the machine for a while slows all of them."""
    for _ in range(rounds):
        for side in sides:
            side.rounds.append(side.once())


def pages(server: Server, path: str, *, seconds: float, name: str = "") -> Side:
    """A side that asks for one address again and again; warmed up before it counts."""
    wrk = peers.command("wrk")
    server.answers(path)
    _wrk(wrk, server.address(path), min(1, seconds))

    def once() -> Heard:
        before = server.cpu_seconds()
        answers, took = _wrk(wrk, server.address(path), seconds)
        return Heard(answers, took, server.cpu_seconds() - before)

    return Side(name or server.name, once)


def _wrk(wrk: str, address: str, seconds: float) -> tuple[int, float]:
    headers = itertools.chain.from_iterable(("-H", f"{name}: {value}") for name, value in AS_A_PHONE.items())
    done = subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", *headers, address],
        capture_output=True, text=True, check=False, preexec_fn=_on_the_asking_core,
    )  # fmt: skip
    counted = re.search(r"(\d+) requests in ([\d.]+)(m?)s", done.stdout)
    if done.returncode or not counted or "Non-2xx" in done.stdout or not int(counted[1]):
        raise Missing(f"wrk got no good answers from {address}:\n{done.stdout}{done.stderr}")
    return int(counted[1]), float(counted[2]) / (1000 if counted[3] else 1)


def forms(
    server: Server, path: str, bodies: Callable[[int], list[bytes]], *, count: int, name: str, headers: dict[str, str]
) -> Side:
    """A side that sends `count` forms a round; `bodies(count)` makes them beforehand, outside the time."""

    def once() -> Heard:
        made = bodies(count)
        before = server.cpu_seconds()
        with multiprocessing.get_context("spawn").Pool(1, _on_the_asking_core) as client:
            took = client.apply(post_all, (server.port, path, made, headers))
        return Heard(count, took, server.cpu_seconds() - before)

    return Side(name, once)


def post_all(port: int, path: str, bodies: list[bytes], headers: dict[str, str]) -> float:
    """Seconds until every form was answered with 200. Runs in a process of its own."""
    from concurrent.futures import ThreadPoolExecutor

    def send(body: bytes) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **AS_A_PHONE, **headers})
        answer = line.getresponse()
        answer.read()
        line.close()
        if answer.status != 200:
            raise RuntimeError(f"a form was answered with {answer.status}")

    began = time.perf_counter()
    with ThreadPoolExecutor(POSTING) as senders:
        list(senders.map(send, bodies))
    return time.perf_counter() - began


def _on_the_asking_core() -> None:
    os.sched_setaffinity(0, machine.ASKING)
