"""Whatever is done with a case is one entry more and the header as it is then, in one
transaction.

All raise NotFound for who may not open the case, Incomplete, Unavailable, and, but for
notes, ChangedMeanwhile where somebody wrote in it since the person saw it.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_drafts import store as draft_store
from chalicelib.case_drafts.keep import is_saved
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, Content, EntryKind, Fidelity
from chalicelib.cases.follow import follow
from chalicelib.cases.may_open import may_change, may_open
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.core.local_time import local_day
from chalicelib.crypto.sealing import derived_id
from chalicelib.storage import transaction
from chalicelib.storage.writes import Delete, Write

_TRIES = 6
Along = Callable[[Case, Case], Iterable[Write]]
May = Callable[[Account, Case, datetime], bool]


@dataclass(frozen=True, slots=True)
class Pen:
    """Somebody writes in a case. ``seen`` is the version they had before their eyes,
    ``attempt`` what the page handed out for this press. ``form`` and ``draft``, which
    the page has shown of it: it ends when this is written."""

    account: Account
    number: int
    seen: int
    attempt: str
    at: datetime
    form: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be written: ``happened`` None is today. ``elsewhere`` is what is said
    along with it and stands in another place: other words are another entry."""

    kind: EntryKind
    content: Content
    happened: date | None = None
    corrects: int | None = None
    elsewhere: str = ""
    fidelity: Fidelity | None = None
    event: Event = Event.WROTE_IN_CASE


def own(account: Account, number: int, at: datetime, may: May = may_open) -> Case:
    """Raises NotFound where there is none, or it is not theirs to open, or whatever
    else they ``may``; Erased."""
    found = cases.get(account.body_id, number)
    if found is None:
        _say_when_erased(account, number)
        raise errors.NotFound
    if not may(account, found, at):
        raise errors.NotFound
    return found


def _say_when_erased(account: Account, number: int) -> None:
    """Raises Erased."""
    erased = cases.erased_on(account.body_id, number)
    if erased and account.may(Action.WORK_CASES):
        raise errors.Erased(erased)


def write(
    pen: Pen,
    written: NewEntry,
    change: Callable[[Case], Case],
    may: May = may_change,
    along: Along = lambda *_: (),
) -> None:
    """``change`` gives the case as it is then, ``along`` what is stored with it: of the
    case as it was and as it is."""
    case = own(pen.account, pen.number, pen.at, may)
    entry_id = _id(pen, written)
    if case.version != pen.seen:
        if entry_id in cases.ids_of(case):
            return  # the same, sent again
        raise errors.ChangedMeanwhile
    try:
        after = change(case)
        _commit(pen, written, entry_id, case, after, along(case, after))
    except transaction.Refused:
        if entry_id not in cases.ids_of(case):
            raise errors.ChangedMeanwhile from None


def add(
    pen: Pen,
    written: NewEntry,
    change: Callable[[Case], Case] | None = None,
    may: May = may_open,
    along: Along = lambda *_: (),
) -> None:
    """What changes nothing that colleagues decide goes in whatever they write
    meanwhile. The rest as in ``write``."""
    for _ in range(_TRIES):
        case, entry_id = own(pen.account, pen.number, pen.at, may), _id(pen, written)
        if case.version != pen.seen and entry_id in cases.ids_of(case):
            return
        try:
            after = change(case) if change else case.noted(pen.at)
            _commit(pen, written, entry_id, case, after, along(case, after))
            return
        except transaction.Refused:
            continue
    raise transaction.Unavailable


def entry_of(
    case: Case, written: NewEntry, by: str, at: datetime, id_: str
) -> CaseEntry:
    """The entry that makes the case what it is now."""
    return CaseEntry(
        number=case.version,
        id=id_,
        kind=written.kind,
        by=by,
        happened=written.happened or local_day(at),
        recorded=at,
        state=case.state,
        corrects=written.corrects,
        fidelity=written.fidelity,
    )


def _commit(
    pen: Pen,
    written: NewEntry,
    id_: str,
    before: Case,
    after: Case,
    along: Iterable[Write] = (),
) -> None:
    by = pen.account.id
    entry = entry_of(after, written, by, pen.at, id_)
    after = after.with_day_of(entry.kind, entry.happened)
    writes: tuple[Write, ...] = (
        *cases.replace(before, after, entry, written.content),
        *along,
        *follow(before, after),
        *_ended_drafts(pen, before, after),
    )
    about = str(before.number)
    audit.record(written.event, before.body_id, by, about, pen.at, writes)


def _ended_drafts(pen: Pen, before: Case, after: Case) -> list[Delete]:
    """What is saved is no draft any more, nor what somebody has begun who leaves the
    case; of one that closes nobody has any."""
    closes = before.is_open and not after.is_open
    gone, marks = before.open_to - after.open_to, (pen.draft, pen.attempt)
    return [
        draft_store.delete_draft(row)
        for row in draft_store.of_case(before.body_id, before.number)
        if closes
        or draft_store.whose(row)[0] in gone
        or is_saved(row, pen.account.id, pen.form, marks)
    ]


def _id(pen: Pen, written: NewEntry) -> str:
    if not is_attempt(pen.attempt):
        raise errors.Tampered
    said = json.dumps(written.content, sort_keys=True, ensure_ascii=False)
    place = f"{pen.account.body_id}|{pen.number}|{pen.account.id}|{pen.attempt}"
    day = f"{written.kind}|{written.happened}|{written.corrects}"
    return derived_id("case entry", f"{place}|{day}|{said}|{written.elsewhere}")
