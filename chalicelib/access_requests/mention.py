"""Whether a pupil's name stands in what was written."""

import unicodedata
from collections.abc import Iterable
from enum import IntEnum

from chalicelib.case_copies import names_in_text


class Mention(IntEnum):
    """``PART``: only the first name, or only the last: it may be another pupil."""

    NONE = 0
    PART = 1
    WHOLE = 2


def mention(texts: Iterable[str], name: str) -> Mention:
    """Small or large letters, a genitive and accents are no difference."""
    met = {
        form
        for text in texts
        for word in names_in_text.WORD.findall(unicodedata.normalize("NFC", text))
        for form in names_in_text.forms(word)
    }
    has = [
        not known.isdisjoint(met) for known in map(names_in_text.parts, name.split())
    ]
    if has and all(has):
        return Mention.WHOLE
    return Mention.PART if any(has) else Mention.NONE
