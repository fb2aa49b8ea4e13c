"""The pages of asking and answering, for people and for those who mean harm: clear words, nothing lost, no 5xx."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.enquiries.conftest import make_member, make_point, open_desk
from umn.directory.actions.touching import touched
from umn.directory.models import ContactPoint
from umn.enquiries.models import AskerSession, Enquiry, Item
from umn.seal.public_forms import form_token
from umn.vocabulary.models import Topic, TopicText

HOSTILE = [
    "",
    "x" * 10_001,
    "\x01\x02\x1b[31m",
    '"" OR 1=1 --',
    '"liège NEAR( *',
    "\u202eevil\u202c \u2066x\u2069",
    "<script>alert(1)</script>",
    "{% load x %}{{ settings.SECRET_KEY }}",
    "../../etc/passwd",
    "999999999999999999999999999",
    "-1",
    "1e309",
    "٢٠٢٦-١٣-٤٥",
    "😀" * 300,
    "ا" * 10_000,
]


@pytest.fixture
def topics(db):
    topic = Topic.objects.create(key="unpaid", kind="problem", position=1)
    TopicText.objects.create(topic=topic, language="en", label="I was not paid")


WAY = {"topic": "unpaid", "place": "Liège", "reads": "fr", "point": "liege-office"}


def fresh_token(client):
    """That of a last step just opened."""
    return client.get("/fr/ask/", WAY).context["token"]


@pytest.fixture
def last_step(client, marie, topics):
    """The fields of the last step, filled in rightly."""
    return {**WAY, "text": "Bonjour", "consent": "on", "token": fresh_token(client)}


def send(client, fields, language="fr", **headers):
    return client.post(f"/{language}/ask/", fields, headers=headers or {"Sec-Fetch-Site": "same-origin"})


def number_in(response):
    return "".join(sign for sign in response.context["digits"])


def test_asked_and_answered_over_the_pages(client, last_step):
    response = send(client, last_step)
    assert response.status_code == 200
    assert len(number_in(response)) == 20
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert not Session.objects.exists()
    opened = client.post("/ar/answer/", {"number": number_in(response)}, follow=True)
    assert "Bonjour" in opened.content.decode()


def test_without_consent_nothing_is_sent_and_the_words_stay(client, last_step):
    response = send(client, {**last_step, "consent": ""})
    assert response.status_code == 400
    assert "Bonjour" in response.content.decode()
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("token", ["", "forged", "a:b:c", "x" * 5000])
def test_a_forged_token_keeps_the_words_and_stores_nothing(client, last_step, token):
    response = send(client, {**last_step, "token": token})
    assert response.status_code == 400
    assert "Bonjour" in response.content.decode()
    assert not Enquiry.objects.exists()


def test_the_next_press_after_a_forged_token_works(client, last_step):
    response = send(client, {**last_step, "token": "forged"})
    again = send(client, {**last_step, "token": response.context["token"]})
    assert again.status_code == 200
    assert Enquiry.objects.count() == 1


def test_what_the_page_said_is_what_is_sealed(client, marie, last_step):
    """Fields that were changed behind its back change nothing: who was offered, why, and from where stays true."""
    touched(["liege-office"])  # now it is found by its town, too
    page = client.get("/fr/ask/", {**WAY, "point": ""})
    forged = {"topic": "hours", "place": "Namur", "reads": "ar", "at": "none", "token": page.context["token"]}
    assert send(client, {**last_step, **forged}).status_code == 200
    enquiry = Enquiry.objects.get()
    case = marie.case(enquiry.id)
    assert (enquiry.topic, enquiry.language, case.place, case.point) == ("unpaid", "fr", "Liège", "liege-office")
    assert case.reasons == page.context["path"].chosen.reasons == ["same_country", "member"]


def test_a_point_that_was_not_offered_gets_nothing_until_it_is(client, marie, last_step):
    paul = make_member(make_point("namur-office", city="Namur", country="FR"), "paul")
    open_desk(ContactPoint.objects.get(key="namur-office"), paul)
    other = {**last_step, "point": "namur-office"}
    response = send(client, other)
    assert response.status_code == 400
    assert "Bonjour" in response.content.decode()
    assert not Enquiry.objects.exists()
    assert send(client, {**other, "token": response.context["token"]}).status_code == 200
    assert paul.case(Enquiry.objects.get().id).reasons == ["chosen"]


def test_a_token_of_another_form_brings_no_offer(client, last_step):
    assert send(client, {**last_step, "token": form_token()}).status_code == 400
    assert not Enquiry.objects.exists()


def test_to_send_a_question_asks_little_of_the_database(client, last_step, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):  # of which the letter and the savepoints of the tests are seven
        assert send(client, last_step).status_code == 200


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_another_site_cannot_send_our_form(client, last_step, headers):
    assert send(client, last_step, **headers).status_code == 403
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("name", ["topic", "place", "reads", "point", "text", "consent", "token", "at", "may_pass_on"])
def test_no_field_of_asking_breaks_it(client, last_step, name):
    for value in HOSTILE:
        response = send(client, {**last_step, name: value})
        assert response.status_code in (200, 400), value
        assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("name", ["topic", "place", "reads", "point", "at"])
def test_no_parameter_of_the_way_breaks_it(client, marie, topics, name):
    for value in HOSTILE:
        given = {"topic": "unpaid", "place": "Liège", "reads": "fr", name: value}
        response = client.get("/ar/ask/", given)
        assert response.status_code in (200, 400), value
        assert "<script>alert" not in response.content.decode()


def test_no_number_breaks_the_door(client, marie, settings):
    settings.GUESS_PAUSE_SECONDS = 0
    for value in HOSTILE:
        assert client.post("/ar/answer/", {"number": value}).status_code == 400, value
        assert client.post("/ar/ask/number/", {"number": value, "last": value}).status_code == 400, value
        assert client.post("/ar/ask/number.png", {"number": value}).status_code == 400, value


def test_nul_and_broken_text_get_a_clear_answer(client, last_step):
    for bad in ("a\x00b", "a\ud800b"):
        response = send(client, {**last_step, "text": bad.encode("utf-8", "surrogatepass")})
        assert response.status_code in (200, 400)
    assert client.get("/fr/ask/?topic=%ff%fe&place=%00").status_code in (200, 400)


def test_a_text_of_the_longest_kind_is_kept_whole(client, last_step):
    response = send(client, {**last_step, "text": "ب" * 10_000})
    assert response.status_code == 200
    opened = client.post("/ar/answer/", {"number": number_in(response)}, follow=True)
    assert "ب" * 10_000 in opened.content.decode()


def test_what_people_write_is_shown_as_words(client, last_step):
    response = send(client, {**last_step, "text": "<img src=x onerror=alert(1)>{{ 7|add:7 }}"})
    opened = client.post("/fr/answer/", {"number": number_in(response)}, follow=True)
    page = opened.content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;{{ 7|add:7 }}" in page


def test_with_nobody_reading_the_page_shows_telephones_and_no_form(client, topics, liege):
    response = client.get("/fr/ask/")
    assert response.status_code == 200
    assert "<textarea" not in response.content.decode()
    assert response.templates[0].name == "enquiries/nobody_reads.html"


@pytest.mark.parametrize("name", ["answer-move", "answer-deletion"])
def test_without_a_number_nobody_moves_or_deletes(client, marie, name):
    assert client.get(reverse(name)).status_code == 302
    client.cookies["umn-answer"] = "00" * 32
    response = client.get(reverse(name))
    assert (response.status_code, response["Location"]) == (302, reverse("answer"))


def test_the_copies_hold_the_whole_conversation(client, last_step):
    number = number_in(send(client, last_step))
    client.post("/fr/answer/", {"number": number})
    data = client.get("/fr/answer/copy.json").json()
    assert [message["text"] for message in data["messages"]] == ["Bonjour"]
    assert (data["place"], data["sent_to"]) == ("Liège", "liege-office")
    assert "Bonjour" in client.get("/fr/answer/copy.html").content.decode()
    assert client.get("/fr/answer/copy.exe").status_code == 404
    assert number not in str(data)


def test_words_written_while_the_visit_ran_out_are_carried_along(client, last_step):
    number = number_in(send(client, last_step))
    client.cookies["umn-answer"] = "00" * 32
    late = client.post("/fr/answer/replies/", {"text": "une longue lettre", "token": form_token(), "of": "x"})
    assert late.status_code == 400
    assert "une longue lettre" in late.content.decode()
    again = client.post("/fr/answer/", {"number": number, "text": "une longue lettre"})
    assert again.context["form"]["text"].value() == "une longue lettre"
    assert Item.objects.count() == 1


def test_a_form_of_another_conversation_deletes_and_writes_nothing(client, last_step):
    first = number_in(send(client, last_step))
    second = number_in(send(client, {**last_step, "token": fresh_token(client)}))
    client.post("/fr/answer/", {"number": first})
    of_first = client.get("/fr/answer/deletion/").context["of"]
    client.post("/fr/answer/", {"number": second})
    assert client.post("/fr/answer/deletion/", {"of": of_first}).status_code == 400
    response = client.post("/fr/answer/replies/", {"text": "pour l'autre", "token": form_token(), "of": of_first})
    assert "pour l&#x27;autre" in response.content.decode()
    assert Item.objects.count() == 2


def test_an_office_chosen_by_name_stays_chosen(client, marie, topics):
    step = client.get("/fr/ask/", {"topic": "unpaid", "point": "liege-office"})
    assert 'name="point" value="liege-office"' in step.content.decode()
    last = client.get("/fr/ask/", {"topic": "unpaid", "point": "liege-office", "place": "", "reads": "fr"})
    assert last.context["path"].chosen.key == "liege-office"


def test_where_only_a_far_desk_is_open_no_form_is_shown_in_vain(client, marie, topics):
    response = client.get("/fr/ask/", {"topic": "unpaid", "place": "Athens", "reads": "fr"})
    assert bool(response.context["path"].choices if "path" in response.context else False) == (
        "<textarea" in response.content.decode()
    )


def test_leaving_closes_the_conversation_on_this_phone(client, last_step):
    client.post("/fr/answer/", {"number": number_in(send(client, last_step))})
    assert client.get("/fr/answer/").context["shown"]
    client.post("/fr/answer/close/")
    assert "shown" not in client.get("/fr/answer/").context


def test_the_quick_exit_closes_the_conversation_for_good(client, last_step):
    client.post("/fr/answer/", {"number": number_in(send(client, last_step))})
    assert AskerSession.objects.count() == 1
    assert client.get("/fr/leave/").status_code == 303
    assert not AskerSession.objects.exists()


def test_a_reply_without_words_is_refused_kindly(client, last_step):
    client.post("/fr/answer/", {"number": number_in(send(client, last_step))})
    of = client.get("/fr/answer/").context["of"]
    response = client.post("/fr/answer/replies/", {"text": "  ", "token": form_token(), "of": of})
    assert response.status_code == 400
    assert Item.objects.count() == 1
