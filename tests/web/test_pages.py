"""The public door: first page, languages, who reads what, the way out, and what machines ask for."""

import gzip
import re
from html import unescape

import pytest
from django.conf import settings as product
from django.db import DatabaseError, connection

from umn.ledger import queries as ledger
from umn.web import views, wording

LANGUAGES = [code for code, _ in product.LANGUAGES]


def links(html: str) -> dict[str, str]:
    """Language → address of the chooser in the header."""
    chooser = re.search(r'<details class="tongues">.*?</details>', html, re.DOTALL)[0]
    found = re.findall(r'<a href="([^"]*)" lang="(\w+)"', chooser)
    return {language: href.replace("&amp;", "&") for href, language in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_one_small_answer(client, problems, language, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        response = client.get(f"/{language}/")
    assert len(gzip.compress(response.content, 6)) <= 14_000
    assert response.cookies == {}


def test_the_six_problems_lead_to_the_finder(client, problems):
    html = client.get("/en/").content.decode()
    tiles = re.findall(r'<li class="tile"><a href="([^"]*)">', html)
    assert tiles == [f"/en/find/?topic={key}" for key in product.PROBLEM_TILES]


def test_the_box_asks_the_finder_without_script_or_cookie(client, problems):
    html = client.get("/en/").content.decode()
    assert '<form class="seek" action="/en/find/" role="search">' in html
    assert 'name="q"' in html


def test_every_public_page_has_the_way_out_and_the_emergency_number(client, problems):
    for address in ("/en/", "/en/privacy/", "/en/languages/", "/en/not-here/", "/en/?q=%00"):
        html = client.get(address).content.decode()
        assert 'href="/en/leave/" data-leave' in html
        assert 'href="tel:112"' in html
        assert "112 may also bring the police." in html


@pytest.mark.parametrize("practice", [True, False])
def test_a_practice_folder_says_so_on_every_page(client, problems, settings, practice):
    settings.PRACTICE = practice
    for address in ("/en/", "/en/privacy/", "/en/not-here/", "/en/?q=%00"):
        assert ('class="rehearsal"' in client.get(address).content.decode()) is practice


# --- Languages ------------------------------------------------------------------------------------------------------
def test_the_chooser_stays_on_the_page_and_keeps_what_was_looked_for(client, db):
    response = client.get("/fr/privacy/?q=Li%C3%A8ge&topic=unpaid")
    assert links(response.content.decode()) == {
        code: f"/{code}/privacy/?q=Li%C3%A8ge&topic=unpaid" for code in LANGUAGES
    }


def test_the_chooser_never_leads_to_nothing(client, problems):
    for address in ("/en/", "/en/languages/", "/en/not-here/", "/en/?q=%00", "/ar/privacy/"):
        for href in links(client.get(address).content.decode()).values():
            assert client.get(href).status_code == 200


def test_the_chooser_names_each_language_in_itself(client, db):
    html = client.get("/en/languages/").content.decode()
    for code, autonym in product.LANGUAGES:
        direction = "rtl" if code == "ar" else "ltr"
        assert f'lang="{code}" hreflang="{code}" dir="{direction}"' in html
        assert autonym in html


@pytest.mark.parametrize(
    ("browser", "address"),
    [
        ("ar", "/ar/"),
        ("fr-BE,fr;q=0.9,en;q=0.5", "/fr/"),
        ("tlh", "/en/"),
        ("ar;q=0.3, fr;q=0.8", "/fr/"),
        ("\x7f;;;q=", "/en/"),
    ],
)
def test_the_bare_address_follows_the_browser(client, browser, address):
    response = client.get("/", headers={"accept-language": browser})
    assert (response.status_code, response["Location"], response["Vary"]) == (302, address, "Accept-Language")


# --- The way out ----------------------------------------------------------------------------------------------------
def test_leaving_takes_the_conversation_back_and_goes_elsewhere(client, db, settings):
    client.cookies[settings.ASKER_COOKIE] = "opens-a-conversation"
    response = client.get("/en/leave/")
    assert (response.status_code, response["Location"]) == (303, settings.QUICK_EXIT_TO)
    assert response.cookies[settings.ASKER_COOKIE]["max-age"] == 0
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response["Cache-Control"] == "no-store"


# --- Who reads what -------------------------------------------------------------------------------------------------
def test_the_privacy_page_lists_every_rule_of_forgetting(client, db):
    html = client.get("/en/privacy/").content.decode()
    for rule in ledger.rules():
        assert f"<dt>{rule.keep}</dt>" in html
        assert rule.purpose in unescape(html)


def test_the_privacy_page_says_what_nobody_can_promise(client, db):
    html = client.get("/en/privacy/").content.decode()
    for honest in (
        "A court can order a contact point to show what it can read.",
        "Somebody who takes over our machine while it is running can read what passes through it",
        "one key on paper",
        "two people",
    ):
        assert honest in html


@pytest.fixture
def catalogues(tmp_path, settings):
    """Two files of translators: one read by somebody, one not."""
    for language, reader in {"fr": "Awa N., November 2026", "ar": "nobody yet"}.items():
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"X-Read-By: {reader}\\n"\n'
        (folder / "django.po").write_text(header)
    settings.LOCALE_PATHS = [tmp_path]
    wording.read_by.cache_clear()
    yield
    wording.read_by.cache_clear()


def test_languages_that_no_native_speaker_has_read_are_named(client, db, catalogues):
    html = client.get("/en/privacy/").content.decode()
    assert '<li>Français: <span translate="no">Awa N., November 2026</span></li>' in html
    assert '<li lang="ar">العربية</li>' in html
    assert '<li lang="fr">Français</li>' not in html


# --- Machines -------------------------------------------------------------------------------------------------------
def test_health_says_whether_somebody_must_look(client, db):
    response = client.get("/healthz")
    report = response.json()
    assert (report["database"], response["Cache-Control"]) == ("ok", "no-store")
    assert response.status_code == (200 if report["letters"] == "ok" else 503)


def test_health_without_a_database_is_a_503(client, monkeypatch):
    def away():
        raise DatabaseError("away")

    monkeypatch.setattr(connection, "ensure_connection", away)
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"database": "away"})


def test_robots_stay_out_of_what_is_private(rf):
    text = views.robots(rf.get("/robots.txt")).content.decode()
    assert "Disallow: /ar/work/\n" in text
    assert "Disallow: /en/answer/\n" in text
    assert "/find/" not in text


def test_a_form_from_elsewhere_is_refused_in_words(rf):
    response = views.refused_form(rf.post("/fr/work/sign-in/"), reason="no token")
    assert response.status_code == 403
    assert '<html lang="fr" dir="ltr">' in response.content.decode()
