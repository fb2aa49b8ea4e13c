"""The number that a person keeps: 18 digits and two check digits (ISO 7064 MOD 97-10), the only way to an answer.

Digits suit every keypad and every script. 10^18 numbers at the price of one slow derivation each; docs/secrecy.md
says plainly what that withstands and what it does not.
"""

import unicodedata

LENGTH = 20
ROOM = 10**18


class NotANumber(Exception):
    """Not a receipt: too short, too long, other signs, or a typing error that the check digits caught."""


def digits_from(secret: bytes) -> str:
    """The receipt that belongs to 32 secret bytes: always the same one, so that a repeated form gets it again."""
    number = int.from_bytes(secret, "big") % ROOM
    check = 98 - (number * 100) % 97
    return f"{number:018d}{check:02d}"


def normalise(text: str) -> str:
    """20 ASCII digits from whatever was typed: any script's digits, spaces, dashes, dots. Raises NotANumber."""
    if any(unicodedata.category(sign)[0] in "LSM" for sign in text[:400]):
        raise NotANumber("other signs")
    digits = plain_digits(text)
    if len(digits) != LENGTH or int(digits) % 97 != 1:
        raise NotANumber("length or check digits")
    return digits


def plain_digits(text: str) -> str:
    """The decimal digits of any script in `text`, as ASCII; whatever stands between them is left out."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text[:400] if sign.isdecimal())


def grouped(digits: str) -> list[str]:
    """Five groups of four, to read out and to write down."""
    return [digits[start : start + 4] for start in range(0, LENGTH, 4)]
