"""How a name is known again in what people write: small or large, with its genitive, a
part of it, without its accents."""

import re
import unicodedata
from collections.abc import Iterator

_SMALL = """
alf ask bjørn dag even ever hans jo liv love lykke mai may my odd per stein sol storm
tor ulv una vår
"""
_ALSO_WORDS = frozenset(_SMALL.split())
"""Written small they are words: of these only what is written as a name goes."""
_SHORTEST = 2
_APOSTROPHES = "'’`´"
WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}-][^\W_]+)*[{_APOSTROPHES}]?")
_OWN = "åæø"
"""Letters of their own, that no accent is taken off."""
_ALIKE = str.maketrans({"ä": "æ", "ö": "ø", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def parts(name: str) -> set[str]:
    """First and last names, and the halves of those that are written as one, as
    ``forms`` gives them."""
    return {
        _folded(part)
        for word in WORD.findall(unicodedata.normalize("NFC", name))
        for part in (word, *word.split("-"))
        if len(part) >= _SHORTEST
    }


def forms(word: str) -> Iterator[str]:
    """As it stands, without its genitive, and each half of one with a hyphen; none of
    what is a name only when it is written large, and is not."""
    for bare in _bare(word):
        small = _folded(bare)
        if small not in _ALSO_WORDS or bare[0].isupper():
            yield small


def _bare(word: str) -> Iterator[str]:
    for part in dict.fromkeys((word, *word.split("-"))):
        bare = part.rstrip(_APOSTROPHES)
        yield bare
        if bare[-1:] in ("s", "S"):
            yield bare[:-1].rstrip(_APOSTROPHES)


def _folded(word: str) -> str:
    small = unicodedata.normalize("NFC", word).casefold().translate(_ALIKE)
    return "".join(
        letter if letter in _OWN else _bare_letter(letter) for letter in small
    )


def _bare_letter(letter: str) -> str:
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in apart if not unicodedata.combining(part)) or letter
