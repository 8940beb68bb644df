"""A school owner hears once of what came to them by two ways: a mail that reached nobody at the
school was passed on, and so was another of the same, or nobody opened it in time."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.core.local_time import QUARTER, quarter_of
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.outbox.recipients import Recipients
from chalicelib.threads import waiting_store


def of_the_same(mail: OutgoingMail, now: datetime) -> dict[str, datetime]:
    """Who has had another mail about each thing this one is about, in this quarter of an hour or
    the one before, and when; of what is passed on to the owner alone. Two things are two mails:
    the second may have come after somebody looked."""
    if mail.kind is not MailKind.PASSED_ON:
        return {}
    others = [
        (mail_id, one.told)
        for mail_id, one in outbox.all_of(mail.school_id)
        if one.recipients is Recipients.OWNER and mail_id != mail.id
    ]
    since = quarter_of(now) - QUARTER
    told = [
        {
            who: at
            for mail_id, each in others
            if _tells(mail_id, mails)
            for who, at in each.items()
            if at >= max(since, news_at or since)
        }
        for mails, news_at in _mails_of_all(mail.school_id)
        if _tells(mail.id, mails)
    ]
    first, *rest = told or [{}]
    return {who: at for who, at in first.items() if all(who in one for one in rest)}


def _mails_of_all(school_id: str) -> Iterable[tuple[tuple[str, ...], datetime | None]]:
    """The mails about each thing, and since when something of it is new: that is told anew."""
    for nurse_only in (False, True):
        items, messages = waiting_store.everything(school_id, nurse_only)
        yield from ((item.mails, item.news_at) for item in items)
        yield from ((message.mails, None) for message in messages)


def _tells(mail_id: str, mails: tuple[str, ...]) -> bool:
    """It is one of them, or one of them passed on, once or twice."""
    return any(mail_id == one or mail_id.startswith(f"{one}-") for one in mails)
