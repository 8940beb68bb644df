"""A copy is made, handed out, and said to be in the archive; each is written down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_copies.ask_function import pdf_of
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.made_copies import MadeCopy, made_copies
from chalicelib.case_copies.parts import is_opened, mark_after, mark_before
from chalicelib.case_copies.prepare import PreparedCopy, prepared
from chalicelib.cases import see_case
from chalicelib.cases.entry import CaseEntry, EntryKind
from chalicelib.cases.may_open import may_change
from chalicelib.cases.see_case import SeenCase
from chalicelib.cases.write import NewEntry, Pen, write
from chalicelib.core import errors

Wanted = Callable[[CaseEntry], bool]
_EVENTS: Mapping[CopyKind, Event] = {
    CopyKind.ARCHIVE: Event.COPIED_CASE_ARCHIVE,
    CopyKind.PARTY: Event.COPIED_CASE_PARTY,
}


def see_to_copy(
    account: Account, number: int, at: datetime, wanted: Wanted = lambda _: True
) -> SeenCase:
    """Of the entries those are opened that are ``wanted``. Raises NotFound for who may
    read the case and no more."""
    return see_case.see(account, number, at, lambda _, entry: wanted(entry), may_change)


def see_copies(account: Account, number: int, at: datetime) -> SeenCase:
    """Which copies were made of it, and nothing else."""
    return see_to_copy(
        account, number, at, lambda entry: entry.kind is EntryKind.COPIED
    )


def see_part(account: Account, number: int, at: datetime, part: int) -> SeenCase:
    return see_to_copy(account, number, at, partial(is_opened, part))


def make(
    pen: Pen, kind: CopyKind, language: str, names: Sequence[str], read: str
) -> None:
    """Once it could be set, the case says that there is a copy. ``read`` is the mark of
    all that was read: of anything else no copy is made. Raises CopyNotMade, and as
    ``cases.write`` does."""
    seen = _as_it_was(see_to_copy(pen.account, pen.number, pen.at), pen.seen)
    copy = prepared(seen, kind, language, names, pen.at)
    if read != mark_after(mark_before(seen.case, kind, language), copy):
        raise errors.ChangedMeanwhile
    pdf_of(copy.shown)
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
    event, about = _EVENTS[copy.kind], str(number)
    before = _as_it_was(seen, entry - 1)
    audit.record(event, seen.case.body_id, account.id, about, at)
    day = copy.entry.recorded
    return prepared(before, copy.kind, copy.language, copy.names, day)


def confirm(pen: Pen, entry: int) -> None:
    """The archive has it. Raises as ``cases.write`` does."""
    copy = made(see_copies(pen.account, pen.number, pen.at), entry)
    if copy.kind is not CopyKind.ARCHIVE:
        raise errors.NotFound
    if not copy.is_current:
        raise errors.Incomplete("copy.problem.outdated")
    said = NewEntry(
        EntryKind.COPY_CONFIRMED, {}, corrects=entry, event=Event.CONFIRMED_COPY
    )
    write(pen, said, lambda case: case.noted(pen.at))


def _as_it_was(seen: SeenCase, version: int) -> SeenCase:
    """When it had so many entries. Raises NotFound where some are gone."""
    entries = [seen.entry(number) for number in range(1, version + 1)]
    return replace(seen, entries=entries)
