"""Words that make a person read a text at once.

The list over-calls, and its silence proves nothing: every text is read by somebody in
any case.
"""

import re
import unicodedata
from collections.abc import Iterable

_LETTERS = str.maketrans(
    {"æ": "e", "ä": "e", "ø": "o", "å": "a", "'": "", "’": "", "´": "", "`": ""}
)
_MOST_LETTERS = 4
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_REPEATED = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """The text as it is compared: no case, no accents, æ ø å as keyboards without them
    spell them, repeated letters once ("hjeeelp", "slaar"), single spaces between
    words."""
    composed = unicodedata.normalize("NFC", text)
    bare = composed.translate({ord(char): _bare(char) for char in set(composed)})
    words = _NOT_A_LETTER.sub(" ", bare).strip()
    return _REPEATED.sub(r"\1", words.replace("ae", "e").replace("oe", "o"))


def _bare(char: str) -> str:
    """One letter without case and accents; nothing of a sign that stands for a whole
    sentence, so that no text grows while it is compared."""
    plain = unicodedata.normalize("NFKC", char).casefold().translate(_LETTERS)
    split = unicodedata.normalize("NFD", plain)
    bare = "".join(c for c in split if unicodedata.category(c) not in {"Mn", "Cf"})
    return bare if len(bare) <= _MOST_LETTERS else " "


def needles(patterns: Iterable[str]) -> tuple[str, ...]:
    """Patterns made ready for ``hit``, once.

    A pattern is a word or a phrase; a star at its end lets the last word go on.
    """
    return tuple(
        f" {fold(pattern)}" + ("" if pattern.endswith("*") else " ")
        for pattern in patterns
    )


def hit(text: str, needles: Iterable[str]) -> bool:
    """Whether any of the ready-made needles stands in the text."""
    padded = f" {fold(text)} "
    return any(needle in padded for needle in needles)
