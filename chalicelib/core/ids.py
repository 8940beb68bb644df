"""Codes on the pupils' cards, and random ids made of the same letters.

Ten characters of a 31-letter alphabet without look-alikes: nine random ones (about 44
bits) and a check character. 31 is prime, so a weighted sum modulo 31 catches every
single wrong character and every swap of two characters (the scheme of ISO 7064 and
ISBN, with our own modulus).
"""

import re
from collections.abc import Callable

from chalicelib.core.text import ascii_digits

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
ID_LENGTH = 20
_ID = re.compile(f"[{ALPHABET}]{{{ID_LENGTH}}}")

Choose = Callable[[str], str]
"""Picks one character of a string, in earnest ``secrets.choice``."""


def new_code(choose: Choose) -> str:
    return code_of("".join(choose(ALPHABET) for _ in range(CODE_LENGTH - 1)))


def code_of(letters: str) -> str:
    """The code that begins with the first nine of these letters."""
    return with_check(letters[: CODE_LENGTH - 1])


def with_check(body: str) -> str:
    """Letters of ``ALPHABET`` and their check character."""
    return body + _check_character(body)


def new_id(choose: Choose) -> str:
    """An id nobody can guess (99 bits), fit for a path: only letters of
    ``ALPHABET``."""
    return "".join(choose(ALPHABET) for _ in range(ID_LENGTH))


def is_id(text: str) -> bool:
    """Whether it looks like one that ``new_id`` makes."""
    return _ID.fullmatch(text) is not None


def is_attempt(text: str) -> bool:
    """Whether it looks like what a page hands out for one press: 128 random bits, as
    ``secrets.token_urlsafe(16)`` writes them."""
    letters = text.replace("-", "").replace("_", "")
    return len(text) == 22 and text.isascii() and (not letters or letters.isalnum())


def normalise(text: str) -> str:
    """What a pupil typed, without spaces and hyphens and in capitals; not yet checked.

    Never longer than two codes, so that a pasted book costs nothing.
    """
    return "".join(c for c in ascii_digits(text[:40]).upper() if c.isalnum())[
        : 2 * CODE_LENGTH
    ]


def is_well_formed(code: str) -> bool:
    """Whether a normalised code has the right length and letters, and its check
    character fits."""
    return len(code) == CODE_LENGTH and fits(code)


def fits(text: str) -> bool:
    """Whether all its letters are of ``ALPHABET``, and the last is the check character
    of the others."""
    if not text or any(c not in ALPHABET for c in text):
        return False
    return text[-1] == _check_character(text[:-1])


def grouped(code: str) -> str:
    """The code as it stands on a card: two groups of five."""
    return f"{code[:5]} {code[5:]}"


def _check_character(body: str) -> str:
    total = sum(weight * ALPHABET.index(c) for weight, c in enumerate(body, start=2))
    return ALPHABET[total % len(ALPHABET)]
