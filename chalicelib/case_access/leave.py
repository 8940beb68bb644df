"""Somebody leaves, or becomes something else: what they had in cases ends at once, and
no case is left to nobody."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.audit.event import Event
from chalicelib.case_access.tell import mail_to
from chalicelib.case_drafts import store as draft_store
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.may_open import can_have, heir_of, may_open
from chalicelib.cases.write import NewEntry, entry_of
from chalicelib.crypto.sealing import derived_id
from chalicelib.outbox.mail import MailKind
from chalicelib.storage import transaction
from chalicelib.storage.writes import Write

People = Mapping[str, Account]


def leave(before: Account, after: Account, by: str, now: datetime) -> None:
    """Once the change is stored. Cut short, ``mended`` goes on with it in the night.
    Raises Unavailable."""
    if before.position is after.position and after.active:
        return
    people = {person.id: person for person in accounts.of_body(before.body_id)}
    for case in cases.of_body(before.body_id):
        freed = _freed(case, before.id, people, by, now)
        if may_open(before, case, now) and not may_open(after, freed, now):
            _end_drafts(freed, before.id)


def mended(case: Case, people: People, now: datetime) -> Case:
    """The case without those who can have no part in it, who may have left while
    somebody offered it to them."""
    for who in case.named:
        person = people.get(who)
        if person is None or not can_have(person, case):
            case = _freed(case, who, people, SYSTEM, now)
    return case


def _freed(case: Case, who: str, people: People, by: str, now: datetime) -> Case:
    """Whatever colleagues write meanwhile."""

    def end() -> Case:
        before = cases.get(case.body_id, case.number) or case
        person = people.get(who)
        after = before.asked_nothing(who, now)
        if person is None or not can_have(person, before):
            heir = heir_of(before, people.values(), now)
            after = before.left(who, heir.id if heir else before.responsible, now)
        if after.who_has_it == before.who_has_it:
            return before
        _store(before, after, who, by)
        return after

    try:
        return transaction.looking_again(end)
    except transaction.Refused:
        raise transaction.Unavailable from None


def _store(before: Case, after: Case, who: str, by: str) -> None:
    given = after.responsible != before.responsible
    heir, now = after.responsible if given else "", after.touched_at
    written = NewEntry(EntryKind.ACCESS, {"who": who, "heir": heir})
    id_ = derived_id("case access", f"{after.number}|{after.version}|{who}")
    entry = entry_of(after, written, SYSTEM, now, id_)
    writes: tuple[Write, ...] = (
        *cases.replace(before, after, entry, written.content),
        *_drafts(before, before.open_to - after.open_to),
        *(mail_to(heir, MailKind.CASE_YOURS, after, now) if given else ()),
    )
    number = str(before.number)
    audit.record(Event.LEFT_CASE, before.body_id, by, number, now, writes)


def _end_drafts(case: Case, who: str) -> None:
    """Of one that was open to them by office alone."""

    def end() -> None:
        if begun := _drafts(case, {who}):
            transaction.commit(*begun)

    with suppress(transaction.Refused):
        transaction.looking_again(end)


def _drafts(case: Case, gone: Collection[str]) -> list[Write]:
    rows = draft_store.of_case(case.body_id, case.number) if gone else []
    return [
        draft_store.delete_draft(row)
        for row in rows
        if draft_store.whose(row)[0] in gone
    ]
