"""Colleagues are added to a case, and told so, and taken out again, with why. Both
raise as ``cases.write`` does."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit.event import Event
from chalicelib.case_access.tell import mail_to
from chalicelib.cases.act import sentence
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.may_open import may_be_added, may_lead
from chalicelib.cases.write import NewEntry, Pen, write
from chalicelib.core import errors
from chalicelib.outbox.mail import MailKind
from chalicelib.storage.writes import Write


def add_member(pen: Pen, who: str, reason: str) -> None:
    colleague = accounts.get(pen.account.body_id, who)
    content = {"who": who, "reason": sentence(reason)}

    def added(case: Case) -> Case:
        if colleague is None or not may_be_added(colleague, case, pen.at):
            raise errors.Incomplete("case.problem.member")
        return case.with_member(who, pen.at)

    def mailed(_: Case, case: Case) -> Iterable[Write]:
        return mail_to(who, MailKind.CASE_ADDED, case, pen.at)

    written = NewEntry(EntryKind.ADDED, content, event=Event.ADDED_TO_CASE)
    write(pen, written, added, may_lead, mailed)


def take_out(pen: Pen, who: str, reason: str) -> None:
    """An offer to them ends with it. Anybody may take themselves out."""
    content = {"who": who, "reason": sentence(reason)}

    def may(account: Account, case: Case, at: datetime) -> bool:
        own = account.id == who and who in case.team
        return own or may_lead(account, case, at)

    written = NewEntry(EntryKind.TAKEN_OUT, content, event=Event.TAKEN_OUT_OF_CASE)
    write(pen, written, lambda case: case.without_member(who, pen.at), may)
