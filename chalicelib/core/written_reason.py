"""A written reason: one rule for every place that asks for one."""

import re

SHORTEST, LONGEST = 20, 1000
_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")


def reason_in(text: str) -> str | None:
    """The reason without the space around it; None for what is no sentence, or too
    long.

    Somebody reads it later and must understand it: some words, and not one over and
    over.
    """
    text = text.replace("\r\n", "\n").strip()
    words = {word.casefold() for word in _WORD.findall(text)}
    return text if SHORTEST <= len(text) <= LONGEST and len(words) >= _WORDS else None
