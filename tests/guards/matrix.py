"""Who may open what: a line for each address, a letter for each role. The addresses themselves come from the resolver.

A  admitted: the page, its form again, where a form leads, or *not with this method*
S  sent to the sign-in page
N  asked for the number of a question
U  sent to the step that is still missing: second step, recovery sheet
H  hidden: the same 404 as what is not there

Ownership is in the columns: `own` belongs to the desk that reads the question, `other` to another desk, `asker` holds
the number of the question, `stranger` that of another one. `disabled` was signed in when somebody disabled them,
`locked` has lost the cookie that opens the key, `unfinished` has no second step yet.
"""

from dataclasses import dataclass

COLUMNS = ["nobody", "asker", "stranger", "own", "other", "coordinator", "disabled", "locked", "unfinished"]


@dataclass(frozen=True, slots=True)
class Route:
    """What reading gives, what posting gives (the same, where nothing is said), and what fills the address."""

    get: str
    post: str = ""
    filled: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> dict[str, list[str]]:
        return {"get": self.get.split(), "post": (self.post or self.get).split()}


def route(get: str, *, post: str = "", **filled: str) -> Route:
    return Route(get, post, tuple(filled.items()))


# On the left those without a sign-in, then who is signed in, then those who are not any more or not yet.
EVERYONE = "A A A  A A A  A A A"
NOBODY__ = "H H H  H H H  H H H"
ASKERS__ = "N A A  N N N  N N N"
SIGNED__ = "S S S  A A A  S S A"
TEAM____ = "S S S  A A A  S S U"
COORDS__ = "S S S  H H A  S S U"
OWN_CASE = "S S S  A H H  S S U"
OWN_DESK = "S S S  A H A  S S U"

ROUTES = {
    # The public door
    "root": route(EVERYONE),
    "health": route(EVERYONE),
    "robots": route(EVERYONE),
    "home": route(EVERYONE),
    "languages": route(EVERYONE),
    "privacy": route(EVERYONE),
    "leave": route(EVERYONE),
    "find": route(EVERYONE),
    "map": route(EVERYONE),
    "point": route(EVERYONE, key="here"),
    "point-share": route(EVERYONE, key="here"),
    "point-vcard": route(EVERYONE, key="here"),
    "point-sheet": route(EVERYONE, key="here", form="a6"),
    "point-picture": route(EVERYONE, key="here"),
    "point-picture-small": route(EVERYONE, key="here"),
    "gallery": route(NOBODY__, post=EVERYONE),  # in practice folders only
    "gallery-schemes": route(NOBODY__, post=EVERYONE),
    # Asking and answering
    "ask": route(EVERYONE),
    "ask-sent": route(EVERYONE),
    "ask-picture": route(EVERYONE),
    "answer": route(EVERYONE),
    "answer-replies": route(ASKERS__),
    "answer-move": route(ASKERS__),
    "answer-deletion": route(ASKERS__),
    "answer-copy": route(ASKERS__, form="html"),
    "answer-close": route(ASKERS__, post="N N N  N N N  N N N"),  # closing leads back to the number
    # Signing in
    "account_login": route(EVERYONE),
    "mfa_authenticate": route("S S S  A A A  S A A"),  # between password and workspace
    "account_logout": route("S S S  A A A  S A A", post="S S S  S S S  S S S"),
    "work-invitation": route(NOBODY__, token="no-such-token"),
    "account_reauthenticate": route(SIGNED__),
    "work-second-step": route(SIGNED__),
    "mfa_activate_totp": route(SIGNED__),
    "mfa_add_webauthn": route(SIGNED__),
    "work-recovery-sheet": route(TEAM____),  # after the second step
    "work-recovery-code": route("S S S  U U U  S S U", post=SIGNED__),
    "mfa_deactivate_totp": route(TEAM____),
    "mfa_list_webauthn": route(TEAM____),
    "mfa_remove_webauthn": route("S S S  H H H  S S U", pk="1"),  # nobody here has a passkey
    "mfa_index": route(TEAM____),
    "work-passkey-name": route("S S S  H H H  S S U", pk="1"),  # nobody here has a passkey
    "work-sessions": route(TEAM____),
    "work-leaving": route(TEAM____),
    "work-proposal": route(TEAM____),
    "work-sign-in-settings": route(TEAM____),
    "account_change_password": route(TEAM____),
    # The workspace
    "work-today": route(TEAM____),
    "work-letters": route(COORDS__),
    "work-letter": route(COORDS__, pk="letter"),
    "work-team": route(COORDS__),
    "work-person": route(COORDS__, pk="person"),
    "work-proposed": route(COORDS__, post="S S S  H H H  S S U", pk="1"),  # nobody here is proposed
    "work-person-link": route(COORDS__, pk="person"),
    "work-person-standing": route(COORDS__, pk="person"),
    "work-person-second-step": route(COORDS__, pk="person"),
    "work-enquiry": route(OWN_CASE, pk="enquiry"),
    "work-claim": route(TEAM____, post=OWN_CASE, pk="enquiry"),
    "work-answers": route(TEAM____, post=OWN_CASE, pk="enquiry"),
    "work-notes": route(TEAM____, post=OWN_CASE, pk="enquiry"),
    "work-closure": route(TEAM____, post=OWN_CASE, pk="enquiry"),
    "work-desks": route(TEAM____),
    "work-desk": route(OWN_DESK, key="here"),
    "work-desk-opening": route(OWN_DESK, key="here"),
    "work-desk-languages": route(TEAM____, post=OWN_DESK, key="here"),
    "work-desk-members": route(TEAM____, post=OWN_DESK, key="here"),
    "work-desk-paper": route(COORDS__, key="here"),
    "work-handover": route("S S S  H H H  S S U", key="here"),  # the office is open
    "work-points": route(TEAM____),
    "work-point": route(OWN_DESK, post=TEAM____, key="here"),
    "work-point-hours": route(OWN_DESK, key="here"),
    "work-point-days": route(OWN_DESK, key="here"),
    "work-point-day": route(TEAM____, post=OWN_DESK, key="here", pk="1"),
    "work-point-facts": route(OWN_DESK, key="here"),
    # Kept true
    "point-correction": route(EVERYONE, key="here"),
    "still-true": route(NOBODY__, token="no-such-token"),
    "work-point-confirmation": route(TEAM____, post=OWN_DESK, key="here"),
    "work-point-closing": route(OWN_DESK, key="here"),
    "work-corrections": route(TEAM____),
    "work-correction": route(TEAM____, post=OWN_DESK, pk="correction"),
    "work-freshness": route(COORDS__),
    "work-freshness-table": route(COORDS__),
}
