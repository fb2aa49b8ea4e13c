"""What happens here and matters above. Rooms above listen; this room does not know them."""

from django.dispatch import Signal

# Sent with `user` and `at` when somebody's first sign-in is finished and their keys can receive a desk's.
operator_joined = Signal()
# Sent with `user` and `at` when somebody has a new key pair (password lost and no sheet): what was wrapped for the old
# pair no longer opens.
keys_renewed = Signal()
# Sent with `user` and `at` when somebody was disabled.
operator_left = Signal()
