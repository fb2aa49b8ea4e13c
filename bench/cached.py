"""Finished pages: from nginx with the portal stopped, beside a plain file of the same bytes; from gunicorn alone."""

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

from bench import load, peers, portal, servers
from bench.load import Side
from bench.rows import Line, Missing, Row, judged, last_words, spread, told
from bench.servers import Server

ROUNDS, SECONDS = 5, 3
MOST_MS = 1.0  # of processor time for a hit of the application server alone
PAGES = {"home": "/en/", "point": f"/ar/points/{portal.POINT}/"}
HERE = peers.BUILT / "nginx"


def measure(quick: bool) -> Line:
    for name in ("nginx", "wrk"):
        peers.command(name)
    portal.ready()
    rounds, seconds = (1, 1) if quick else (ROUNDS, SECONDS)
    line = Line(
        "Cached public pages",
        f"wrk, {load.CONNECTIONS} connections, {seconds} s a round, {rounds} rounds in turn. One nginx with one worker "
        "serves both. While it was measured gunicorn did not run: no Python was called.",
    )
    with _nginx() as (nginx, plain, behind):
        for name, path in PAGES.items():
            body = _laid_out(name, path, nginx, plain, behind)
            line.rows.append(
                _beside_a_file(f"{name}, {len(body):,} B", path, f"/{name}", (nginx, plain), rounds, seconds)
            )
        line.notes.append(_proof(nginx))
    with portal.served() as alone:
        for name, path in PAGES.items():
            _is_kept(alone, path)
            side = load.pages(alone, path, seconds=seconds)
            load.in_turn([side], rounds=min(rounds, 3))
            what, rate = f"{name}, from gunicorn alone: ms CPU a hit", f"{spread(side.rates, 0)}/s"
            line.rows.append(judged(what, rate, "–", side.cost, most=MOST_MS))
    return line


def _laid_out(name: str, path: str, nginx: Server, plain: Server, behind: int) -> bytes:
    """The page, asked for until nginx has it and then with the portal stopped; and as a plain file beside it."""
    with portal.served(port=behind):
        for _ in range(2):
            nginx.answers(path)
    body = _bytes_of(nginx, path)
    (HERE / "plain" / name).write_bytes(body)
    if _bytes_of(plain, f"/{name}") != body:
        raise Missing("the plain file is not what the page is")
    return body


def _beside_a_file(what: str, path: str, file: str, doors: tuple[Server, Server], rounds: int, seconds: float) -> Row:
    ours, theirs = (load.pages(door, asked, seconds=seconds) for door, asked in zip(doors, (path, file), strict=True))
    load.in_turn([ours, theirs], rounds=rounds)
    row = judged(f"{what} / plain file", _told(ours), _told(theirs), ours.rate / theirs.rate, least=0.8)
    return replace(row, ratio=f"{row.ratio} ({theirs.cost / ours.cost:.2f})")


def _told(side: Side) -> str:
    return f"{spread(side.rates, 0)}/s, CPU {statistics.median(side.cpu):.3f} ms"


def _bytes_of(server: Server, path: str) -> bytes:
    request = urllib.request.Request(server.address(path), headers=load.AS_A_PHONE)
    with urllib.request.urlopen(request) as answer:
        if answer.headers["Content-Encoding"] != "gzip":
            raise Missing(f"{server.name} does not answer {path} compressed")
        return bytes(answer.read())


def _is_kept(server: Server, path: str) -> None:
    """A kept page bears an ETag; asked for twice it is the same one."""
    tags = []
    for _ in range(4):
        with urllib.request.urlopen(server.address(path)) as answer:
            tags.append(answer.headers["ETag"])
    if not tags[0] or len(set(tags)) > 1:
        raise Missing(f"{path} is not kept: {tags}")


def _proof(nginx: Server) -> str:
    """A page that nobody asked for before cannot be answered now."""
    try:
        with urllib.request.urlopen(nginx.address("/en/?anew=1")) as answer:
            raise Missing(f"something else than nginx answered with {answer.status}: the figures above mean nothing")
    except urllib.error.HTTPError as answer:
        return f"Proof: at the same time a page with a query, which is never kept, was answered with {answer.code}."


@contextlib.contextmanager
def _nginx() -> Iterator[tuple[Server, Server, int]]:
    """nginx with the portal's own configuration, its second door to plain files, and the port of the portal behind."""
    shutil.rmtree(HERE, ignore_errors=True)
    for part in ("plain", "temp"):
        (HERE / part).mkdir(parents=True)
    behind, port, plain_port = servers.free_port(), servers.free_port(), servers.free_port()
    told_by_us = subprocess.run(
        [sys.executable, peers.REPOSITORY / "manage.py", "nginx",
         f"--portal=127.0.0.1:{behind}", f"--listen=127.0.0.1:{port}"],
        env={**os.environ, **portal.surroundings()}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if told_by_us.returncode:
        raise Missing(f"manage.py nginx: {last_words(told_by_us.stderr)}")
    (HERE / "portal.conf").write_text(told_by_us.stdout)
    conf = HERE / "nginx.conf"
    conf.write_text(_MAIN.format(here=HERE, plain_port=plain_port, user="user root;" if os.geteuid() == 0 else ""))
    command = [peers.command("nginx"), "-p", HERE, "-c", conf, "-e", HERE / "error.log"]
    with servers.running("nginx", command, port) as nginx:
        yield nginx, Server("plain files", plain_port, nginx.process), behind


_MAIN = """
daemon off;
{user}
worker_processes 1;
pid {here}/pid;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {here}/temp;
    proxy_temp_path {here}/temp;
    fastcgi_temp_path {here}/temp;
    uwsgi_temp_path {here}/temp;
    scgi_temp_path {here}/temp;
    sendfile on;
    tcp_nopush on;
    include {here}/portal.conf;
    server {{
        listen 127.0.0.1:{plain_port};
        access_log off;
        location / {{
            root {here}/plain;
            default_type "text/html; charset=utf-8";
            add_header Content-Encoding gzip;
        }}
    }}
}}
"""


if __name__ == "__main__":
    sys.exit(told(measure, "cached pages"))
