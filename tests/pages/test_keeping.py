"""What is kept and what never is; that a kept page is the very page."""

import gzip

import pytest
from django.conf import settings as product
from django.test import Client

from tests.factories import directory as factories
from tests.factories import people
from tests.pages.conftest import names_on
from umn.directory.models import ContactPoint
from umn.pages.answers import takes_gzip
from umn.pages.keeping import NotFinished
from umn.vocabulary.actions import load_topics

LANGUAGES = [code for code, _ in product.LANGUAGES]


@pytest.fixture
def liege(db):
    load_topics()
    return factories.point("liege", name="Bureau de Liège", rule="Mo-Fr 09:00-17:00", phone="+32 4 1", address="Rue 1")


def policy(headers: dict[str, str]) -> dict[str, object]:
    """Headers, with the directives of the policy as a set: django-csp gives them in any order."""
    return {name: set(value.split("; ")) if "Policy" in name else value for name, value in headers.items()}


PUBLIC = ["/{}/", "/{}/find/", "/{}/points/liege/", "/{}/privacy/", "/{}/languages/"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PUBLIC)
def test_the_second_visitor_gets_the_same_page_and_django_is_not_asked(liege, visitor, address, language):
    path = address.format(language)
    first = visitor.get(path, accept_encoding="gzip, br")
    second = visitor.get(path, accept_encoding="gzip, br")

    assert (first.status, visitor.by_django) == (200, 1)
    assert (second.status, second.body) == (200, first.body)
    assert policy(second.headers) == policy(first.headers)
    assert second.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in gzip.decompress(second.body).decode()


def test_who_takes_nothing_compressed_gets_it_unpacked(liege, visitor):
    packed = visitor.get("/en/find/", accept_encoding="gzip")
    plain, plain_from_django = visitor.get("/en/find/"), Client().get("/en/find/")

    assert plain.body == gzip.decompress(packed.body)
    assert plain.text == plain_from_django.content.decode()
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["ETag"] == f"W/{packed.headers['ETag']}"
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.000, br", False), ("br", False),
     ("", False), ("x-gzip", True), ("notgzip", False), ("gzip;q=1.0,deflate", True)],
)  # fmt: skip
def test_what_a_browser_takes(accepted, taken):
    assert takes_gzip(accepted) is taken


def test_who_has_the_page_is_told_so_by_the_front_and_by_django(liege, visitor, clock):
    page = visitor.get("/en/", accept_encoding="gzip")
    for asked in (page.headers["ETag"], f"W/{page.headers['ETag']}", f'"x", {page.headers["ETag"]}', "*"):
        again = visitor.get("/en/", accept_encoding="gzip", if_none_match=asked)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", page.headers["ETag"])
    assert visitor.get("/en/", accept_encoding="gzip", if_none_match='"other"').status == 200

    clock.forward(days=2)  # made anew, and it is the same
    again = visitor.get("/en/", accept_encoding="gzip", if_none_match=page.headers["ETag"])
    assert (again.status, visitor.by_django) == (304, 2)


def test_a_head_is_the_head_of_the_page(liege, visitor):
    page = visitor.get("/en/", accept_encoding="gzip")
    head = visitor.get("/en/", method="HEAD", accept_encoding="gzip")

    assert (head.status, head.body, policy(head.headers)) == (200, b"", policy(page.headers))


def test_an_operator_sees_what_everybody_sees_and_their_visit_leaves_no_page(liege, visitor, client, shelf):
    operator = people.person()
    people.sign_in(client, operator)
    for address in PUBLIC:
        mine = client.get(address.format("fr")).content
        assert names_on(shelf) == set()
        assert visitor.get(address.format("fr")).body == mine
        shelf.forget(["*"])


def test_a_cookie_changes_nothing_for_who_brings_one(liege, visitor):
    nobody = visitor.get("/en/")
    somebody = visitor.get("/en/", cookie=f"{product.SESSION_COOKIE_NAME}=x; {product.ASKER_COOKIE}=y")

    assert (somebody.body, visitor.by_django) == (nobody.body, 1)


NEVER = ["/en/ask/", "/en/answer/", "/en/work/", "/en/leave/", "/en/not-here/", "/en/points/no-such/", "/", "/healthz"]


@pytest.mark.parametrize("path", NEVER)
def test_what_is_private_or_wrong_is_asked_of_django_every_time(liege, visitor, shelf, path):
    for _ in range(2):
        visitor.get(path)

    assert (visitor.by_django, names_on(shelf)) == (2, set())


def test_what_somebody_looks_for_is_kept_nowhere(liege, visitor, shelf):
    visitor.get("/en/find/")
    for path in ("/en/find/", "/en/", "/en/privacy/", "/en/points/liege/"):
        answer = visitor.get(path, query="q=sans+papiers")
        assert "no-store" in answer.headers["Cache-Control"]

    assert names_on(shelf) == {"en/find"}
    assert visitor.by_django == 5


HOSTILE = ["/en/../en/find/", "/en//find/", "/en/./find/", "//en/find/", "/en/find", "/xx/find/", "/EN/find/",
           "/en/points/liege\n/", "/en/points/liege/\n", "/en/points/lie\0ge/", "/en/points/liège/",
           "/en/" + "x" * 81 + "/", "/en/" + "x/" * 50, "/en/points/liege/../../../../secret/pepper/"]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE)
def test_an_address_that_needs_a_second_thought_is_left_to_django(liege, visitor, shelf, path):
    visitor.get("/en/find/")
    visitor.get("/en/points/liege/")
    kept = names_on(shelf)

    assert visitor.get(path).status in (301, 302, 400, 404)
    assert (visitor.by_django, names_on(shelf)) == (3, kept)


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1.evil.example", "testserver:x", "evil.example:80@x"])
def test_a_host_that_is_not_ours_gets_no_kept_page(liege, visitor, host):
    visitor.get("/en/")
    assert visitor.get("/en/", host=host).status == 400
    assert visitor.get("/en/", host="127.0.0.1:8000").status == 200
    assert visitor.by_django == 2


def test_under_https_a_request_that_came_without_it_is_left_to_django(liege, visitor, settings):
    settings.HTTPS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for _ in range(2):
        visitor.get("/en/")
    assert visitor.by_django == 2
    visitor.get("/en/", x_forwarded_proto="https")
    assert visitor.by_django == 2


def test_other_methods_are_left_to_django(liege, visitor):
    visitor.get("/en/find/")
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        assert visitor.get("/en/find/", method=method).status in (403, 405)


@pytest.fixture
def unfinished(settings, visitor, db):
    settings.ROOT_URLCONF = "tests.pages.unfinished_urls"
    return visitor


FAULTS = {
    "token": "a form token in it",
    "csrf": "a form token in it",
    "post": "a form that is sent by POST",
    "missing": "status 404",
    "own-header": "headers of its own: link",
    "varies": "differs by accept-language",
    "no-store": "no-store on it",
    "other-type": "not text/html",
    "host": "the name of the host in it",
    "session": "differs by cookie",
    "dotted.html": "a page, although its address is that of a file",
}


def address(name: str) -> str:
    return f"/en/{name}" if "." in name else f"/en/{name}/"


@pytest.mark.parametrize("path", FAULTS)
def test_what_is_not_finished_is_a_loud_error_in_tests(unfinished, shelf, path):
    with pytest.raises(NotFinished, match=FAULTS[path]):
        Client().get(address(path))

    assert names_on(shelf) == set()


@pytest.mark.parametrize("path", FAULTS)
def test_and_in_production_it_is_shown_and_not_kept(unfinished, shelf, settings, path):
    settings.PAGES_STRICT = False
    answers = [unfinished.get(address(path)) for _ in range(2)]

    assert [answer.status for answer in answers] == [404 if path == "missing" else 200] * 2
    assert (unfinished.by_django, names_on(shelf)) == (2, set())


def test_a_page_that_sets_a_cookie_is_not_kept(unfinished, shelf):
    assert "no-store" in unfinished.get("/en/cookie/").headers["Cache-Control"]
    assert names_on(shelf) == set()


def test_the_sample_of_a_finished_page_is_one(unfinished, shelf):
    unfinished.get("/en/good/")
    assert names_on(shelf) == {"en/good"}


def test_files_are_kept_as_what_they_are_and_nginx_gets_none(unfinished, shelf):
    for name, kind, packed in (
        ("sheet.pdf", "application/pdf", None),
        ("card.vcf", "text/vcard; charset=utf-8", "gzip"),
    ):
        first, second = (unfinished.get(f"/en/{name}", accept_encoding="gzip") for _ in range(2))
        assert (second.body, policy(second.headers)) == (first.body, policy(first.headers))
        assert (second.headers["Content-Type"], second.headers.get("Content-Encoding")) == (kind, packed)
    sheet = unfinished.get("/en/sheet.pdf")
    assert sheet.headers["Content-Disposition"] == 'inline; filename="a.pdf"'

    assert unfinished.by_django == 2
    kept = shelf.read("en/sheet.pdf", now=unfinished.clock().timestamp())
    shelf.offer("en/sheet.pdf", kept, edition="e", now=unfinished.clock().timestamp())
    assert not (shelf.folder / "now" / "e").exists()


def test_a_folder_that_is_missing_full_or_damaged_stops_no_page(liege, visitor, shelf):
    (shelf.folder / "store").write_text("not a folder")
    assert [visitor.get("/en/").status for _ in range(2)] == [200, 200]
    (shelf.folder / "store").unlink()
    visitor.get("/en/")
    (shelf.folder / "store" / "en.page").write_bytes(b"half a pa")
    assert visitor.get("/en/").status == 200
    for path in sorted(shelf.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    shelf.folder.rmdir()
    assert [visitor.get("/en/").status for _ in range(2)] == [200, 200]
    ContactPoint.objects.all()[0].save()
    shelf.forget(["points"])
