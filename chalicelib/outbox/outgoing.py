"""Mail that says no more of what it is about than who is to look: made here, row by
row."""

import secrets
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.core.ids import new_id
from chalicelib.core.local_time import QUARTER, quarter_of
from chalicelib.core.settings import settings
from chalicelib.outbox.mail import (
    MARK_LENGTH,
    WEEKLY_TO_GROUP,
    MailKind,
    OutgoingMail,
    passed_on_id,
)
from chalicelib.outbox.recipients import Recipients
from chalicelib.storage.codec import stamp

_SAY_THE_SAME_TO_OWNERS = {
    MailKind.EXPIRING,
    MailKind.NOT_COUNTED,
    MailKind.ACCESS,
    MailKind.HELD,
    MailKind.ERASURE,
    MailKind.DUTY,
    MailKind.YOUR_TURN,
    MailKind.CASES,
    MailKind.CASES_AT_SCHOOL,
    MailKind.CASE_OPENED,
}


_OF_CASES = {MailKind.CASES_DUE, MailKind.CASES_OVERDUE}
_ASKS_A_COLLEAGUE = {
    MailKind.HANDED_OVER,
    MailKind.HANDED_OVER_URGENT,
    MailKind.TALK_ASKED,
}


def access_changed(
    body_id: str, owner_id: str, recipients: Recipients, now: datetime
) -> OutgoingMail:
    """The mail that says that who is let in has changed: one for all changes of a
    quarter."""
    at = quarter_of(now) if settings().slots_at_once else quarter_of(now) + QUARTER
    kind = MailKind.ACCESS
    about = f"{kind}-{recipients}-{stamp(at)}"
    return OutgoingMail(about, body_id, owner_id, kind, recipients, at, new_number())


def held(
    round_id: str, school_id: str, owner_id: str, recipients: Recipients, now: datetime
) -> OutgoingMail:
    """The mail that says that a round does not open by the clock."""
    kind, at = MailKind.HELD, quarter_of(now)
    about = f"{kind}-{recipients}-{round_id}"
    return OutgoingMail(about, school_id, owner_id, kind, recipients, at, new_number())


def not_counted(
    school_id: str, owner_id: str, recipients: Recipients, now: datetime
) -> OutgoingMail:
    """The mail that says that a round has no figures yet: one for all of a quarter."""
    kind, at = MailKind.NOT_COUNTED, quarter_of(now)
    about = f"{kind}-{recipients}-{stamp(at)}"
    return OutgoingMail(about, school_id, owner_id, kind, recipients, at, new_number())


def of_a_case(
    kind: MailKind, about: tuple[str, str], receiver: tuple[str, str], at: datetime
) -> OutgoingMail:
    """The mail to one person who has a part in it, and to nobody in their place: one
    for all that are due at the same time."""
    return _to_one(kind, about, receiver, None, at)


def case_opened(school_id: str, owner_id: str, now: datetime) -> OutgoingMail:
    """The mail that somebody opened a case with a written reason: one each time."""
    kind, to, number = MailKind.CASE_OPENED, Recipients.PRINCIPAL, new_number()
    return OutgoingMail(
        id=f"{kind}-{to}-{stamp(now)}-{number}",
        school_id=school_id,
        owner_id=owner_id,
        kind=kind,
        recipients=to,
        due_at=now,
        number=number,
        exact=True,
    )


def duty(body_id: str, owner_id: str, account_id: str, now: datetime) -> OutgoingMail:
    """The mail to who is on duty, or the deputy, from now on."""
    about, receiver = (body_id, owner_id), (body_id, account_id)
    return _to_one(MailKind.DUTY, about, receiver, Recipients.PRINCIPAL, now)


def your_turn(
    school_id: str, owner_id: str, person: Account, now: datetime
) -> OutgoingMail:
    """The mail to who has something to do before the school is ready; where it reaches
    nobody, the owner is told, who may do all of it or knows who does."""
    about, receiver = (school_id, owner_id), (person.body_id, person.id)
    return _to_one(MailKind.YOUR_TURN, about, receiver, Recipients.OWNER, now)


def add_more(
    body_id: str, owner_id: str, account_id: str, at: datetime
) -> OutgoingMail:
    """The mail to who has sent referrals: one for all that are due at the same time,
    and to nobody in their place."""
    about, receiver = (body_id, owner_id), (body_id, account_id)
    return _to_one(MailKind.ADD_MORE, about, receiver, None, at)


def asked_to_talk(
    school_id: str, owner_id: str, account_id: str, now: datetime
) -> OutgoingMail:
    """The mail to a class teacher whom a pupil wants; where it reaches nobody, the
    group hears that something waits there."""
    about, receiver = (school_id, owner_id), (school_id, account_id)
    return _to_one(MailKind.TALK_ASKED, about, receiver, Recipients.GROUP, now)


def something_new(
    school_id: str, owner_id: str, account_id: str, now: datetime
) -> OutgoingMail:
    """The mail to who follows something up that waits for them again: one for all that
    is so at the same time. The group hears of it where they cannot."""
    about, receiver = (school_id, owner_id), (school_id, account_id)
    return _to_one(MailKind.WAITING, about, receiver, Recipients.GROUP, now)


def weekly(
    school_id: str, owner_id: str, slot: datetime, due_at: datetime
) -> OutgoingMail:
    """The mail of the week that begins with the slot: the row is that of what is to be
    watched, so that both are one mail."""
    kind, to = MailKind.WEEKLY, Recipients.GROUP
    about = f"{WEEKLY_TO_GROUP}{stamp(slot)}"
    return OutgoingMail(about, school_id, owner_id, kind, to, due_at, new_number())


def _to_one(
    kind: MailKind,
    about: tuple[str, str],
    receiver: tuple[str, str],
    otherwise: Recipients | None,
    now: datetime,
) -> OutgoingMail:
    """``about`` is a school and its owner, ``otherwise`` who hears of it where they
    cannot."""
    school_id, owner_id = about
    return OutgoingMail(
        id=f"{kind}-{receiver[1]}-{stamp(now)}",
        school_id=school_id,
        owner_id=owner_id,
        kind=kind,
        recipients=Recipients.RECEIVER,
        due_at=now,
        number=new_number(),
        exact=True,
        receiver=receiver,
        readers=otherwise,
    )


def invited_id(account_id: str) -> str:
    return f"{MailKind.INVITED}-{account_id}"


def invited(
    body_id: str, owner_id: str, account_id: str, now: datetime
) -> OutgoingMail:
    """The mail to a new person. Where it comes back nobody is told in their place:
    their row says so."""
    return OutgoingMail(
        id=invited_id(account_id),
        school_id=body_id,
        owner_id=owner_id,
        kind=MailKind.INVITED,
        recipients=Recipients.RECEIVER,
        due_at=now,
        number=new_number(),
        exact=True,
        receiver=(body_id, account_id),
    )


def passkey_changed(body_id: str, account_id: str, now: datetime) -> OutgoingMail:
    """The mail to who has the passkey, and to nobody in their place."""
    return OutgoingMail(
        id=f"{MailKind.PASSKEY}-{account_id}-{stamp(now)}",
        school_id=body_id,
        owner_id=body_id,
        kind=MailKind.PASSKEY,
        recipients=Recipients.RECEIVER,
        due_at=now,
        number=new_number(),
        exact=True,
        receiver=(body_id, account_id),
    )


def instead(mail: OutgoingMail, recipients: Recipients, now: datetime) -> OutgoingMail:
    """The same mail to another circle, since it reached nobody in the first. What is
    for the nurse alone the principal is told to bring to her, not to read; and the
    school owner, who reads nothing of a school's, to see to it that somebody there
    does."""
    kind = MailKind.NURSE_UNOPENED if mail.recipients is Recipients.NURSE else mail.kind
    if kind in _OF_CASES:
        kind = _of_cases(recipients, mail.school_id == mail.owner_id)
    elif kind in _ASKS_A_COLLEAGUE:
        kind = MailKind.UNOPENED
    elif recipients is Recipients.OWNER and kind not in _SAY_THE_SAME_TO_OWNERS:
        kind = MailKind.PASSED_ON
    return replace(
        mail,
        id=passed_on_id(mail.id, recipients),
        kind=kind,
        recipients=recipients,
        due_at=now if mail.exact else quarter_of(now),
        number=new_number(),
        attempts=0,
        told={},
        unreached={},
        spares_principal=False,
        receiver=None,
        readers=None,
    )


def _of_cases(recipients: Recipients, at_owner: bool) -> MailKind:
    """The school owner reads of their own cases, and not of a school's."""
    elsewhere = recipients is Recipients.OWNER and not at_owner
    return MailKind.CASES_AT_SCHOOL if elsewhere else MailKind.CASES_OVERDUE


def new_number() -> str:
    """What a mail is known by: two with the same are one, sent twice."""
    return new_id(secrets.choice)[:MARK_LENGTH]
