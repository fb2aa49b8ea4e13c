"""What happens here and matters above. Rooms above listen; this room does not know them."""

from django.dispatch import Signal

# Sent inside the transaction with `point`, `successor` (a ContactPoint or None), `by` (a label) and `at` when a point
# closes: `point.status` says whether for a time or for good.
point_closed = Signal()
# Sent likewise with `point`, `by` and `at` when it works again.
point_opened = Signal()
