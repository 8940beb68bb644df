"""The next school day a reporter hears once that more may be added to a referral."""

from contextlib import suppress
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action
from chalicelib.core.local_time import DAY, SchoolCalendar, local_day, start_of
from chalicelib.items.mail_plan import When
from chalicelib.items.mails import told_at_school
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.referrals import store as referrals
from chalicelib.referrals.referral import Sent
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Put


def due_after(
    to_owner: bool, calendar: SchoolCalendar, now: datetime
) -> datetime | None:
    """The first slot of the next school day. Never where the leadership is or may be
    involved: who is told of no referral must not see that a teacher has sent one."""
    if to_owner:
        return None
    tomorrow = start_of(local_day(now) + DAY)
    return told_at_school(When.NEXT_SLOT, calendar, tomorrow)


def run(key: Key, now: datetime) -> None:
    """No mail where it was closed or erased meanwhile, or who sent it cannot read one.
    What changes at this very moment is looked at again. Raises Unavailable."""
    found = referrals.due_sent(key, now)
    if found is None:
        return
    trace, end = found
    account = accounts.get(*referrals.reporter_of(key))
    mail = _mail(trace, account) if account else ()
    with suppress(transaction.Refused):
        transaction.commit(end, *mail)


def _mail(trace: Sent, account: Account) -> tuple[Put, ...]:
    at, school = trace.reminded_at, schools.get(account.body_id)
    reads = account.may(Action.FOLLOW_OWN_REFERRAL) and not account.bounced_at
    if at is None or school is None or not reads:
        return ()
    return (
        outbox.put_mail(outgoing.add_more(school.id, school.owner_id, account.id, at)),
    )
