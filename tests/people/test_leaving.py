"""Somebody goes: by themselves or shut out; and after 400 days their name is forgotten."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import PROTECT
from django.urls import reverse
from django.utils import timezone

from tests.factories import people
from umn.ledger.models import Entry
from umn.people import actions, retention, rules
from umn.people.models import User
from umn.post.models import Letter

pytestmark = pytest.mark.django_db


def test_one_ends_ones_own_sign_in_and_the_coordinator_has_a_letter(client, operator, coordinator):
    people.sign_in(client, operator)
    answer = client.post(reverse("work-leaving"), {"everything": "1"})
    assert "Your sign-in is ended" in answer.content.decode()
    operator.refresh_from_db()
    assert (operator.is_active, operator.disabled_on) == (False, timezone.localdate())
    assert client.get(reverse("work-today")).url.startswith(reverse("account_login"))
    assert [letter.kind for letter in Letter.objects.all()] == ["people/letters/left"]
    assert [line.by for line in Entry.objects.filter(verb="people.left")] == [f"operator {operator.pk}"]


def test_the_last_coordinator_stays(client, coordinator):
    people.sign_in(client, coordinator)
    answer = client.post(reverse("work-leaving"), {"everything": "1"}, follow=True)
    assert "You are the last coordinator." in answer.content.decode()
    with pytest.raises(rules.NotAllowed):
        actions.leave(by=coordinator, at=timezone.now())
    people.coordinator()
    actions.leave(by=coordinator, at=timezone.now())
    assert not User.objects.get(pk=coordinator.pk).is_active


def test_shutting_out_is_asked_once_more_with_what_it_means(at_desk, operator):
    page = at_desk.get(reverse("work-person-standing", args=[operator.pk]))
    assert "Shut out Amal Haddad?" in page.content.decode()
    assert "deleted after 400 days" in page.content.decode()
    operator.refresh_from_db()
    assert operator.is_active
    at_desk.post(reverse("work-person-standing", args=[operator.pk]), {"standing": "rubbish"})
    operator.refresh_from_db()
    assert operator.is_active
    at_desk.post(reverse("work-person-standing", args=[operator.pk]), {"standing": "disabled"})
    operator.refresh_from_db()
    assert not operator.is_active
    assert at_desk.get(reverse("work-person-standing", args=[operator.pk])).status_code == 302


def test_nobody_is_asked_whether_to_shut_out_themselves(at_desk, coordinator):
    assert at_desk.get(reverse("work-person-standing", args=[coordinator.pk])).status_code == 302


def test_after_400_days_name_and_address_are_forgotten_and_ledger_lines_stay(operator, coordinator):
    now = timezone.now()
    actions.disable(by=coordinator, user=operator, at=now - timedelta(days=401))
    recent = people.person(name="Bruno")
    actions.disable(by=coordinator, user=recent, at=now - timedelta(days=399))
    assert retention.forget_people(now) == 1
    assert set(User.objects.all()) == {recent, coordinator}
    assert Entry.objects.filter(verb="people.disabled", subject_id=str(operator.pk)).count() == 1


def test_who_comes_back_is_not_forgotten(operator, coordinator):
    now = timezone.now()
    actions.disable(by=coordinator, user=operator, at=now - timedelta(days=500))
    actions.enable(by=coordinator, user=operator, at=now)
    assert (retention.forget_people(now), User.objects.get(pk=operator.pk).disabled_on) == (0, None)


def test_nothing_that_points_to_a_person_stops_them_from_being_forgotten():
    user = apps.get_model(settings.AUTH_USER_MODEL)
    stopping = [relation for relation in user._meta.related_objects if getattr(relation, "on_delete", None) is PROTECT]
    assert stopping == []
