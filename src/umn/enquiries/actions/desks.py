"""Desks come into being with their first member who holds keys; coordinators and members open and close them."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from umn.directory.models import ContactPoint
from umn.enquiries import keys, rules
from umn.enquiries.models import Desk, DeskKey, PaperKey
from umn.ledger.actions import record
from umn.people.keys import NoKey
from umn.people.labels import actor
from umn.people.models import User
from umn.seal import pairs, receipt


class WrongCode(Exception):
    """The code that was typed is not the one on the colleague's screen."""


def set_up_desk(point: ContactPoint, *, by: User, at: datetime) -> Desk:
    """Make the desk of a point with a fresh key pair, wrapped for its first member (and for the paper key, if any)."""
    pair = pairs.new_pair()
    with transaction.atomic():
        desk = Desk(point=point, coordinates=point.coordinates, public_key=pair.public)
        desk.reads = [by.language]  # what is spoken at the counter is not what this desk reads: members add to it
        desk.mac = keys.desk_mac(desk)
        _wrap_for_paper(desk, pair.private)
        desk.save(force_insert=True)
        _hand_over(desk, by, pair.private, at)
        record(verb="set-up-desk", by=actor(by), subject="desk", subject_id=point.key, at=at)
    return desk


def renew_desk(desk: Desk, *, by: User, at: datetime) -> None:
    """A fresh key pair for a desk that nobody can open any more. Old cases come back with their askers' next visits."""
    pair = pairs.new_pair()
    with transaction.atomic():
        desk = Desk.objects.select_for_update().get(pk=desk.pk)
        desk.key_version += 1
        desk.public_key = pair.public
        desk.mac = keys.desk_mac(desk)
        _wrap_for_paper(desk, pair.private)
        desk.save()
        DeskKey.objects.filter(desk=desk).delete()
        _hand_over(desk, by, pair.private, at)
        record(verb="renew-desk", by=actor(by), subject="desk", subject_id=desk.point.key, at=at)


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
    private = keys.desk_private(desk, by, private_key)
    if private is None or not rules.may_join(colleague, desk):
        raise PermissionDenied
    try:
        expected = keys.code_of(colleague)
    except NoKey as problem:  # invited, but has never signed in
        raise WrongCode from problem
    if receipt.plain_digits(code) != expected:
        raise WrongCode
    with transaction.atomic():
        _hand_over(desk, colleague, private, at)
        who = {"who": str(colleague.pk)}
        record(verb="let-in", by=actor(by), subject="desk", subject_id=desk.point.key, details=who, at=at)


def _wrap_for_paper(desk: Desk, private: bytes) -> None:
    paper = PaperKey.objects.filter(retired_on=None).first()
    desk.private_for_paper = keys.wrap_desk_for_paper(desk, paper, private) if paper else None


def _hand_over(desk: Desk, member: User, private: bytes, at: datetime) -> None:
    wrapped = keys.wrap_desk_for(desk, member, private)
    DeskKey.objects.update_or_create(
        desk=desk,
        member=member,
        defaults={"wrapped": wrapped, "key_version": desk.key_version, "since": localdate(at)},
    )


def _may(by: User, desk: Desk) -> None:
    if not rules.may_manage(by, desk):
        raise PermissionDenied
