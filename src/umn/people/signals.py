"""What happens here and matters above. Rooms above listen; this room does not know them."""

from django.dispatch import Signal

# Sent with `user` and `at` when somebody's first sign-in is finished and their keys can receive a desk's.
operator_joined = Signal()
# Sent with `user` and `at` when somebody has a new key pair (password lost and no sheet): what was wrapped for the old
# pair no longer opens.
keys_renewed = Signal()
# Sent with `user` and `at` when somebody was disabled, or ended their own sign-in.
operator_left = Signal()
# Sent with `user`, `organisation` and `at` when somebody works for that organisation no more.
left_organisation = Signal()
# Sent with `user` and `language`: what would be lost if this person could not sign in any more. Receivers answer a
# list of sentences for the coordinator.
shutting_out = Signal()


def warnings_of(user: object, *, language: str) -> list[str]:
    found: list[str] = []
    for _receiver, sentences in shutting_out.send(None, user=user, language=language):
        found.extend(sentences or ())
    return found
