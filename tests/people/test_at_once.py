"""What happens at the same moment, in several threads with a connection each."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import people
from umn.people import actions, guesses, rules
from umn.people.models import User, WrongGuesses

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*doings):
    """Does all of them together; their answers in order, None for one that was refused."""

    def do(doing):
        try:
            with suppress(rules.NotAllowed, actions.NotOpen):
                return doing()
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(do, doings))


def test_twenty_guesses_at_once_are_not_one():
    now = timezone.now()
    rests = at_once(*[lambda: guesses.take("amal@union.example", at=now)] * 20)
    assert sorted(rests) == [timedelta(0)] * 5 + [timedelta(seconds=30)] * 15
    assert sorted(WrongGuesses.objects.values_list("count", flat=True)) == [5, 5]


def test_two_coordinators_cannot_shut_out_each_other():
    one, other = people.coordinator(), people.coordinator()
    now = timezone.now()
    at_once(
        lambda: actions.disable(by=one, user=other, at=now),
        lambda: actions.disable(by=other, user=one, at=now),
    )
    assert User.objects.filter(is_active=True).count() == 1


def test_a_link_opened_twice_at_once_sets_one_password():
    greta = people.coordinator()
    link = actions.invite(
        by=greta, email="amal@union.example", name="Amal", language="en", role="operator", organisation=None,
        at=timezone.now(),
    ).link  # fmt: skip
    token = link.split("/")[-2]
    passwords = ["quiet rivers carry boats", "slow clouds cross borders"]

    answers = at_once(
        *[lambda each=each: actions.accept(token=token, password=each, at=timezone.now()) for each in passwords]
    )

    amal = User.objects.get(email="amal@union.example")
    [winner] = [each for each, answer in zip(passwords, answers, strict=True) if answer]
    assert amal.check_password(winner)
    assert people.keys.unlock(amal, winner) == next(answer for answer in answers if answer)[1]


def test_one_code_counts_once_for_two_browsers():
    from umn.people.second_step import spend_code

    user = people.person()
    code = people.code_of(user)
    answers = at_once(*[lambda: spend_code(user, code)] * 4)
    assert len([answer for answer in answers if answer]) == 1
