"""What people type, as it is kept and as it is counted, at a cost no higher than its
length.

Sorting the marks of one letter takes the square of their number, and a joiner makes a
character of any number of emoji: so both are bounded before a text is normalised or
counted.
"""

import re
import unicodedata

MOST_MARKS = 30
"""On one letter, as in Unicode's stream-safe text: no alphabet comes near it."""
MOST_CODE_POINTS = 10
"""In one character: two people who kiss, each with a skin of their own."""
MOST_BYTES = 7
"""For each character that may be written: no script takes as many on an average. So a
text of emoji is bounded too, and every answer, flag and message has room in
``sealing.WITH_TEXT``."""
_CONTROLS: dict[int, str | None] = dict.fromkeys((*range(32), *range(127, 160))) | {
    ord("\n"): "\n",
    ord("\r"): "\n",
    ord("\t"): " ",
}
_MAY_BE_MARKS = re.compile(rf"[^\0-\u02ff]{{{MOST_MARKS + 1},}}")
"""Looked at sign by sign; no mark is among the letters of Europe that come before
these."""
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters to Unicode, and nothing to the eye."""
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REGIONAL_LETTERS = range(0x1F1E6, 0x1F200)


def clean(text: str, most: int) -> str:
    """Line breaks of one kind and no other control characters, each letter in one way,
    nothing around it; nothing at all where no eye sees any of it. What is far too long
    for ``most`` characters stays as long: it will be refused."""
    plain = text.replace("\r\n", "\n").translate(_CONTROLS).strip()
    if plain.isascii() or len(plain) > most * MOST_CODE_POINTS:
        return plain
    kept = composed(plain).strip()
    return kept if any(map(_is_seen, kept)) else ""


def composed(text: str) -> str:
    """Each letter in one way, with no more marks than some alphabet may need."""
    return (
        text
        if text.isascii()
        else unicodedata.normalize("NFC", _MAY_BE_MARKS.sub(_bounded, text))
    )


def ascii_digits(text: str) -> str:
    """The digits of every alphabet as 0 to 9: people type them on the keyboard they
    have."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def size_problem(text: str, most: int) -> str | None:
    """Why a clean text of at most ``most`` characters cannot be taken: too_long, or
    too_heavy where it is short and takes too much room."""
    if len(text) > most * MOST_CODE_POINTS or count_characters(text) > most:
        return "too_long"
    return "too_heavy" if weight(text) > most * MOST_BYTES else None


def weight(text: str) -> int:
    """The bytes it takes where it is sealed: UTF-8 in JSON, which puts one before some
    signs."""
    return len(text.encode()) + sum(map(text.count, '"\\\n'))


def count_characters(text: str) -> int:
    """Length of a clean text as people count it: a letter with its accents, or one
    emoji, is one.

    A short reading of Unicode's grapheme clusters: marks, variation selectors, skin
    tones, tags and whatever follows a joiner belong to the character before them; two
    regional letters are a flag.
    """
    if text.isascii():
        return len(text)
    count, before, flag_open = 0, "", False
    for char in text:
        regional = ord(char) in _REGIONAL_LETTERS
        closes_flag = regional and flag_open
        if not (_extends(char) or before == _JOINER or closes_flag):
            count += 1
        flag_open = regional and not closes_flag
        before = char
    return count


def _is_seen(char: str) -> bool:
    return char not in _BLANK_LETTERS and unicodedata.category(char)[0] not in "CZM"


def _bounded(found: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in found[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _extends(char: str) -> bool:
    if char == _JOINER or ord(char) in _SKIN_TONES or 0xE0020 <= ord(char) <= 0xE007F:
        return True
    return unicodedata.category(char) in ("Mn", "Me", "Mc")
