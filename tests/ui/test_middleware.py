"""What no room could use is answered at the door; what a browser may do stands on every answer."""

import pytest
from django.test import Client

DOCUMENT = "text/html; charset=utf-8"

UNREADABLE = {
    "NUL in the query": "/en/?q=%00",
    "NUL in a name of the query": "/en/?%00=1",
    "half a surrogate pair": "/en/?q=%ED%A0%80",
    "bytes that are no text": "/en/?q=%FF%FE",
    "Latin-1": "/en/?q=Li%E8ge",
    "a query longer than any question": "/en/?q=" + "a" * 2_000,
    "NUL in the path": "/en/%00/",
    "half a surrogate pair in the path": "/en/%ED%A0%80/",
    "bytes that are no text in the path": "/en/%C0%AF/",
}


@pytest.mark.parametrize("address", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_addresses_are_refused_in_words(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (400, DOCUMENT)
    assert "<h1>We could not read that</h1>" in response.content.decode()


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"text=%00", 400),
        (b"%00=text", 400),
        (b"text=%ED%A0%80", 400),
        (b"text=\xff\xfe", 400),
        (b"&".join(b"a%d=1" % number for number in range(1_100)), 400),
        (b"text=" + b"a" * 2_700_000, 413),
    ],
    ids=["NUL", "NUL in a name", "half a surrogate", "no text", "too many fields", "too large"],
)
def test_unreadable_forms_are_refused_in_words(client, body, status):
    response = client.post("/en/", body, content_type=FORM)
    assert (response.status_code, response["Content-Type"]) == (status, DOCUMENT)


def test_a_broken_multipart_form_is_refused_in_words(client):
    response = client.post("/en/", b"nothing of the kind", content_type="multipart/form-data")
    assert response.status_code == 400


def test_a_form_in_another_encoding_is_refused_in_words(client):
    response = client.post("/en/", b"text=abc", content_type=f"{FORM}; charset=utf-16")
    assert response.status_code == 400


def test_the_refusal_speaks_the_language_of_the_address_then_of_the_browser(client):
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/?q=%00").content.decode()
    assert '<html lang="fr" dir="ltr">' in client.get("/?q=%00", headers={"accept-language": "fr"}).content.decode()


def test_a_host_that_is_not_ours_is_refused_in_words(client):
    response = client.get("/en/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize("text", ["Λιέγη", "لييج", "a b+c", "100%25", "\u202eabc", "🙂"])
def test_what_people_type_passes(client, db, text):
    assert client.get("/en/privacy/", {"q": text}).status_code == 200


EVERYWHERE = [
    "/en/",
    "/en/privacy/",
    "/en/not-here/",
    "/en/?q=%00",
    "/",
    "/healthz",
    "/en/leave/",
    "/static/ui/door.js",
]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_says_what_a_browser_may_do(client, db, address):
    headers = client.get(address).headers
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "address", ["/en/not-here/", "/en/?q=%00", "/en/leave/", "/en/work/", "/en/ask/", "/en/answer/"]
)
def test_what_is_private_or_wrong_is_never_kept(client, db, address):
    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_an_answer_to_a_form_is_never_kept(client, db):
    assert client.post("/en/", {"q": "a"}).headers["Cache-Control"] == "no-store"


def test_the_workspace_is_not_listed_by_search_engines(client, db):
    assert client.get("/en/work/").headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get("/en/").headers


def test_an_error_inside_is_a_page_in_words_that_asks_no_database(settings, django_db_blocker):
    """The fixture `db` is missing on purpose: any query would raise."""
    settings.ROOT_URLCONF = "tests.ui.broken_urls"
    client = Client(raise_request_exception=False)
    response = client.get("/fr/broken/")
    assert response.status_code == 500
    assert '<html lang="fr" dir="ltr">' in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"
