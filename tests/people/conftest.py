import pytest
from django.urls import reverse

from tests.factories import people


@pytest.fixture
def operator(db):
    return people.person(name="Amal Haddad", email="amal@possibles.example", language="fr")


@pytest.fixture
def coordinator(db):
    return people.coordinator(name="Greta Lind", email="greta@etuc.example")


@pytest.fixture
def at_desk(client, coordinator):
    """A client with the coordinator signed in."""
    people.sign_in(client, coordinator)
    return client


@pytest.fixture
def type_password(client):
    """Types e-mail and password into the sign-in page; the answer."""

    def type_(user_or_email, password=people.PASSWORD, *, client=client, **more):
        email = getattr(user_or_email, "email", user_or_email)
        return client.post(reverse("account_login"), {"login": email, "password": password, **more})

    return type_


@pytest.fixture
def type_code(client):
    def type_(code, *, client=client):
        return client.post(reverse("mfa_authenticate"), {"code": code})

    return type_
