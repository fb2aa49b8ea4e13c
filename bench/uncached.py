"""Pages made anew for every request: a contact point beside a Wagtail page, the finder beside a bare list."""

import statistics
import sys
from dataclasses import replace

from bench import load, peers, portal, servers
from bench.load import Side
from bench.rows import Line, Row, judged, spread, told

ROUNDS, SECONDS = 5, 3


def measure(quick: bool) -> Line:
    peers.python_peers()
    portal.ready()
    seconds = 1 if quick else SECONDS
    with portal.served() as ours, servers.bare() as bare, servers.wagtail() as wagtail:

        def made(path: str, name: str) -> Side:
            return load.pages(ours, portal.rendered(path), seconds=seconds, name=name)

        point = made(f"/en/points/{portal.POINT}/", "uncached point page")
        find = made(f"/en/find/?q={portal.PLACE}", "find by exact place")
        fuzzy = made("/en/find/?q=Bruxxeles", "find with a typing error")
        home = made("/en/", "uncached home page")
        plain = load.pages(wagtail, "/bare/", seconds=seconds)
        usual = load.pages(wagtail, "/article-0/", seconds=seconds)
        rows60 = load.pages(bare, "/", seconds=seconds)
        load.in_turn([point, plain, usual, find, rows60, fuzzy, home], rounds=1 if quick else ROUNDS)
    line = Line(
        "Uncached pages",
        f"wrk, {load.CONNECTIONS} connections, {seconds} s a round, {len(point.rounds)} rounds in turn; gunicorn, two "
        "sync workers each. Ours is compressed for every request, the peers’ are not. *CPU* is processor time of the "
        "server for one answer.",
    )
    line.rows = [
        compared(point, plain, "bare Wagtail page (title, text)", least=1.5),
        compared(point, usual, "usual Wagtail page (20 sisters, 3 translations)", least=1.5),
        compared(find, rows60, "bare Django list of 60 rows", least=0.6),
        compared(fuzzy, rows60, "bare Django list of 60 rows"),
        compared(home, plain, "bare Wagtail page (title, text)"),
    ]
    line.notes = ["The ratio is of answers a second; in brackets that of CPU, which a busy machine disturbs less."]
    return line


def compared(ours: Side, peer: Side, peer_name: str, *, least: float = 0) -> Row:
    what = f"{ours.name} / {peer_name}"
    row = judged(what, told_of(ours), told_of(peer), ours.rate / peer.rate, least=least or 1)
    row = replace(row, ratio=f"{row.ratio} ({peer.cost / ours.cost:.2f})")
    return row if least else replace(row, aim="–", met=None)


def told_of(side: Side) -> str:
    return f"{spread(side.rates, 0)}/s, CPU {statistics.median(side.cpu):.1f} ms"


if __name__ == "__main__":
    sys.exit(told(measure, "uncached pages"))
