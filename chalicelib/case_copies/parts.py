"""A copy is read before it is made, a part of it on each page: only what stands on the
page is opened, and what says which names go.

From page to page goes a mark of all that was read. What is made must have the same, so
that nothing goes out that nobody has had before their eyes.
"""

from math import ceil

from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.prepare import PreparedCopy
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret

ON_A_PAGE = 20
_SAID_OF_OTHERS = frozenset(
    {
        EntryKind.SUPPORTERS,
        EntryKind.TALK,
        EntryKind.MOVED,
        EntryKind.PLAN,
        EntryKind.DUTY,
    }
)
"""What is said of other entries, or taken out of them, stands in these: names, what a
correction corrects, what an evaluation or a problem points to."""


def parts_of(case: Case) -> int:
    return ceil(case.version / ON_A_PAGE)


def numbers_of(part: int) -> range:
    """Of the entries in it; parts are counted from 1."""
    return range((part - 1) * ON_A_PAGE + 1, part * ON_A_PAGE + 1)


def is_opened(part: int, entry: CaseEntry) -> bool:
    return entry.number in numbers_of(part) or entry.kind in _SAID_OF_OTHERS


def mark_before(case: Case, kind: CopyKind, language: str) -> str:
    """Of who has read nothing yet."""
    return f"{case.body_id}|{case.number}|{kind}|{language}"


def mark_after(before: str, copy: PreparedCopy) -> str:
    """Of who has read this too: the same, in however many parts it is read."""
    mark = before
    for block in copy.document.blocks:
        mark = keyed_hash(Secret.AUDIT, "read in a copy", f"{mark}|{block!r}")
    return mark
