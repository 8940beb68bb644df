"""Whether a pupil's name stands in what was written."""

import unicodedata
from collections.abc import Iterable
from enum import IntEnum

from chalicelib.case_copies import names_in_text

_LONG = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe"})
_SHORT = str.maketrans("åæø", "aao")


class Mention(IntEnum):
    """``PART``: only the first name, or only the last: it may be another pupil."""

    NONE = 0
    PART = 1
    WHOLE = 2


def mention(texts: Iterable[str], name: str) -> Mention:
    """Small or large letters, a genitive, accents and aa for å are no difference, and
    an initial is looked for nowhere."""
    met = {
        spelled
        for text in texts
        for word in names_in_text.WORD.findall(unicodedata.normalize("NFC", text))
        for form in names_in_text.forms(word)
        for spelled in _spellings(form)
    }
    has = [not known.isdisjoint(met) for known in _words(name)]
    if has and all(has):
        return Mention.WHOLE
    return Mention.PART if any(has) else Mention.NONE


def has_words(name: str) -> bool:
    """Whether there is something in it to look for: initials are not."""
    return any(_words(name))


def _words(name: str) -> list[set[str]]:
    """How each word of a name may be spelled."""
    words = map(names_in_text.parts, name.split())
    return [
        {spelled for part in parts for spelled in _spellings(part)}
        for parts in words
        if parts
    ]


def _spellings(form: str) -> set[str]:
    return {form, form.translate(_LONG), form.translate(_SHORT)}
