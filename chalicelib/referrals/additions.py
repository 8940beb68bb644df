"""Something is added to a referral that was sent."""

from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.ids import is_id
from chalicelib.core.text import clean
from chalicelib.crypto.sealing import derived_id
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.mail_plan import (
    GROUP_AT_SLOT,
    PlannedMail,
    When,
)
from chalicelib.outbox import store as outbox
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals import store as referrals
from chalicelib.referrals.drafts import sent
from chalicelib.referrals.fields import LONG, MorePoints
from chalicelib.referrals.referral import KEPT
from chalicelib.referrals.store import Addition
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from chalicelib.storage.codec import epoch

_TRIES = 3
_NO_POINTS = MorePoints()


def add(
    account: Account,
    referral_id: str,
    attempt: str,
    text: str,
    now: datetime,
    points: MorePoints = _NO_POINTS,
) -> None:
    """Tell who has it that something was added. The same sent twice with one attempt is
    stored once; other words, or other answers, are another addition.

    Raises NotFound, Incomplete, Unavailable."""
    trace = sent(account, referral_id)
    if trace is None:
        raise errors.NotFound
    text = clean(text, LONG)
    is_empty = not text and not points.say_something
    if is_empty or len(text) > LONG or not is_id(attempt):
        raise errors.Incomplete("referral.add.problem")
    for _ in range(_TRIES):
        item = item_store.get(trace.inbox, ItemKind.REFERRAL, referral_id)
        if item is None or item.handling.closed:
            raise errors.Incomplete("referral.add.closed")
        try:
            _add(account, item, attempt, Addition(now, text, points))
            return
        except transaction.Refused as refused:
            if 0 in refused.failed:
                return
    raise transaction.Unavailable


def _add(account: Account, item: Item, attempt: str, addition: Addition) -> None:
    now, said = addition.at, f"{addition.text}|{addition.points.model_dump_json()}"
    school = schools.get(item.school_id)
    if school is None:
        raise LookupError("a referral of a school that does not exist")
    owners = item.audience is Audience.OWNER
    told = PlannedMail(Recipients.OWNER, When.AT_ONCE) if owners else GROUP_AT_SLOT
    due_at = item_mails.told_at_school(told.when, school.calendar, now)
    mail = item_mails.mail_about(item, told, due_at)
    addition_id = derived_id("addition", f"{item.id}|{attempt}|{said}")
    writes = (
        referrals.put_addition(item, addition_id, addition, epoch(now + KEPT)),
        item_store.replace(item, item.added_to(now, mail.id)),
        outbox.put_mail(mail),
        referrals.end_reminder(account, item.id),
    )
    audit.record(
        Event.ADDED_TO_REFERRAL, item.body_id, account.id, item.id, now, writes
    )
