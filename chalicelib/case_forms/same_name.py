"""Whether two names may be one pupil's. People write a name in many ways and know the
pupil: it only warns."""

import re

_WORDS = re.compile(r"\w+")


def may_be_one(name: str, other: str, same_class: bool) -> bool:
    """All of it, or the first and the last name; in the same class the first alone,
    where that is all somebody wrote."""
    these, those = _words(name), _words(other)
    if not these or not those or these[0] != those[0]:
        return False
    if 1 in (len(these), len(those)):
        return these == those or same_class
    return these[-1] == those[-1]


def _words(name: str) -> list[str]:
    return _WORDS.findall(name.casefold())
