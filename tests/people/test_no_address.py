"""No address of a computer is kept: not in the database, not in a session, not in the cache, not in the log."""

import logging

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse

from tests.factories import people

pytestmark = pytest.mark.django_db

ADDRESS, BROWSER = "203.0.113.77", "Mozilla/5.0 (Planted Browser)"
FROM = {
    "REMOTE_ADDR": ADDRESS,
    "HTTP_X_FORWARDED_FOR": f"{ADDRESS}, 10.0.0.1",
    "HTTP_X_REAL_IP": ADDRESS,
    "HTTP_FORWARDED": f"for={ADDRESS}",
    "HTTP_USER_AGENT": BROWSER,
}


def everything_stored() -> str:
    rows = [row for model in apps.get_models() for row in model.objects.values()]
    sessions = [row.get_decoded() for row in apps.get_model("sessions.Session").objects.all()]
    return f"{rows}{sessions}{getattr(cache, '_cache', {})}"


def test_signing_in_rightly_and_wrongly_leaves_no_address_anywhere(client, operator, caplog, capfd):
    sign_in, code = reverse("account_login"), reverse("mfa_authenticate")
    with caplog.at_level(logging.DEBUG):
        for password in ["guess"] * 6:
            client.post(sign_in, {"login": "nobody@union.example", "password": password}, **FROM)
        client.post(sign_in, {"login": operator.email, "password": "guess"}, **FROM)
        client.post(sign_in, {"login": operator.email, "password": people.PASSWORD}, **FROM)
        client.post(code, {"code": "000000"}, **FROM)
        client.post(code, {"code": people.code_of(operator)}, **FROM)
        assert client.get("/fr/work/", **FROM).status_code == 200
        client.get(reverse("account_change_password"), **FROM)
        client.post(reverse("account_change_password"), {"oldpassword": "guess"}, **FROM)
        kept = everything_stored()
        client.post(reverse("account_logout"), **FROM)
    printed = "".join(capfd.readouterr())

    assert operator.name in kept, "the search sees what is stored"
    for planted in (ADDRESS, "Planted Browser"):
        assert planted not in kept
        assert planted not in everything_stored()
        assert planted not in printed
        assert not [line for line in caplog.messages if planted in line]
