"""What a telephone dials of a number as it is printed."""

import re

# "ext. 14", "int. 14", "poste 14", "DW 14", "εσωτ. 14": said to a person who answers, not dialled with the number.
EXTENSION = re.compile(
    r"[\s,;]+(?:ext|int|interno|poste|dw|durchwahl|toestel|anexo|εσωτ|вътр|внутр|дод|تحويلة|x)\.?\s*\d{1,6}$",
    re.IGNORECASE,
)


def to_dial(number: str) -> str:
    """Digits and a leading plus: "+32 4 232 02 92 int. 14" → "+3242320292"."""
    return "".join(sign for sign in EXTENSION.sub("", number) if sign.isdecimal() or sign == "+")
