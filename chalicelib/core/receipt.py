"""Receipt codes: fourteen digits a pupil can copy by hand, the last of them a check
digit.

The check digit is H. Michael Damm's: it catches every single wrong digit and every swap
of two neighbours, which is how people copy numbers wrongly.
"""

import unicodedata

LENGTH = 14
GROUP = 3
NUMBERS = 10 ** (LENGTH - 1)
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def receipt(number: int) -> str:
    """The receipt with this number, 0 to ``NUMBERS`` - 1."""
    body = f"{number:0{LENGTH - 1}d}"
    return body + _check_digit(body)


def normalise(text: str) -> str:
    """What a pupil typed, the digits alone, in whatever script they are; not yet
    checked. Never longer than two receipts."""
    digits = (unicodedata.decimal(c, None) for c in text[:60])
    return "".join(str(digit) for digit in digits if digit is not None)[: 2 * LENGTH]


def is_well_formed(digits: str) -> bool:
    """Whether normalised digits are fourteen, and the check digit fits."""
    return len(digits) == LENGTH and _check_digit(digits[:-1]) == digits[-1]


def grouped(digits: str) -> str:
    """As it is shown and copied, like a phone number."""
    return " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))


def _check_digit(body: str) -> str:
    row = 0
    for digit in body:
        row = int(_DAMM[row][int(digit)])
    return str(row)
