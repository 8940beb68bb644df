"""What a teacher has begun to write, and what they have sent."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.core import errors
from chalicelib.core.ids import is_id, new_id
from chalicelib.core.local_time import local_day
from chalicelib.referrals import store as referrals
from chalicelib.referrals.fields import FIELDS, Checked, check
from chalicelib.referrals.referral import (
    Draft,
    Sent,
)
from chalicelib.schools import store as schools
from chalicelib.schools.school import School, SchoolClass
from chalicelib.storage import transaction


@dataclass(frozen=True, slots=True)
class Desk:
    """What a referral is written at: the reporter's school and its classes."""

    school: School
    classes: list[SchoolClass]

    def label(self, class_id: str) -> str:
        """Empty where no class has been chosen, or it is gone."""
        return next(
            (class_.label for class_ in self.classes if class_.id == class_id), ""
        )


def new_referral_id() -> str:
    return new_id(secrets.choice)


def desk(account: Account) -> Desk:
    """Raises NotFound for who may send none, Unavailable."""
    school = schools.get(account.body_id) if account.may(Action.SEND_REFERRAL) else None
    if school is None:
        raise errors.NotFound
    return Desk(school, schools.classes(school.id))


def mine(account: Account, at: Desk, now: datetime) -> tuple[list[Draft], list[Sent]]:
    """The account's drafts and what it has sent, newest first. A draft that was kept
    once more while it was being sent is none."""
    sent = referrals.all_sent(account)
    is_sent = {referral.id for referral in sent}
    drafts = [
        found
        for found in referrals.drafts(account, at.school.owner_id)
        if found.until > now and found.id not in is_sent
    ]
    return (
        sorted(drafts, key=lambda found: found.saved_at, reverse=True),
        sorted(sent, key=lambda referral: referral.sent_at, reverse=True),
    )


def sent(account: Account, referral_id: str) -> Sent | None:
    return referrals.sent(account, referral_id) if is_id(referral_id) else None


def draft(account: Account, at: Desk, referral_id: str, now: datetime) -> Draft:
    """Raises NotFound where it never was, was sent, or has run out."""
    found = None
    if is_id(referral_id):
        found = referrals.draft(account, at.school.owner_id, referral_id)
    if found is None or found.until <= now:
        raise errors.NotFound
    return found


def typed(referral_id: str, fields: Mapping[str, Sequence[str]], at: datetime) -> Draft:
    """A page's fields as they were sent. Raises NotFound for an id of nobody's."""
    if not is_id(referral_id):
        raise errors.NotFound
    kept = {name: list(fields[name]) for name in FIELDS if name in fields}
    return Draft(referral_id, at, kept)


def save(account: Account, at: Desk, saved: Draft, seen: str) -> Draft:
    """Whatever was typed, right or wrong; a draft that has run out is there again, and
    one that says nothing is none: it is not kept, nor what it was before.

    ``seen`` is the mark of the draft the page showed. A page that the browser kept may
    hold the id of a draft with other words by now, or of a referral that was sent: what
    was typed in it is then a draft of its own, and no other takes its place. Raises
    Unavailable.
    """
    before = referrals.draft(account, at.school.owner_id, saved.id)
    taken = (
        before is not None
        and before.until > saved.saved_at
        and before.mark not in (seen, saved.mark)
    )
    if saved.is_empty:
        if before and not taken:
            discard(account, saved.id)
        return saved
    if taken or sent(account, saved.id):
        saved = replace(saved, id=new_referral_id())
    transaction.commit(referrals.put_draft(account, at.school.owner_id, saved))
    return saved


def discard(account: Account, referral_id: str) -> None:
    """Raises NotFound where there is no such draft of the account's."""
    try:
        transaction.commit(referrals.delete_draft(account, referral_id))
    except transaction.Refused:
        raise errors.NotFound from None


def checked(at: Desk, found: Draft, now: datetime) -> Checked:
    return check(found.fields, [class_.id for class_ in at.classes], local_day(now))
