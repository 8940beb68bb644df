"""Mail about cases: how many there are, and nothing else of them."""

from datetime import date, datetime

from chalicelib.accounts.account import Account
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.outbox.outgoing import new_number
from chalicelib.outbox.recipients import Recipients


def cases_stuck(
    about: tuple[str, str], recipients: Recipients, count: int, at: datetime, week: str
) -> OutgoingMail:
    """The mail that so many cases do not get on: one a week. ``about`` is a school and
    its owner."""
    school_id, owner_id = about
    return OutgoingMail(
        id=f"{MailKind.CASES}-{recipients}-{week}",
        school_id=school_id,
        owner_id=owner_id,
        kind=MailKind.CASES,
        recipients=recipients,
        due_at=at,
        number=new_number(),
        exact=True,
        count=count,
    )


def cases_wait(
    about: tuple[str, str],
    kind: MailKind,
    person: Account | None,
    on: date,
    at: datetime,
) -> OutgoingMail:
    """The mail that something in a case waits: one a person and day, or one to the
    contacts of the school owner where ``person`` is None. ``about`` is the body that
    has the case, and the school owner."""
    body_id, owner_id = about
    return OutgoingMail(
        id=f"{MailKind.CASES_DUE}-{person.id if person else Recipients.OWNER}-{on}",
        school_id=body_id,
        owner_id=owner_id,
        kind=kind,
        recipients=Recipients.RECEIVER if person else Recipients.OWNER,
        due_at=at,
        number=new_number(),
        exact=True,
        receiver=(body_id, person.id) if person else None,
        readers=_above(person, body_id == owner_id) if person else None,
    )


def _above(person: Account, at_owner: bool) -> Recipients:
    """Who hears of a case where they cannot."""
    highest = person.is_principal or at_owner
    return Recipients.OWNER if highest else Recipients.PRINCIPAL
