"""The letters that wait to be sent, opened."""

import re

from umn.post.envelopes import Envelope, unseal
from umn.post.models import Letter


def letters() -> list[Envelope]:
    return [unseal(letter) for letter in Letter.objects.order_by("pk")]


def link_in(envelope: Envelope) -> str:
    return re.search(r"https?://[^/\s]+(/\S+/still-true/\S+)", envelope.body)[1]


def token_in(envelope: Envelope) -> str:
    return link_in(envelope).split("/")[-2]
