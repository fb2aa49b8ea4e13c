"""The second step of a sign-in: what somebody has set up, and a code that counts once."""

import ipaddress

from allauth.account.authentication import get_authentication_records
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.http import HttpRequest
from django.http.request import split_domain_port

from umn.people.models import User


@transaction.atomic
def spend_code(user: User, code: str) -> Authenticator | None:
    """The user's app, when `code` is right now and newer than the last one used; None otherwise.

    allauth remembers spent codes in a cache; several processes share the database only. The number of the last one is
    kept sealed, because it is a time.
    """
    app = Authenticator.objects.select_for_update().filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        return None
    secret = decrypt(app.data["secret"])
    last = int(decrypt(app.data["spent"])) if "spent" in app.data else -1
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > last and compare_user_code(actual=code, expected=expected):
            app.data["spent"] = encrypt(str(counter))
            app.save(update_fields=["data"])
            app.user = user
            return app
    return None


def used_passkey(request: HttpRequest) -> int | None:
    """The number of the passkey that opened this session, if it was one."""
    records = get_authentication_records(request, request.user)
    used = [record["id"] for record in records if record.get("type") == Authenticator.Type.WEBAUTHN and "id" in record]
    return used[-1] if used else None


def passkeys_work(host: str) -> bool:
    """Browsers bind a passkey to a name: an address of digits has none."""
    domain, _ = split_domain_port(host)
    try:
        ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        return True
    return False
