"""Who is responsible for a case changes: offered to a colleague, who answers, or taken
over at once where nobody is there to offer it.

All raise as ``cases.write`` does. Nothing happens by following a link: each is a press.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit.event import Event
from chalicelib.case_access.tell import mail_to
from chalicelib.cases.act import sentence, suggested
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import ClockEvent
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.may_open import may_be_offered, may_lead, may_take
from chalicelib.cases.write import NewEntry, Pen, write
from chalicelib.core import errors
from chalicelib.outbox.mail import MailKind
from chalicelib.storage.writes import Write


def offer(pen: Pen, to: str, reason: str) -> None:
    """To a colleague who may open the case already. Who is responsible stays so until
    they accept."""
    colleague = accounts.get(pen.account.body_id, to)
    content = {"who": to, "reason": sentence(reason)}

    def offered(case: Case) -> Case:
        if colleague is None or not may_be_offered(colleague, case, pen.at):
            raise errors.Incomplete("case.problem.offer_to")
        return case.offered(to, pen.account.id, pen.at)

    def mailed(_: Case, case: Case) -> Iterable[Write]:
        return mail_to(to, MailKind.CASE_OFFERED, case, pen.at)

    written = NewEntry(EntryKind.OFFERED, content, event=Event.OFFERED_CASE)
    write(pen, written, offered, may_lead, mailed)


def accept(pen: Pen) -> None:
    """The one it is offered to is responsible from now on."""
    written = NewEntry(EntryKind.ACCEPTED, {}, event=Event.ACCEPTED_CASE)
    _answer(pen, written, lambda case: _taken(case, pen))


def decline(pen: Pen, reason: str) -> None:
    content = {"reason": sentence(reason)}
    written = NewEntry(EntryKind.DECLINED, content, event=Event.DECLINED_CASE)
    _answer(pen, written, lambda case: case.offer_over(pen.at))


def withdraw(pen: Pen) -> None:
    written = NewEntry(EntryKind.WITHDRAWN, {}, event=Event.WITHDREW_CASE)
    write(pen, written, lambda case: case.offer_over(pen.at), may_lead)


def take(pen: Pen) -> None:
    """At once, without an offer: the principal, who answers for all of it, may have to
    act today; the team where who was responsible has gone and nobody else can offer
    it."""
    people = {person.id: person for person in accounts.of_body(pen.account.body_id)}

    def may(account: Account, case: Case, at: datetime) -> bool:
        return may_take(account, case, at, people)

    written = NewEntry(EntryKind.TAKEN, {}, event=Event.TOOK_CASE)
    write(pen, written, lambda case: _taken(case, pen), may)


def _answer(pen: Pen, written: NewEntry, change: Callable[[Case], Case]) -> None:
    """Raises Incomplete where the offer is not theirs, or over: another has it now, it
    was withdrawn, or answered before."""

    def by_the_asked(case: Case) -> Case:
        if case.offer is None or case.offer.to != pen.account.id:
            raise errors.Incomplete("case.problem.offer_over")
        return change(case)

    def mailed(before: Case, after: Case) -> Iterable[Write]:
        asked = before.offer
        kind = MailKind.CASE_ANSWERED
        return mail_to(asked.by, kind, after, pen.at) if asked else ()

    write(pen, written, by_the_asked, along=mailed)


def _taken(case: Case, pen: Pen) -> Case:
    after = case.next_action
    if case.is_open:
        after = suggested(case, ClockEvent.TAKEN, pen)
    return case.taken(pen.account.id, after, pen.at)
