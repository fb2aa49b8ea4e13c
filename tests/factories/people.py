"""People and organisations for tests of any room."""

import itertools
import time
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.utils import timezone

from umn.people import actions, keys
from umn.people.choices import Role, Standing
from umn.people.models import Affiliation, Organisation, OrganisationText, User

PASSWORD = "quiet rivers carry boats"
_numbers = itertools.count(1)


def organisation(key="", *, standing=Standing.UMN, kind="union", country="BE", **names) -> Organisation:
    """`names`: language=name, such as fr="Le Monde des Possibles"."""
    key = key or f"organisation-{next(_numbers)}"
    made = Organisation.objects.create(key=key, standing=standing, kind=kind, country=country)
    for language, name in (names or {"en": key.title()}).items():
        OrganisationText.objects.create(organisation=made, language=language, field="name", text=name, state="source")
    return made


def person(*, role=Role.OPERATOR, works_for=None, finished=True, language="en", **values) -> User:
    """A user with keys and the password PASSWORD; `finished`: second step (an app) and sheet are there too."""
    number = next(_numbers)
    values = {"email": f"person{number}@union.example", "name": f"Person {number}", **values}
    user = User(role=role, language=language, since=timezone.localdate(), **values)
    user.set_password(PASSWORD)
    user.save()
    private = keys.create(user, PASSWORD)
    if works_for:
        Affiliation.objects.create(user=user, organisation=works_for, since=timezone.localdate())
    if finished:
        TOTP.activate(user, generate_totp_secret())
        actions.print_sheet(by=user, private=private, at=timezone.now())
        actions.confirm_sheet(by=user, at=timezone.now())
    return user


def coordinator(**values) -> User:
    return person(role=Role.COORDINATOR, **values)


def sign_in(client, user: User, *, password: str = PASSWORD) -> bytes:
    """Signs `user` in without the pages: session, key and cookie as after a full sign-in; answers the private key."""
    client.force_login(user)
    private = keys.unlock(user, password)
    session = client.session
    request = SimpleNamespace(session=session)
    keys.remember(request, user, private)
    session["password-typed"] = int(time.time())
    session.save()
    client.cookies[settings.OPERATOR_KEY_COOKIE] = request.operator_key_cookie
    return private


def code_of(user: User, *, ahead: int = 0) -> str:
    """The six digits that this user's app shows now, or `ahead` half minutes later."""
    app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_for(keys_of_app(app), ahead=ahead)


def code_for(secret: str, *, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def keys_of_app(app: Authenticator) -> str:
    from allauth.mfa.utils import decrypt

    return decrypt(app.data["secret"])
