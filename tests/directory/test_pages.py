"""The finder and the pages of the points, as anybody gets them: whole, escaped, small, without cookie or 5xx."""

import gzip
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.directory.conftest import MONDAY
from tests.factories import directory as factories
from umn.directory import queries
from umn.directory.models import Channel, ContactPoint, Location, OpeningHours, PointText

BREAKING = "</script><script>alert(1)</script>\"'&<b>"
HOSTILE = [
    "",
    " ",
    "x" * 10_000,
    "ا" * 10_000,
    "\x01\x02\x1b[31m",
    '"" OR 1=1 --',
    '"liège NEAR( *',
    "'; DROP TABLE directory_location; --",
    "\u202eevil\u202c \u2066x\u2069",
    BREAKING,
    "{% load x %}{{ settings.SECRET_KEY }}",
    "../../etc/passwd",
    "9" * 30,
    "-1",
    "1e309",
    "NaN",
    "٢٠٢٦",
    "😀" * 300,
    "%00",
    "é\u0301" * 500,
]


def structured(response):
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    return json.loads(text)


def page(client, key, language="en"):
    return client.get(f"/{language}/points/{key}/")


def words(response):
    """What a reader sees of an answer, in one line."""
    text = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(text.split())


def test_every_real_point_has_its_page(starter, client):
    for number, key in enumerate(ContactPoint.objects.order_by("key").values_list("key", flat=True)):
        response = page(client, key, ("ar", "en", "fr")[number % 3])
        assert response.status_code == (410 if key == "migrar-frankfurt" else 200), key  # closed since 2017
        assert structured(response)["@context"] == "https://schema.org"


def test_a_result_carries_the_key_of_the_starter_data(starter, client):
    response = client.get("/fr/find/", {"q": "Λιέγη"})

    assert re.findall(r'data-key="([^"]+)"', response.content.decode()) == [
        "monde-des-possibles", "liege", "fairwork-belgium", "cepag", "etuc", "csc-bruxelles",
    ]  # fmt: skip


def test_the_page_of_a_point_says_everything(starter, client):
    response = page(client, "monde-des-possibles")
    html = response.content.decode()

    assert '<p class="sign" lang="fr" dir="ltr" translate="no">Rue des Champs 97, 4020 Liège</p>' in html
    assert 'href="tel:+3242320292"' in html
    assert 'href="https://possibles.org"' in html
    assert "/en/ask/?point=monde-des-possibles" in html
    assert 'href="http://www.possibles.org/lassociation/" rel="noreferrer nofollow"' in html
    for said in (
        "member of UnionMigrantNet",
        "09:00 – 17:00",
        "Times are those of the clock in Liège.",
        "From a public source, 22 November 2026",
        "Français",
        "interpreters",
    ):
        assert said in words(response)


def test_a_name_and_an_address_stand_in_their_own_script(starter, client):
    html = page(client, "eka", "ar").content.decode()

    assert '<bdi lang="el" dir="ltr" translate="no">Εργατοϋπαλληλικό Κέντρο Αθήνας</bdi>' in html
    assert '<p class="sign" lang="el" dir="ltr" translate="no">3ης Σεπτεμβρίου 48Β, Αθήνα</p>' in html


def test_old_facts_and_those_without_a_source_say_so(starter, client):
    assert "Known in 2015. Ask before you go" in words(page(client, "cgil-nuoro"))
    assert "Not yet confirmed by this office" in words(page(client, "uil"))
    assert "We know of it only from a logo on a paper of the network." in words(page(client, "nsds"))
    assert "Monday to Friday. We do not know the times." in words(page(client, "eka"))
    assert "This is a public authority. Whether it passes data on: we do not know." in words(page(client, "liege"))


def test_further_towns_and_ways_that_do_not_work_are_said_and_not_offered(starter, client):
    siptu = words(page(client, "siptu-carlow"))
    assert "Dublin, Tralee, Navan, Sligo, Kilkenny, Cork. We do not know the street" in siptu
    sak = page(client, "sak")
    assert "questions by e-mail were suspended" in words(sak)
    assert sak.content.decode().count("mailto:workinfinland@sak.fi") == 1  # the line with the warning, no button
    assert "We do not know the street" not in words(sak)


@pytest.mark.parametrize("key", ["migrar-frankfurt", "cite-catalunya", "faire-mobilitaet-hamburg"])
def test_a_closed_point_says_so_with_day_and_source_and_who_is_near(starter, client, key):
    response = page(client, key)
    shown = queries.point(key, language="en", at=MONDAY)

    assert "Do not go there." in words(response)
    assert shown.closed_since in words(response)
    assert shown.source.url in response.content.decode()
    assert len(shown.instead) == 3
    assert "ask/?point=" + key not in response.content.decode()
    assert set(structured(response)) <= {"@context", "@type", "@id", "name", "alternateName"}


def test_a_closed_point_names_who_took_over(topics, client):
    new = factories.point("new", city=factories.MILAN, name="New office")
    old = factories.point("old")
    ContactPoint.objects.filter(pk=old.pk).update(
        status="closed", closed_since="2026-03", closed_since_date="2026-03-01", successor=new
    )

    assert queries.point("old", language="en", at=MONDAY).successor.key == "new"
    assert "Go here instead" in words(page(client, "old"))


def test_structured_data_holds_only_what_may_be_relied_on(starter, client):
    monde = structured(page(client, "monde-des-possibles"))
    old = structured(page(client, "cgil-firenze"))

    assert monde["@type"] == "NGO"
    assert monde["@id"] == "http://127.0.0.1:8000/en/points/monde-des-possibles/"  # SITE_URL
    assert monde["contactPoint"]["telephone"] == "+32 4 232 02 92"
    assert monde["contactPoint"]["availableLanguage"] == ["fr"]
    assert monde["contactPoint"]["hoursAvailable"][0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Monday",
        "opens": "09:00",
        "closes": "17:00",
    }
    assert monde["location"][0]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Liège",
        "addressCountry": "BE",
        "streetAddress": "Rue des Champs 97, 4020 Liège",
    }
    assert "contactPoint" not in old
    assert "streetAddress" not in old["location"][0]["address"]


def test_no_text_of_a_point_can_break_out_of_its_page(topics, client):
    made = factories.point("evil", name=BREAKING, services=BREAKING, phone="+32 1", rule="Mo 09:00-10:00")
    Location.objects.filter(point=made).update(address=BREAKING, city=BREAKING, place_id=None)
    Channel.objects.create(point=made, kind="website", value=f"evil.example/{BREAKING}", **factories.source())
    OpeningHours.objects.update(rule=BREAKING)
    PointText.objects.create(point=made, language="en", field="notes", text=BREAKING, state="source")

    shown = page(client, "evil")
    listed = client.get("/en/find/", {"country": "BE"})

    for response in (shown, listed):
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()
        assert "<b>" not in response.content.decode()
    assert structured(shown)["name"] == BREAKING


def test_a_point_without_any_place_or_text_still_has_a_page(topics, client):
    made = factories.point("bare")
    made.locations.all().delete()
    made.texts.all().delete()

    assert "in Belgium" in words(page(client, "bare"))


def test_an_unknown_key_is_a_friendly_404_in_the_readers_language(starter, client):
    response = page(client, "no-such-point", "fr")

    assert response.status_code == 404
    assert '<html lang="fr"' in response.content.decode()
    assert 'name="q"' in response.content.decode()


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["q", "topic", "speaks", "need", "place", "country", "all"])
def test_hostile_parameters_get_a_page_and_keep_what_was_typed(starter, client, name, value):
    response = client.get("/ar/find/", {"q": "Liège", name: value})

    assert response.status_code in (200, 400)
    assert "<script>alert" not in response.content.decode()
    if response.status_code == 200 and name == "q" and value.isprintable():
        assert response.context["finding"].typed == value


@pytest.mark.parametrize("query", ["q=%00", "q=%ED%A0%80", "q=%FF%FE", "topic=%00", "q[]=x", "&&&===", "q=a&q=b"])
def test_broken_queries_are_answered(starter, client, query):
    response = client.generic("GET", "/en/find/", QUERY_STRING=query)

    assert response.status_code in (200, 400)


@pytest.mark.parametrize("key", ["x" * 300, "%00", "Ä", "a b", "..", "EKA"])
def test_broken_keys_are_not_there(starter, client, key):
    assert client.get(f"/en/points/{key}/").status_code in (400, 404)


def test_what_a_person_looks_for_is_kept_nowhere(starter, client):
    assert client.get("/en/find/", {"q": "sans papiers"})["Cache-Control"] == "no-store, private"
    plain = client.get("/en/find/")
    assert (plain["Cache-Control"], page(client, "milano")["Cache-Control"]) == ("no-cache", "no-cache")
    assert plain.cookies == {}


def test_a_first_view_fits_into_fourteen_kilobytes(starter, client):
    views = {
        "find": client.get("/ar/find/"),
        "results": client.get("/ar/find/", {"q": "avocat arabe Liège"}),
        "many results": client.get("/fr/find/", {"q": "Milano"}),
        "point": page(client, "milano", "ar"),
    }
    sizes = {name: len(gzip.compress(response.content, 6)) for name, response in views.items()}

    assert {name: size for name, size in sizes.items() if size > 14_000} == {}


@pytest.mark.parametrize("address", ["/en/find/?q=avocat+arabe+unpaid+Milano", "/en/points/siptu-carlow/", "/en/find/"])
def test_a_page_costs_at_most_eight_queries(starter, client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)

    assert len(seen.captured_queries) <= 8, [query["sql"][:90] for query in seen.captured_queries]


def test_nothing_is_sent_to_the_pages_by_post(starter, client):
    assert client.post("/en/find/", {"q": "Liège"}).status_code in (403, 405)
    assert client.post("/en/points/eka/").status_code in (403, 405)
