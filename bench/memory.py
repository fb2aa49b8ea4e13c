"""What three idle web workers keep in memory, beside a Wagtail site's three; and what two key derivations add."""

import statistics
import sys
import threading
import time
import urllib.parse
import urllib.request

from bench import asking, peers, portal, servers
from bench.rows import Line, Row, judged, told
from bench.servers import Server

ROUNDS = 3
# The pages of the public, and the door to the work behind it, which the same processes serve.
OURS = [*portal.addresses().values(), "work/sign-in/"]
THEIRS = ["/bare/", "/article-0/", "/admin/login/"]
VISITS = 24  # of each page, so that every worker has shown every page
THREE = ["--workers", "3", "--log-level", "warning", "--no-control-socket"]
PLAIN = [*THREE, "--worker-class", "sync"]  # as most people run it: each worker loads for itself
SHARED = [*THREE, "--worker-class", "gthread", "--threads", "4", "--preload"]  # as the portal is delivered


def measure(quick: bool) -> Line:
    peers.python_peers()
    portal.ready()
    shared, apart, ours = [], [], []
    for _ in range(1 if quick else ROUNDS):
        with portal.served(*SHARED) as server:
            ours.append(
                _idle(server, [f"/{each}/{path}" for each in portal.LANGUAGES for path in map(portal.rendered, OURS)])
            )
        with servers.wagtail(*PLAIN) as server:
            apart.append(_idle(server, THEIRS))
        with servers.wagtail(*SHARED) as server:
            shared.append(_idle(server, THEIRS))
    mine, theirs, theirs_shared = (statistics.median(sum(each) for each in side) for side in (ours, apart, shared))
    line = Line(
        "Memory of three idle web workers",
        "Proportional set size (PSS) of the master and three workers after every worker has shown every page; MB.",
    )
    line.rows = [
        judged("as delivered / Wagtail as `gunicorn` starts it", _told(ours), _told(apart), mine / theirs, most=1.0),
        Row(
            "as delivered / Wagtail, loaded once and forked like ours",
            _told(ours),
            _told(shared),
            f"{mine / theirs_shared:.2f}",
        ),
        Row("two questions sealed at once: what they add at their peak", f"{_peak_of_two():.0f} MB more"),
    ]
    line.notes = ["The worker that carries letters is a process of its own and not counted; Wagtail has none."]
    return line


def _idle(server: Server, paths: list[str]) -> tuple[float, float]:
    """PSS of the workers and of the master, in MB."""
    for path in paths:
        for _ in range(VISITS):
            server.answers(path)
    time.sleep(1)
    workers = server.workers()
    return servers.pss_mb(workers), servers.pss_mb([server.process.pid])


def _told(rounds: list[tuple[float, float]]) -> str:
    workers, master = (statistics.median(each[part] for each in rounds) for part in (0, 1))
    return f"{workers + master:.0f} MB (workers {workers:.0f}, master {master:.0f})"


def _peak_of_two() -> float:
    """The most that PSS rises above idle while two questions are stored at the same time."""
    with portal.served(*SHARED) as server:
        for _ in range(VISITS):
            server.answers(f"/en/{portal.ASK_LAST}")
        bodies = asking.portal_bodies(server, 2)
        pids = server.workers()
        idle = servers.pss_mb(pids)
        senders = [threading.Thread(target=_send, args=(server, body)) for body in bodies]
        for sender in senders:
            sender.start()
        peak = idle
        while any(sender.is_alive() for sender in senders):
            peak = max(peak, servers.pss_mb(pids))
            time.sleep(0.002)
        return peak - idle


def _send(server: Server, body: bytes) -> None:
    with urllib.request.urlopen(urllib.request.Request(server.address("/en/ask/"), data=body)) as answer:
        answer.read()


if __name__ == "__main__":
    sys.exit(told(measure, "memory"))
