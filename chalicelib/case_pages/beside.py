"""What was said before, as it stands beside what is asked now."""

from collections.abc import Mapping

from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.see_case import SeenCase

ALL: tuple[str, ...] = ()
_TALK, _REVIEW = EntryKind.TALK, EntryKind.REVIEW
_WISHES = ("friends", "around", "hard", "not_wanted")
BESIDE: Mapping[EntryKind, Mapping[EntryKind, tuple[str, ...]]] = {
    _TALK: {_TALK: ALL},
    EntryKind.SUPPORTERS: {_TALK: _WISHES},
    EntryKind.MEETING: {EntryKind.MEETING: ALL, _TALK: ("may_tell",)},
    _REVIEW: {_REVIEW: ALL, _TALK: ALL},
    EntryKind.CLOSING: {_REVIEW: ALL, _TALK: ALL},
    EntryKind.CHECK: {EntryKind.CHECK: ALL, EntryKind.CLOSING: ALL},
}
"""By the form: the first of these that there is, with these of its fields. At a meeting
the supporters may see the screen: of the first talk it has what they may be told."""


def said_before(
    seen: SeenCase, kind: EntryKind
) -> tuple[ReadEntry, tuple[str, ...]] | None:
    for wanted, names in BESIDE[kind].items():
        for read in reversed(seen.entries):
            if read.entry.kind is wanted:
                return read, names
    return None
