"""A copy is made, handed out, and said to be in the archive; each is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_copies.ask_function import pdf_of
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.made_copies import MadeCopy, made_copies
from chalicelib.case_copies.prepare import PreparedCopy, prepared
from chalicelib.cases import see_case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.may_open import may_change
from chalicelib.cases.see_case import SeenCase
from chalicelib.cases.write import NewEntry, Pen, own, write
from chalicelib.core import errors

_EVENTS: Mapping[CopyKind, Event] = {
    CopyKind.ARCHIVE: Event.COPIED_CASE_ARCHIVE,
    CopyKind.PARTY: Event.COPIED_CASE_PARTY,
}


def see_to_copy(account: Account, number: int, at: datetime) -> SeenCase:
    """All of it. Raises NotFound for who may read the case and no more."""
    own(account, number, at, may_change)
    return see_case.see(account, number, at)


def make(pen: Pen, kind: CopyKind, language: str, names: Sequence[str]) -> None:
    """Once it could be set, the case says that there is a copy. Raises CopyNotMade, and
    as ``cases.write`` does."""
    seen = see_to_copy(pen.account, pen.number, pen.at)
    pdf_of(prepared(seen, kind, language, names, pen.at).shown)
    content = {"copy": kind.value, "language": language, "names": list(names)}
    entry = NewEntry(EntryKind.COPIED, content, event=_EVENTS[kind])
    write(pen, entry, lambda case: case.noted(pen.at))


def made(seen: SeenCase, entry: int) -> MadeCopy:
    """Raises NotFound."""
    found = (copy for copy in made_copies(seen.entries) if copy.entry.number == entry)
    copy = next(found, None)
    if copy is None:
        raise errors.NotFound
    return copy


def again(account: Account, number: int, entry: int, at: datetime) -> PreparedCopy:
    """A copy as it was made, to be handed out; that it is, is written down. Raises
    NotFound, also where erasing the case was cut short and some of it is gone, and
    Incomplete where something was written in the case since."""
    seen = see_to_copy(account, number, at)
    copy = made(seen, entry)
    if not copy.is_current:
        raise errors.Incomplete("copy.problem.outdated")
    entries = [seen.entry(before) for before in range(1, entry)]
    event, about = _EVENTS[copy.kind], str(number)
    audit.record(event, seen.case.body_id, account.id, about, at)
    before = replace(seen, entries=entries)
    day = copy.entry.recorded
    return prepared(before, copy.kind, copy.language, copy.names, day)


def confirm(pen: Pen, entry: int) -> None:
    """The archive has it. Raises as ``cases.write`` does."""
    copy = made(see_to_copy(pen.account, pen.number, pen.at), entry)
    if copy.kind is not CopyKind.ARCHIVE:
        raise errors.NotFound
    if not copy.is_current:
        raise errors.Incomplete("copy.problem.outdated")
    said = NewEntry(
        EntryKind.COPY_CONFIRMED, {}, corrects=entry, event=Event.CONFIRMED_COPY
    )
    write(pen, said, lambda case: case.noted(pen.at))
