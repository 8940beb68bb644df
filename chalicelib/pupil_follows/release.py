"""The pupil who wrote with a code sees, with the same code, who has opened the case and
what is next: off until who is responsible shows it, and off again when they say so."""

from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.write import NewEntry, Pen, own, write
from chalicelib.core import errors
from chalicelib.items.inbox_id import Audience, inbox_for
from chalicelib.items.item_kind import ItemKind, reference
from chalicelib.reading.thread import receipt_of, thread_in
from chalicelib.threads.pupil_thread import PupilsCopy

_INBOX = Audience.RESOURCE_GROUP
"""Who answers threads with a receipt."""


def may_show(account: Account, case: Case, _: datetime) -> bool:
    return account.id == case.responsible and account.body_id == case.body_id


def pupils_copy(case: Case, now: datetime) -> PupilsCopy | None:
    """Of the first thread in the case that the pupil can still read; None where there
    is none."""
    inbox = inbox_for(_INBOX, case.school_id, "")
    refs = [ref for origin in case.origins if (ref := reference(origin))]
    for kind, id_ in refs:
        thread = thread_in(inbox, id_, now) if kind is ItemKind.THREAD else None
        receipt = receipt_of(thread) if thread and not thread.withdrawn else None
        if receipt:
            return PupilsCopy(*receipt)
    return None


def show(pen: Pen) -> None:
    """Raises as ``cases.write`` does; Incomplete where the pupil has no code to see it
    with."""
    case = own(pen.account, pen.number, pen.at, may_show)
    copy = pupils_copy(case, pen.at)
    if copy is None:
        raise errors.Incomplete("shown.problem.no_code")
    _write(pen, copy)


def hide(pen: Pen) -> None:
    _write(pen, None)


def _write(pen: Pen, shown: PupilsCopy | None) -> None:
    kind = EntryKind.SHOWN if shown else EntryKind.HIDDEN
    write(pen, NewEntry(kind, {}), lambda case: case.shown_to(shown, pen.at), may_show)
