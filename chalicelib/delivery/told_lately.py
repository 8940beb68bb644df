"""A school owner hears once of what came to them by two ways: a mail that reached
nobody at the school was passed on, and so was another of the same, or nobody opened it
in time."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.core.local_time import QUARTER, quarter_of
from chalicelib.items.inbox_id import inboxes_of_school
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.outbox.recipients import Recipients
from chalicelib.storage.writes import Change
from chalicelib.threads import waiting_store

_MOST = 80
"""Mails beside the one that is sent, or came back: one transaction holds them all."""


def of_the_same(
    mail: OutgoingMail, now: datetime
) -> tuple[dict[str, datetime], list[Change]]:
    """Who has had another mail about each thing this one is about, in this quarter of
    an hour or the one before, and when; of what is passed on to the owner alone. Two
    things are two mails: the second may have come after somebody looked.

    With what makes those mails remember it: where one comes back, this one is due
    again.
    """
    if mail.kind is not MailKind.PASSED_ON:
        return {}, []
    others = {
        mail_id: outcome
        for mail_id, outcome in outbox.all_of(mail.school_id)
        if outcome.recipients is Recipients.OWNER and mail_id != mail.id
    }
    since = quarter_of(now) - QUARTER
    told = [
        {
            who: (at, mail_id)
            for mail_id, record in others.items()
            if _is_or_follows(mail_id, mails)
            for who, at in record.told.items()
            if at >= max(since, news_at or since)
        }
        for mails, news_at in _mails_of_all(mail.school_id)
        if _is_or_follows(mail.id, mails)
    ]
    first, *rest = told or [{}]
    spared = {
        who: at for who, (at, _) in first.items() if all(who in times for times in rest)
    }
    for_whose_sake = {times[who][1] for who in spared for times in told}
    if (
        max(
            [
                len(for_whose_sake),
                *(len(others[mail_id].spares) for mail_id in for_whose_sake),
            ]
        )
        >= _MOST
    ):
        return {}, []
    return spared, [
        outbox.note_spared(mail_id, others[mail_id], mail)
        for mail_id in sorted(for_whose_sake)
    ]


def _mails_of_all(school_id: str) -> Iterable[tuple[tuple[str, ...], datetime | None]]:
    """The mails about each thing, and since when something of it is new: that is told
    anew."""
    for inbox in inboxes_of_school(school_id):
        items, messages = waiting_store.everything(inbox)
        yield from ((item.mails, item.news_at) for item in items)
        yield from ((message.mails, None) for message in messages)


def _is_or_follows(mail_id: str, mails: tuple[str, ...]) -> bool:
    """It is one of them, or one of them passed on, once or twice."""
    return any(mail_id == mail or mail_id.startswith(f"{mail}-") for mail in mails)
