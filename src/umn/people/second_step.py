"""The second step of a sign-in: what somebody has set up, and a code that counts once."""

import ipaddress

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
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


def passkeys_work(host: str) -> bool:
    """Browsers bind a passkey to a name: an address of digits has none."""
    domain, _ = split_domain_port(host)
    try:
        ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        return True
    return False
