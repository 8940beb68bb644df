"""Words that say neither who, nor how often, nor what: a measure with such a word
cannot be seen to have been carried out. In bokmål and nynorsk."""

import re
from typing import NamedTuple

VAGUE = (
    *("følge med", "følger med", "følgje med", "følgjer med"),
    *("ha øye med", "ha auge med", "være obs", "vere obs"),
    *("ved behov", "etter behov", "om nødvendig", "om naudsynt"),
    *("fortløpende", "fortløpande", "kontinuerlig", "kontinuerleg"),
    *("jevnlig", "jamleg", "jamnleg", "av og til", "innimellom"),
    *("etter hvert", "etter kvart", "underveis", "undervegs", "framover"),
    *("så ofte som mulig", "så ofte som mogleg", "når det trengs", "når det trengst"),
    *("personalet", "alle voksne", "alle vaksne", "de voksne", "dei vaksne"),
)
NOBODY = ("skolen", "skulen")
PLACED = ("på", "til", "fra", "frå", "i", "ved", "av", "rundt", "utenfor", "utanfor")
"""Before ``NOBODY`` these make a place of it, not somebody who does something."""
_NOT_PLACED = "".join(rf"(?<!\b{word} )" for word in PLACED)
_FOUND = re.compile(
    rf"\b(?:{'|'.join(VAGUE)}|{_NOT_PLACED}(?:{'|'.join(NOBODY)}))\b", re.IGNORECASE
)


class MarkedText(NamedTuple):
    text: str
    is_vague: bool


def marked(text: str) -> list[MarkedText]:
    """The text in parts, those that are vague by themselves."""
    parts, at = [], 0
    for found in _FOUND.finditer(text):
        before = MarkedText(text[at : found.start()], False)
        parts += [before, MarkedText(found[0], True)]
        at = found.end()
    return [part for part in (*parts, MarkedText(text[at:], False)) if part.text]


def vague_in(*texts: str) -> tuple[str, ...]:
    """The vague words in them, small, each once."""
    parts = (part for text in texts for part in marked(text))
    return tuple(dict.fromkeys(part.text.lower() for part in parts if part.is_vague))
