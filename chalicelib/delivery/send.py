"""Send one due mail: lease it, tell each person who has not been told, finish or
postpone."""

import logging
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.core.local_time import quarter_of
from chalicelib.core.log_lines import LogLine
from chalicelib.delivery import told_lately
from chalicelib.outbox import compose as mail
from chalicelib.outbox import mark_address, outgoing, passed_on_store, week_store
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, Origin, OutgoingMail, next_try
from chalicelib.outbox.recipients import Recipients
from chalicelib.outbox.refusals import Why
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Put

_log = logging.getLogger("supportgrupper")
_OF_WHAT_WAITS = {
    MailKind.PASSED_ON,
    MailKind.UNOPENED,
    MailKind.CASES_AT_SCHOOL,
}
"""To the owner, of something at a school."""
_NEXT_CIRCLE = {
    Recipients.GROUP: Recipients.PRINCIPAL,
    Recipients.NURSE: Recipients.PRINCIPAL,
    Recipients.PRINCIPAL: Recipients.OWNER,
}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """``told``: how many have it now. ``failed``: why somebody could not be told yet;
    who cannot be told at all is not among them."""

    told: int
    failed: frozenset[Why]


def send_due(key: Key, now: datetime) -> None:
    """Raises Unavailable; then the lease runs out and the mail is due again by
    itself."""
    leased = outbox.lease(key, now)
    if leased is None:
        return
    if leased.recipients is Recipients.OWNER and leased.kind in _OF_WHAT_WAITS:
        passed_on_store.note(leased, now)
    people = [person for person in circle_of(leased) if person.bounced_at is None]
    if leased.spares_principal:
        people = [person for person in people if not person.is_principal] or people
    try:
        _settle(leased, _send_to_each(leased, people, now), now)
    except transaction.Refused:
        # Written anew while it was being sent (another flag at the same slot), or one
        # came back already: it is due again.
        return


def circle_of(mail: OutgoingMail) -> list[Account]:
    """Whom a mail is for, also those whose address does not work."""
    if mail.receiver is None:
        return _circle(mail.recipients, mail.school_id, mail.owner_id)
    receiver = accounts.get(*mail.receiver)
    return [receiver] if receiver and receiver.let_in else []


def _circle(circle: Recipients, school_id: str, owner_id: str) -> list[Account]:
    body_id = owner_id if circle is Recipients.OWNER else school_id
    return [person for person in accounts.of_body(body_id) if circle.has(person)]


def passed_on(mail: OutgoingMail, now: datetime) -> tuple[Put, ...]:
    """The same mail to the next circle, due now; nothing after the last."""
    circle = mail.readers or _NEXT_CIRCLE.get(mail.recipients)
    return (outbox.put_mail(outgoing.instead(mail, circle, now)),) if circle else ()


def log_undeliverable(mail: OutgoingMail) -> None:
    """The line that alarms: somebody was to hear of something and nobody has. Of an
    invitation to a wrong address its person's row says so."""
    if mail.kind is not MailKind.INVITED:
        _log.error("%s kind=%s id=%s", LogLine.MAIL_UNDELIVERABLE, mail.kind, mail.id)


def _send_to_each(
    leased: OutgoingMail, people: list[Account], now: datetime
) -> _Outcome:
    spared, remembered = told_lately.of_the_same(leased, now)
    told, failed = {**leased.told, **spared}, set()
    if told != leased.told:
        outbox.record_sent_to(leased, told, *remembered)
    kind, origin = _kind(leased), Origin(leased.school_id, leased.id)
    is_weeks = kind is MailKind.WEEKLY
    week = week_store.counts_at(leased.school_id, now) if is_weeks else None
    about = (leased.number, origin, leased.count, week)
    for person in (person for person in people if person.id not in told):
        try:
            mail.send(kind, person.email, person.language, *about)
        except mail.NotSent as error:
            if error.why is Why.ADDRESS:
                mark_address.mark(person, leased.owner_id, quarter_of(now))
            else:
                failed.add(error.why)
            continue
        # The second would be the second a pupil answered.
        told[person.id] = now if leased.exact else quarter_of(now)
        outbox.record_sent_to(leased, told)
    return _Outcome(len(told), frozenset(failed))


def _kind(leased: OutgoingMail) -> MailKind:
    """Whether there is a nurse is looked up when it is sent."""
    at = (leased.school_id, leased.owner_id)
    if leased.kind is MailKind.NURSE_UNOPENED and not _circle(Recipients.NURSE, *at):
        return MailKind.NURSE_MISSING
    return leased.kind


def _settle(leased: OutgoingMail, outcome: _Outcome, now: datetime) -> None:
    if outcome.failed:
        due_at = next_try(leased.attempts + 1, Why.US in outcome.failed, now)
        outbox.postpone(leased, due_at)
        if due_at is None:
            _log.error("%s kind=%s id=%s", LogLine.MAIL_DEAD, leased.kind, leased.id)
            _pass_on(leased, now)
    elif outcome.told:
        outbox.finish(leased)
    else:
        # Nobody there, or every address refused for good: the next circle is told
        # instead.
        log_undeliverable(leased)
        outbox.postpone(leased, None)
        _pass_on(leased, now)


def _pass_on(leased: OutgoingMail, now: datetime) -> None:
    writes = passed_on(leased, now)
    if writes:
        transaction.commit(*writes)
