"""The coordinator's pages."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from tests.flat import flat
from umn.ledger.models import Entry
from umn.people import actions, queries, rules
from umn.people.choices import Role
from umn.people.models import Affiliation, Organisation, User
from umn.people.queries import Presence
from umn.post.models import Letter

pytestmark = pytest.mark.django_db

PERSON_PAGES = ["work-person", "work-person-link", "work-person-standing", "work-person-second-step"]


def presence(user, by):
    return queries.member(user.pk, by=by, language="en", at=timezone.now()).presence


def test_an_operator_finds_no_team(client, operator, coordinator):
    people.sign_in(client, operator)
    assert client.get(reverse("work-team")).status_code == 404
    for name in PERSON_PAGES:
        address = reverse(name, args=[coordinator.pk])
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    coordinator.refresh_from_db()
    assert coordinator.is_active


def test_a_visitor_is_asked_to_sign_in(client, operator):
    for name in PERSON_PAGES:
        assert client.get(reverse(name, args=[operator.pk])).url.startswith(reverse("account_login"))
        assert client.post(reverse(name, args=[operator.pk])).url == reverse("account_login")


def test_people_stand_under_their_organisation_with_how_far_they_came(at_desk, coordinator):
    possibles = people.organisation("monde-des-possibles", fr="Le Monde des Possibles")
    anolf = people.organisation("anolf", it="ANOLF Milano")
    people.person(name="Zoé", works_for=possibles)
    people.person(name="amal", works_for=possibles, finished=False)
    people.person(name="Bruno", works_for=anolf, is_active=False)
    actions.invite(
        by=coordinator, email="new@x.example", name="Nina", language="en", role="operator", organisation=anolf,
        at=timezone.now(),
    )  # fmt: skip
    actions.invite(
        by=coordinator, email="old@x.example", name="Olaf", language="en", role="operator", organisation=None,
        at=timezone.now() - timezone.timedelta(days=8),
    )  # fmt: skip

    groups = at_desk.get(reverse("work-team")).context["groups"]

    assert [
        (str(group.organisation or ""), [(each.user.name, each.presence) for each in group.members]) for group in groups
    ] == [
        ("ANOLF Milano", [("Bruno", Presence.DISABLED), ("Nina", Presence.INVITED)]),
        ("Le Monde des Possibles", [("amal", Presence.BEGUN), ("Zoé", Presence.HERE)]),
        ("", [("Greta Lind", Presence.HERE), ("Olaf", Presence.LINK_OVER)]),
    ]
    assert groups[1].organisation.language == "fr"


def test_one_person_or_three_cost_the_same(at_desk):
    flat(lambda: people.person(works_for=people.organisation()), lambda: at_desk.get(reverse("work-team")))


def test_the_same_address_twice_is_refused_and_what_was_typed_is_kept(at_desk, operator):
    typed = {
        "email": "AMAL@possibles.example",
        "name": "Someone",
        "language": "ar",
        "organisation": "",
        "role": "operator",
    }
    answer = at_desk.post(reverse("work-team"), typed)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.errors == {"email": ["Somebody with this e-mail address is in the team already."]}
    assert {name: form[name].value() for name in typed} == typed
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"}, {"email": ""}, {"name": ""}, {"name": "   "}, {"name": "x" * 10_000},
        {"email": "x" * 10_000 + "@x.example"}, {"language": "xx"}, {"role": "owner"}, {"organisation": "unknown"},
        {"email": "a@b.example\r\nBcc: c@d.example"},
    ],
)  # fmt: skip
def test_bad_invitations_are_refused_in_words(at_desk, wrong):
    typed = {
        "email": "new@x.example",
        "name": "Nina",
        "language": "en",
        "organisation": "",
        "role": "operator",
        **wrong,
    }
    answer = at_desk.post(reverse("work-team"), typed)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == list(wrong)
    assert not User.objects.filter(email__contains="x.example").exists()


def test_practice_and_closed_organisations_are_not_offered(at_desk, settings):
    people.organisation("closed", standing="closed")
    Organisation.objects.filter(pk=people.organisation("practice").pk).update(practice=True)
    people.organisation("liege", standing="city", fr="Ville de Liège")

    [(standing, offered)] = queries.organisation_choices("en")
    assert (standing, offered) == ("city or municipality in the network", [("liege", "Ville de Liège")])
    settings.PRACTICE = True
    assert queries.organisation_choices("en")[0] == ("UnionMigrantNet", [("practice", "Practice")])


def test_a_hostile_name_is_shown_as_text(at_desk):
    name = "<script>alert(1)</script> \u202eevil"
    people.person(name=name)
    page = at_desk.get(reverse("work-team")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_name_is_one_line(at_desk):
    typed = {"email": "new@x.example", "name": "Nina\n\nCall\u202e now", "language": "en", "organisation": ""}
    at_desk.post(reverse("work-team"), {**typed, "role": "operator"})

    assert User.objects.get(email="new@x.example").name == "Nina Call now"


def test_editing_keeps_the_past_affiliation(at_desk, operator):
    first, second = people.organisation("first"), people.organisation("second")
    Affiliation.objects.create(user=operator, organisation=first, since=timezone.localdate())

    answer = at_desk.post(
        reverse("work-person", args=[operator.pk]),
        {"name": "Amal H.", "language": "ar", "organisation": second.key},
    )

    assert answer.url == reverse("work-person", args=[operator.pk])
    operator.refresh_from_db()
    assert (operator.name, operator.language, operator.email) == ("Amal H.", "ar", "amal@possibles.example")
    assert list(operator.affiliations.order_by("pk").values_list("organisation__key", "until")) == [
        ("first", timezone.localdate()),
        ("second", None),
    ]


def test_editing_somebody_of_a_closed_office_keeps_them_there(at_desk):
    closed = people.organisation("closed", standing="closed")
    zoe = people.person(works_for=closed)
    form = at_desk.get(reverse("work-person", args=[zoe.pk])).context["form"]
    assert form["organisation"].value() == "closed"
    at_desk.post(reverse("work-person", args=[zoe.pk]), {"name": "Zoé", "language": "en", "organisation": "closed"})
    assert zoe.affiliations.get(until=None).organisation == closed


def test_editing_without_a_name_says_so_and_keeps_the_rest(at_desk, operator):
    answer = at_desk.post(reverse("work-person", args=[operator.pk]), {"name": " ", "language": "ar"})
    assert list(answer.context["form"].errors) == ["name"]
    assert answer.context["form"]["language"].value() == "ar"


def test_disabling_ends_sessions_at_once_and_enabling_opens_again(at_desk, coordinator, operator):
    phone = Client()
    people.sign_in(phone, operator)
    assert phone.get(reverse("work-today")).status_code == 200

    at_desk.post(reverse("work-person-standing", args=[operator.pk]), {"standing": "disabled"})

    assert phone.get(reverse("work-today")).url.startswith(reverse("account_login"))
    shut_out = phone.post(reverse("account_login"), {"login": operator.email, "password": people.PASSWORD})
    assert shut_out.context["form"].non_field_errors()

    at_desk.post(reverse("work-person-standing", args=[operator.pk]), {"standing": "enabled"})

    back = phone.post(reverse("account_login"), {"login": operator.email, "password": people.PASSWORD})
    assert back.url == reverse("mfa_authenticate")
    assert list(
        Entry.objects.filter(subject_id=str(operator.pk), verb__contains="abled").values_list("verb", "by")
    ) == [("people.disabled", f"coordinator {coordinator.pk}"), ("people.enabled", f"coordinator {coordinator.pk}")]


def test_nobody_shuts_out_themselves_or_the_last_coordinator(at_desk, coordinator):
    at_desk.post(reverse("work-person-standing", args=[coordinator.pk]), {"standing": "disabled"})
    coordinator.refresh_from_db()
    assert coordinator.is_active
    assert "Shut out" not in at_desk.get(reverse("work-person", args=[coordinator.pk])).content.decode()

    other = people.coordinator()
    actions.disable(by=coordinator, user=other, at=timezone.now())
    with pytest.raises(rules.NotAllowed):
        actions.disable(by=other, user=coordinator, at=timezone.now())
    assert User.objects.filter(role=Role.COORDINATOR, is_active=True).count() == 1


def test_a_new_link_for_who_lost_the_password(at_desk, operator):
    at_desk.post(reverse("work-person-link", args=[operator.pk]))
    assert Letter.objects.get().kind == "people/letters/new-password"
    page = at_desk.get(reverse("work-person", args=[operator.pk])).content.decode()
    assert "There is an open link" in page


def test_a_newer_link_takes_the_older_letter_out_of_the_post(at_desk, operator):
    at_desk.post(reverse("work-person-link", args=[operator.pk]))
    older = Letter.objects.get()
    at_desk.post(reverse("work-person-link", args=[operator.pk]))
    assert Letter.objects.get().dedupe != older.dedupe
    at_desk.post(reverse("work-person-standing", args=[operator.pk]), {"standing": "disabled"})
    assert Letter.objects.count() == 0


def test_a_disabled_person_gets_no_link(at_desk):
    gone = people.person(is_active=False)
    at_desk.post(reverse("work-person-link", args=[gone.pk]))
    assert Letter.objects.count() == 0


def test_a_lost_telephone(at_desk, operator):
    assert rules.missing_step(operator) is None
    at_desk.post(reverse("work-person-second-step", args=[operator.pk]))
    assert rules.missing_step(operator) == "work-second-step"


def test_ones_own_second_step_is_not_removed_here(at_desk, coordinator):
    at_desk.post(reverse("work-person-second-step", args=[coordinator.pk]))
    assert rules.missing_step(coordinator) is None


@pytest.mark.parametrize("name", PERSON_PAGES)
def test_who_does_not_exist_is_not_found(at_desk, name):
    for pk in (0, 999_999, 2**63 - 1, 2**70):
        assert at_desk.post(reverse(name, args=[pk])).status_code == 404


def test_addresses_that_change_something_answer_to_forms_only(at_desk, operator):
    for name in ("work-person-link", "work-person-second-step"):
        assert at_desk.get(reverse(name, args=[operator.pk])).status_code == 405


def test_a_form_from_elsewhere_is_refused(coordinator, operator):
    strict = Client(enforce_csrf_checks=True)
    people.sign_in(strict, coordinator)
    strict.post(reverse("work-person-standing", args=[operator.pk]), {"standing": "disabled"})
    operator.refresh_from_db()
    assert operator.is_active
