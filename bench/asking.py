"""From the pressed button to the number on the screen, stored for good: beside a bare form with one insert."""

import sqlite3
import statistics
import sys
import urllib.parse
import urllib.request
from html.parser import HTMLParser

from bench import load, peers, portal, servers
from bench.load import Side
from bench.rows import Line, Missing, Row, judged, spread, told
from bench.servers import Server

ROUNDS, LIGHT, DELIBERATE = 5, 150, 40
TEXT = "My boss has not paid me for two months and says that I have no right to it. What can I do? " * 3


def measure(quick: bool) -> Line:
    peers.python_peers()
    portal.ready()
    light, slow = (10, 4) if quick else (LIGHT, DELIBERATE)
    with (
        portal.served(name="portal with light keys", light_keys=True) as quickly,
        portal.served() as ours,
        servers.bare() as bare,
    ):
        asked = _portal(quickly, light, "light derivation")
        real = _portal(ours, slow, "as served")
        peer = _bare(bare, light)
        sides = [asked, peer, real]
        load.in_turn(sides, rounds=1)  # warm
        for side in sides:
            side.rounds.clear()
        before = _stored()
        load.in_turn(sides, rounds=1 if quick else ROUNDS)
        _all_stored(before, sides)
    return _line(asked, real, peer)


def _line(asked: Side, real: Side, peer: Side) -> Line:
    line = Line(
        "Ask → receipt, stored for good",
        f"Our own client, {load.POSTING} connections, forms fetched beforehand; SQLite with `synchronous=FULL` on the "
        "same disk on both sides; gunicorn, two sync workers each. Every question was found in the database.",
    )
    line.rows = [
        judged("question sealed and announced, key derivation light / bare form, one insert",
               _told(asked), _told(peer), asked.rate / peer.rate, least=0.6),
        Row("the same as served / bare form", _told(real), _told(peer), f"{real.rate / peer.rate:.3f}"),
        Row("what the deliberate key derivation costs", f"{real.cost - asked.cost:.0f} ms CPU a question"),
    ]  # fmt: skip
    line.notes = [
        (
            "The bare form stores four fields in clear. Ours seals, wraps keys for desk and number, stores the "
            "case, what was said, a letter to each reader and a line of the ledger, and shows the whole number page."
        ),
        "Whoever guesses numbers pays the derivation for every try; that is what it is for.",
    ]
    return line


def _told(side: Side) -> str:
    return f"{spread(side.rates, 0)}/s, CPU {statistics.median(side.cpu):.1f} ms"


class Fields(HTMLParser):
    """Every input of a page with its value, and the first of several radio buttons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("name") and given.get("type") in ("hidden", "radio"):
            self.values.setdefault(str(given["name"]), given.get("value") or "")


def _portal(server: Server, count: int, name: str) -> Side:
    server.answers(f"/en/{portal.ASK_LAST}")
    return load.forms(
        server, "/en/ask/", lambda wanted: portal_bodies(server, wanted), count=count, name=name,
        headers={"Sec-Fetch-Site": "same-origin"},
    )  # fmt: skip


def portal_bodies(server: Server, wanted: int) -> list[bytes]:
    """So many filled-in forms of the last step, each with a token of its own."""
    made = []
    for _ in range(wanted):
        with urllib.request.urlopen(server.address(f"/en/{portal.ASK_LAST}")) as page:
            values = Fields(page.read().decode()).values
        if "token" not in values:
            raise Missing("the portal shows no form: no desk takes questions")
        made.append(urllib.parse.urlencode({**values, "text": TEXT, "consent": "on"}).encode())
    return made


def _bare(server: Server, count: int) -> Side:
    with urllib.request.urlopen(server.address("/ask/")) as page:
        cookie = page.headers["Set-Cookie"].split(";")[0]
        token = Fields(page.read().decode()).values["csrfmiddlewaretoken"]
    values = {"csrfmiddlewaretoken": token, "text": TEXT, "topic": "unpaid", "language": "fr", "agreed": "on"}
    body = urllib.parse.urlencode(values).encode()
    return load.forms(
        server, "/ask/", lambda wanted: [body] * wanted, count=count, name="bare form", headers={"Cookie": cookie}
    )


def _stored() -> dict[str, int]:
    places = {
        "ours": (portal.FOLDER / "db.sqlite3", "enquiries_enquiry"),
        "bare": (peers.BARE_DATABASE, "bare_question"),
    }
    found = {}
    for name, (path, table) in places.items():
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            found[name] = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own tables
    return found


def _all_stored(before: dict[str, int], sides: list[Side]) -> None:
    sent = [sum(heard.answers for heard in side.rounds) for side in sides]
    after = _stored()
    if (after["ours"] - before["ours"], after["bare"] - before["bare"]) != (sent[0] + sent[2], sent[1]):
        raise Missing(f"answers and stored questions differ: sent {sent}, before {before}, after {after}")


if __name__ == "__main__":
    sys.exit(told(measure, "asking"))
