"""The real nginx with the configuration that we ship, before a real gunicorn; then with gunicorn stopped."""

import gzip
import http.client
import re
import shutil
import sqlite3
import time

import pytest
from django.test import override_settings

from tests.pages.machine import NGINX, PREPARE, TEMPORARY, Machine
from tests.pages.test_keeping import policy
from umn.pages import windows
from umn.pages.nginx import configuration

pytestmark = [
    pytest.mark.slow,
    pytest.mark.once,
    pytest.mark.skipif(not NGINX, reason="nginx is missing: apt install nginx-light"),
]

CHANGE = """
import django
django.setup()
from django.db import transaction
from umn.directory.actions.touching import touched
with transaction.atomic():
    touched(["eka"])
"""


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    home = tmp_path_factory.mktemp("behind-nginx")
    (home / "secret").mkdir()
    for name, text in {"pepper": "11" * 32, "server.key": "22" * 32, "django.key": "key" * 20}.items():
        (home / "secret" / name).write_text(text)
    made = Machine(home)
    try:
        made.run("-c", PREPARE)
        made.start()
        yield made
    finally:
        for process in (made.nginx, made.portal):
            if process and process.poll() is None:
                process.terminate()
                process.wait(30)


def wait_for_a_fresh_window() -> None:
    """So that a test that lasts some seconds does not run over the end of one."""
    rest = windows.SECONDS - time.time() % windows.SECONDS
    if rest < 15:
        time.sleep(rest + 0.1)


# Headers that the one or the other server adds of itself.
THEIRS = {"Server", "Date", "Connection", "Transfer-Encoding"}


def headers_of(answer) -> dict[str, object]:
    return policy({name: value for name, value in answer.getheaders() if name not in THEIRS})


PAGES = ["/en/", "/ar/find/", "/el/points/eka/", "/fr/privacy/"]


def test_a_kept_page_is_answered_while_no_python_runs(machine):
    wait_for_a_fresh_window()
    from_python = {path: machine.get(path, direct=True, Accept_Encoding="gzip") for path in PAGES}
    for path in PAGES:
        machine.get(path, Accept_Encoding="gzip")  # through nginx: from now on it has its own copy
    machine.stop_portal()
    try:
        for path in PAGES:
            answer = machine.get(path, Accept_Encoding="gzip")
            assert (answer.status, answer.body) == (200, from_python[path].body)
            assert headers_of(answer) == headers_of(from_python[path])
            assert answer.getheader("Last-Modified") is None

            plain = machine.get(path)
            assert plain.body == gzip.decompress(from_python[path].body)
            assert "Content-Encoding" not in plain.headers
            assert plain.getheader("ETag") == f"W/{answer.getheader('ETag')}"

            known = machine.get(path, Accept_Encoding="gzip", If_None_Match=from_python[path].getheader("ETag"))
            assert (known.status, known.body) == (304, b"")
            head = machine.get(path, method="HEAD", Accept_Encoding="gzip")
            assert (head.status, head.body, headers_of(head)) == (200, b"", headers_of(answer))
        for asked in BYPASSING[1:]:
            assert machine.get(asked).status == 502, asked  # it wanted the portal
        assert machine.get("/en/", method="POST", Content_Length="0").status == 502
        assert machine.get("/en/", host="evil.example").status == 502
        assert machine.get("/en/", host="HELP.example").status == 200
    finally:
        machine.start_portal()


BYPASSING = [
    "/en/find/%00", "/en/?x=1", "/en/?", "/en/find", "/en/find/?q=sans+papiers", "/en/%66ind/", "/en/points/../find/",
    "/en/points/%2e%2e/find/", "/en/points%2f..%2ffind/", "/en//find/", "//en/find/", "/en/find/.", "/xx/",
    "/en/find.gz", "/en/answer/", "/en/ask/", "/en/work/", "/=finished/", "/EN/",
]  # fmt: skip


@pytest.mark.parametrize("path", BYPASSING)
def test_everything_else_is_what_django_answers(machine, path):
    ours, theirs = machine.get(path, Accept_Encoding="gzip"), machine.get(path, direct=True, Accept_Encoding="gzip")

    # nginx itself refuses what cannot be an address.
    assert ours.status == theirs.status or (ours.status == 400 and "%00" in path)
    assert ours.getheader("Location") == theirs.getheader("Location")
    assert b"pepper" not in ours.body


def test_nobody_reads_files_by_address(machine):
    window = windows.number(time.time())
    machine.get("/en/", Accept_Encoding="gzip")
    for path in (f"/=finished/{window}/en", f"/=finished/{window}/en.gz", "/=finished/../../../secret/pepper",
                 "/=finished/%2e%2e/%2e%2e/%2e%2e/secret/pepper", "/static/../secret/pepper",
                 "/static/%2e%2e/secret/pepper", "/static../secret/pepper", "/static/..%2fsecret/pepper"):  # fmt: skip
        answer = machine.get(path)
        assert answer.status in (400, 404), path
        assert b"1111" not in answer.body


def test_a_changed_point_is_not_shown_from_the_copy(machine):
    wait_for_a_fresh_window()
    for path in ("/el/points/eka/", "/en/privacy/"):
        machine.get(path)
        machine.get(path)
    machine.run("-c", CHANGE)
    machine.stop_portal()
    try:
        assert machine.get("/el/points/eka/").status == 502
        assert machine.get("/en/privacy/").status == 200
    finally:
        machine.start_portal()


def test_a_copy_ends_with_its_window(machine):
    """The folder of the present window is renamed to the one before: as if a hundred seconds had gone by."""
    wait_for_a_fresh_window()
    machine.get("/en/languages/")
    [edition] = (machine.home / "pages" / "now").iterdir()
    number = windows.number(time.time())
    kept = edition / str(number)
    kept.rename(edition / str(number - 1))
    machine.stop_portal()
    try:
        assert machine.get("/en/languages/").status == 502
        (edition / str(number - 1)).rename(kept)
        assert machine.get("/en/languages/").status == 200
    finally:
        machine.start_portal()


def test_an_nginx_of_another_edition_asks_python_and_works(machine):
    [edition] = (machine.home / "pages" / "now").iterdir()
    edition.rename(edition.with_name("of-another-version"))
    try:
        assert machine.get("/en/languages/").status == 200
    finally:
        shutil.rmtree(edition, ignore_errors=True)
        edition.with_name("of-another-version").rename(edition)


def test_static_files_come_from_nginx_and_may_be_kept(machine):
    page = machine.get("/en/").body.decode()
    script = re.search(r'src="(/static/[^"]+\.js)"', page)[1]
    from_python = machine.get(script, direct=True, Accept_Encoding="gzip")
    machine.stop_portal()
    try:
        answer = machine.get(script, Accept_Encoding="gzip")
        assert (answer.status, answer.body) == (200, from_python.body)
        for name in ("Content-Type", "Cache-Control", "Content-Encoding", "Vary", "Cross-Origin-Resource-Policy"):
            assert answer.getheader(name) == (from_python.getheader(name) or "").replace('"', ""), name
    finally:
        machine.start_portal()


def test_nothing_is_written_about_who_came_or_what_for(machine):
    machine.get("/en/find/?q=Wort-das-niemand-sonst-schreibt")
    for kind in TEMPORARY:  # where nginx would put what does not fit into memory, it finds a file in its way
        shutil.rmtree(machine.home / f"nginx-{kind}")
        (machine.home / f"nginx-{kind}").write_text("")
    body = b"text=Wort-das-niemand-sonst-schreibt" + b"x" * 500_000
    line = http.client.HTTPConnection("127.0.0.1", machine.outside, timeout=20)
    line.request("POST", "/en/ask/", body, {"Content-Type": "application/x-www-form-urlencoded"})
    assert line.getresponse().status < 500
    line.close()
    machine.stop_portal()
    assert machine.get("/en/find/?q=Wort-das-niemand-sonst-schreibt").status == 502
    machine.start_portal()

    written = [path for path in machine.home.glob("nginx*") if path.is_file()]
    ours = {"nginx.conf", "nginx.pid", "nginx-error.log"}
    assert {path.name for path in written} == ours | {f"nginx-{kind}" for kind in TEMPORARY}
    for path in written:
        assert b"Wort-das" not in path.read_bytes()
        assert b"client:" not in path.read_bytes()


def test_the_file_holds_for_https_and_a_name(settings, tmp_path):
    with override_settings(HTTPS=True, ALLOWED_HOSTS=["help.example", ".example.org"]):
        told = configuration(portal="unix:/run/portal.sock")

    assert "listen 443 ssl http2;" in told
    assert "server unix:/run/portal.sock;" in told
    assert "/etc/letsencrypt/live/help.example/privkey.pem" in told
    assert "proxy_set_header X-Forwarded-Proto https;" in told
    assert "access_log off;" in told


def test_a_folder_that_nginx_cannot_be_told_of_is_refused(settings, tmp_path):
    settings.PAGES_DIR = tmp_path / "a$b"
    with pytest.raises(ValueError, match="a dollar sign begins a variable"):
        configuration(portal="127.0.0.1:8000")


def test_the_database_of_this_test_is_its_own(machine):
    with sqlite3.connect(machine.home / "db.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM directory_contactpoint").fetchone()[0] > 50
