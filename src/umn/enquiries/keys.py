"""Which key opens what. The receipt opens its case; a member opens the desk, the desk opens its cases.

receipt --Argon2id + pepper--> root --HKDF--> lookup (stored) and the asker's key-encrypting key
member's private key --HPKE--> desk's private key --HPKE--> case key and staff key of each case
case key --AEAD--> every item, bound to case, place, author's role and version
"""

import hashlib
import json
import logging
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from umn.enquiries.choices import Role
from umn.enquiries.models import Desk, DeskKey, Draft, Enquiry, Item, PaperKey
from umn.people import keys as people_keys
from umn.people.models import User
from umn.seal import box, kdf, pairs, server
from umn.seal.box import Tampered

VERSION = "v1"

log = logging.getLogger("umn.enquiries")


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptKeys:
    """32 bytes each: where the case is found, and what opens its key."""

    lookup: bytes
    opens: bytes


@dataclass(frozen=True, slots=True, repr=False)
class CaseKeys:
    """The key of the conversation; the desk also has the staff key."""

    conversation: bytes
    staff: bytes | None = None


def of_receipt(digits: str) -> ReceiptKeys:
    """Slow on purpose. One salt for all, because the case must be found by its number alone."""
    root = kdf.derive(digits, salt=b"umn|receipt|" + VERSION.encode(), purpose="receipt")
    return ReceiptKeys(kdf.expand(root, "receipt|lookup"), kdf.expand(root, "receipt|case"))


# The desk ---------------------------------------------------------------------------------------------------------


def desk_mac(desk: Desk) -> bytes:
    return server.mac("desk", str(desk.point_id).encode(), str(desk.key_version).encode(), bytes(desk.public_key))


def desk_public(desk: Desk) -> bytes:
    """The desk's public key, once the server's mark on it is checked. Raises Tampered."""
    if not secrets.compare_digest(desk_mac(desk), bytes(desk.mac)):
        raise Tampered("a desk's public key is not the one this server marked")
    return bytes(desk.public_key)


def desk_info(desk: Desk, version: int | None = None) -> str:
    """Which key of which desk; the present one, or that of `version`."""
    return f"desk|{desk.point_id}|{version or desk.key_version}"


def wrap_desk_for(desk: Desk, member: User, private: bytes, *, version: int | None = None) -> bytes:
    return pairs.wrap(people_keys.public_key(member), private, info=desk_info(desk, version))


def code_of(member: User) -> str:
    """Six digits of a member's public key: read out by telephone, so that a key slipped in is noticed."""
    number = int.from_bytes(hashlib.sha256(b"code|" + people_keys.public_key(member)).digest(), "big")
    return f"{number % 10**6:06d}"


def wrap_desk_for_paper(desk: Desk, paper: PaperKey, private: bytes) -> bytes:
    if not secrets.compare_digest(server.mac("paper", bytes(paper.public_key)), bytes(paper.mac)):
        raise Tampered("the network's public key is not the one this server marked")
    return pairs.wrap(bytes(paper.public_key), private, info=desk_info(desk) + "|paper")


def desk_private(desk: Desk, member: User, member_private: bytes, *, version: int | None = None) -> bytes | None:
    """The desk's private key (the present one, or that of `version`) for who holds a copy; None for anybody else."""
    copy = desk.keys.filter(member=member, key_version=version or desk.key_version).first()
    return opened_copy(copy, member_private) if copy else None


def opened_copy(copy: DeskKey, member_private: bytes) -> bytes:
    return pairs.unwrap(member_private, copy.wrapped, info=desk_info(copy.desk, copy.key_version))


def opened_copies(copies: Iterable[DeskKey], member_private: bytes) -> dict[int, bytes]:
    """What these copies of one desk open, by version of its key. One that is damaged is left out: the others go on."""
    found = {}
    for copy in copies:
        try:
            found[copy.key_version] = opened_copy(copy, member_private)
        except Tampered:
            log.error("A copy of key %s of desk %s does not open.", copy.key_version, copy.desk_id)
    return found


# The case ---------------------------------------------------------------------------------------------------------


def new_case_keys() -> CaseKeys:
    return CaseKeys(os.urandom(32), os.urandom(32))


def wrap_for_asker(case: UUID, receipt: ReceiptKeys, keys: CaseKeys) -> bytes:
    return box.shut(receipt.opens, keys.conversation, ad=f"case|{case}|asker")


def wrap_for_desk(enquiry: Enquiry, desk: Desk, keys: CaseKeys, *, staff: bytes) -> None:
    """Put both keys of the case into the hands of this desk (unsaved)."""
    public = desk_public(desk)
    enquiry.desk = desk
    enquiry.desk_key_version = desk.key_version
    enquiry.key_for_desk = pairs.wrap(public, keys.conversation, info=_case_info(enquiry, "conversation"))
    enquiry.staff_key_for_desk = pairs.wrap(public, staff, info=_case_info(enquiry, "staff"))


def opened_by_asker(enquiry: Enquiry, receipt: ReceiptKeys) -> CaseKeys:
    return CaseKeys(box.open_(receipt.opens, enquiry.key_for_asker, ad=f"case|{enquiry.id}|asker"))


def opened_by_desk(enquiry: Enquiry, private: bytes) -> CaseKeys:
    return CaseKeys(
        pairs.unwrap(private, enquiry.key_for_desk, info=_case_info(enquiry, "conversation")),
        pairs.unwrap(private, enquiry.staff_key_for_desk, info=_case_info(enquiry, "staff")),
    )


def _case_info(enquiry: Enquiry, use: str) -> str:
    return f"case|{enquiry.id}|desk|{enquiry.desk_id}|{enquiry.desk_key_version}|{use}"


# What is said -----------------------------------------------------------------------------------------------------


def shut_item(keys: CaseKeys, item: Item, said: dict[str, object]) -> None:
    """Seal `said` into the item (unsaved). Notes go under the staff key."""
    item.sealed = box.shut(_key_for(keys, item.role), json.dumps(said).encode(), ad=_item_ad(item))


def open_item(keys: CaseKeys, item: Item) -> dict[str, str]:
    return json.loads(box.open_(_key_for(keys, item.role), item.sealed, ad=_item_ad(item)))


def shut_draft(keys: CaseKeys, enquiry: Enquiry, text: str) -> bytes:
    assert keys.staff is not None
    return box.shut(keys.staff, text.encode(), ad=f"case|{enquiry.id}|draft|{VERSION}")


def open_draft(keys: CaseKeys, draft: Draft) -> str:
    assert keys.staff is not None
    return box.open_(keys.staff, draft.sealed, ad=f"case|{draft.enquiry_id}|draft|{VERSION}").decode()


def _key_for(keys: CaseKeys, role: str) -> bytes:
    if role != Role.NOTE:
        return keys.conversation
    if keys.staff is None:
        raise Tampered("notes are not for the person who asks")
    return keys.staff


def _item_ad(item: Item) -> str:
    return f"case|{item.enquiry_id}|{item.sequence}|{item.role}|{VERSION}"
