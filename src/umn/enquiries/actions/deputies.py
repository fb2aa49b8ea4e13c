"""A desk with one member is one illness away from silence: it is asked for a second one, once a week."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from umn.enquiries import queries
from umn.enquiries.models import Desk, DeskKey
from umn.post import actions as post

EVERY = timedelta(days=7)


def ask_for_deputies(at: datetime) -> int:
    """At most one letter in seven days to the only member of an open desk; how many were written."""
    return sum(_ask(copy, at=at) for copy in queries.alone())


def _ask(copy: DeskKey, *, at: datetime) -> bool:
    day = localdate(at)
    lately = Q(deputy_asked_on__gt=day - EVERY) | Q(deputy_asked_on=None, opened_on__gt=day - EVERY)
    with transaction.atomic():
        # Counted and written together: a second worker, or a restart, finds it done.
        if not Desk.objects.filter(pk=copy.desk_id).exclude(lately).update(deputy_asked_on=day):
            return False
        office = copy.desk.point.organisation_id
        waits = queries.somebody_waits([office], holding=[copy.member])
        post.write(
            kind="enquiries/letters/let-somebody-in" if waits else "enquiries/letters/deputy",
            to=copy.member.email,
            language=copy.member.language,
            context={
                "name": copy.member.name,
                "desk": str(queries.name_of(copy.desk.point, copy.member.language)),
            },
            dedupe=f"enquiries.deputy/{copy.desk_id}/{copy.member_id}/{day}",
            at=at,
        )
    return True
