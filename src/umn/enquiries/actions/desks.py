"""Desks come into being with their first member who holds keys; coordinators and members open and close them."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from umn.directory.models import ContactPoint
from umn.enquiries import keys, rules
from umn.enquiries.actions.new_keys import give_first_key, hand_over
from umn.enquiries.models import Desk
from umn.ledger.actions import record
from umn.people.keys import NoKey
from umn.people.labels import actor
from umn.people.models import User
from umn.seal import receipt


class WrongCode(Exception):
    """The code that was typed is not the one on the colleague's screen."""


def set_up_desk(point: ContactPoint, *, by: User, at: datetime) -> Desk:
    """Make the desk of a point with a fresh key pair, wrapped for its first member (and for the paper key, if any)."""
    with transaction.atomic():
        desk = Desk(point=point, coordinates=point.coordinates)
        desk.reads = [by.language]  # what is spoken at the counter is not what this desk reads: members add to it
        private = give_first_key(desk)
        desk.save(force_insert=True)
        hand_over(desk, by, private, at=at)
        record(verb="set-up-desk", by=actor(by), subject="desk", subject_id=point.key, at=at)
    return desk


def open_desk(desk: Desk, *, by: User, at: datetime) -> None:
    _may(by, desk)
    Desk.objects.filter(pk=desk.pk).update(opened_on=localdate(at), closed_on=None)
    record(verb="open-desk", by=actor(by), subject="desk", subject_id=desk.point.key, at=at)


def close_desk(desk: Desk, *, by: User, at: datetime) -> None:
    """No new questions; the conversations that run stay readable for its members."""
    _may(by, desk)
    Desk.objects.filter(pk=desk.pk, opened_on__isnull=False).update(closed_on=localdate(at))
    record(verb="close-desk", by=actor(by), subject="desk", subject_id=desk.point.key, at=at)


def say_what_we_read(desk: Desk, *, languages: list[str], by: User, at: datetime) -> None:
    """The languages that askers are told before they send."""
    _may(by, desk)
    Desk.objects.filter(pk=desk.pk).update(reads=languages)
    record(verb="change-languages", by=actor(by), subject="desk", subject_id=desk.point.key, at=at)


def let_in(desk: Desk, colleague: User, *, code: str, by: User, private_key: bytes, at: datetime) -> None:
    """Give a colleague a copy of the desk's key. The code is read out by telephone from the colleague's own screen.

    Raises WrongCode; PermissionDenied when `by` holds no key or the colleague does not belong to this desk.
    """
    if not rules.may_read(by, desk) or not rules.may_join(colleague, desk):
        raise PermissionDenied
    check_code(colleague, code)
    with transaction.atomic():
        # Of the older keys too, while questions are sealed to them.
        privates = keys.opened_copies(desk.keys.filter(member=by).select_related("desk"), private_key)
        if desk.key_version not in privates:
            raise PermissionDenied
        for version, private in privates.items():
            hand_over(desk, colleague, private, at=at, version=version)
        who = {"who": str(colleague.pk)}
        record(verb="let-in", by=actor(by), subject="desk", subject_id=desk.point.key, details=who, at=at)


def check_code(colleague: User, code: str) -> None:
    """Raises WrongCode unless these are the six digits of this colleague's key as it is now."""
    try:
        expected = keys.code_of(colleague)
    except NoKey as problem:  # invited, but has never signed in
        raise WrongCode from problem
    if not secrets.compare_digest(receipt.plain_digits(code), expected):
        raise WrongCode


def _may(by: User, desk: Desk) -> None:
    if not rules.may_manage(by, desk):
        raise PermissionDenied
