"""One function per e-mail. They take strings that cannot hold an answer: nothing can leak.

Each has its folder ``templates/email/<name>/{subject.txt,body.txt}``. ``origin`` goes along as
tags, so that a bounce can be told from which outbox row it came; a sign-in link has none.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core import aws, time_left
from chalicelib.core.log_lines import LogLine
from chalicelib.core.settings import settings
from chalicelib.outbox.bounce import Origin, tags_of
from chalicelib.outbox.mail import MailKind, is_mark
from chalicelib.outbox.refusals import Why, why
from chalicelib.web.templates import render

_log = logging.getLogger("supportgrupper")
_LINES = {Why.US: LogLine.MAIL_REFUSED, Why.ADDRESS: LogLine.ADDRESS_REFUSED}


class NotSent(Exception):
    """SES did not take it, or did not say so."""

    def __init__(self, why: Why) -> None:
        super().__init__()
        self.why = why


def sign_in_link(to: str, language: str, link: str, lasts: timedelta) -> None:
    minutes = int(lasts.total_seconds()) // 60
    _send("sign_in_link", to, language, None, link=link, minutes=str(minutes))


def flag_urgent(to: str, language: str, number: str, origin: Origin) -> None:
    """To the resource group, at once: something on level L3 waits."""
    _send("flag_urgent", to, language, origin, number=number)


def flags_waiting(to: str, language: str, number: str, origin: Origin) -> None:
    """To the resource group, at a slot: something on level L2 waits."""
    _send("flags_waiting", to, language, origin, number=number)


def weekly_list(to: str, language: str, number: str, origin: Origin) -> None:
    _send("weekly_list", to, language, origin, number=number)


def principal_now(to: str, language: str, number: str, origin: Origin) -> None:
    """To the principal, at once (§ 12-5)."""
    _send("principal_now", to, language, origin, number=number)


def owner_now(to: str, language: str, number: str, origin: Origin) -> None:
    """To the school owner's contact, at once (§ 12-5, the school's leadership)."""
    _send("owner_now", to, language, origin, number=number)


def flags_unopened(to: str, language: str, number: str, origin: Origin) -> None:
    """To the next circle of people: something was not opened in time."""
    _send("flags_unopened", to, language, origin, number=number)


def flags_expiring(to: str, language: str, number: str, origin: Origin) -> None:
    """Something nobody has opened will soon be deleted."""
    _send("flags_expiring", to, language, origin, number=number)


def nurse_unopened(to: str, language: str, number: str, origin: Origin) -> None:
    """To those who can see to it that the school nurse opens what only she may read."""
    _send("nurse_unopened", to, language, origin, number=number)


def nurse_missing(to: str, language: str, number: str, origin: Origin) -> None:
    """As ``nurse_unopened``, at a school where nobody of the school health service is let in."""
    _send("nurse_missing", to, language, origin, number=number)


def passed_on(to: str, language: str, number: str, origin: Origin) -> None:
    """To the school owner's contact, who cannot read it: nobody at the school has opened it in
    time, or nobody there could be told."""
    _send("passed_on", to, language, origin, number=number)


def access_changed(to: str, language: str, number: str, origin: Origin | None) -> None:
    """To who answers for a school, and to an address that was somebody's: who may sign in has
    changed. It does not say whose access. An old address has no outbox row to come back to."""
    _send("access_changed", to, language, origin, number=number)


def round_held(to: str, language: str, number: str, origin: Origin) -> None:
    """To the principal and the owner: a round will not open by the clock, something is missing."""
    _send("round_held", to, language, origin, number=number)


def duty_changed(to: str, language: str, number: str, origin: Origin) -> None:
    """To one person: they are on duty, or the deputy, from now on."""
    _send("duty_changed", to, language, origin, number=number)


def erasure_asked(to: str, language: str, number: str, origin: Origin) -> None:
    """To who decides: somebody at a school wants something erased."""
    _send("erasure_asked", to, language, origin, number=number)


def erasure_refused(to: str, language: str, number: str, origin: Origin) -> None:
    """To who asked: what they wanted erased is kept."""
    _send("erasure_refused", to, language, origin, number=number)


def erasure_agreed(to: str, language: str, number: str, origin: Origin) -> None:
    """To who asked: what they wanted erased is erased."""
    _send("erasure_agreed", to, language, origin, number=number)


def handed_over(to: str, language: str, number: str, origin: Origin, count: int = 1) -> None:
    """To one person: a colleague has handed so many things over to them."""
    _send("handed_over", to, language, origin, number=number, count=str(count))


def handed_over_urgent(to: str, language: str, number: str, origin: Origin, count: int = 1) -> None:
    """To one person: a colleague has handed over to them what is to be read today."""
    _send("handed_over_urgent", to, language, origin, number=number, count=str(count))


OUTGOING: dict[MailKind, Callable[[str, str, str, Origin], None]] = {
    MailKind.URGENT: flag_urgent,
    MailKind.WAITING: flags_waiting,
    MailKind.WEEKLY: weekly_list,
    MailKind.PRINCIPAL: principal_now,
    MailKind.OWNER: owner_now,
    MailKind.UNOPENED: flags_unopened,
    MailKind.EXPIRING: flags_expiring,
    MailKind.NURSE_UNOPENED: nurse_unopened,
    MailKind.PASSED_ON: passed_on,
    MailKind.ACCESS: access_changed,
    MailKind.HELD: round_held,
    MailKind.DUTY: duty_changed,
    MailKind.HANDED_OVER: handed_over,
    MailKind.HANDED_OVER_URGENT: handed_over_urgent,
    MailKind.ERASURE: erasure_asked,
    MailKind.ERASURE_REFUSED: erasure_refused,
    MailKind.ERASURE_AGREED: erasure_agreed,
}


def release(address: str) -> None:
    """Take the address off SES's list of those that bounced, should it stand there: it would be
    sent nothing. It seldom does: a 404, in whichever words, is the usual answer. Where SES does
    not answer, the next mail comes back and says so."""
    try:
        aws.client("sesv2").delete_suppressed_destination(EmailAddress=address)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            _log.error("an address was not released error=%s", error.response["Error"]["Code"])
    except BotoCoreError as error:
        _log.error("an address was not released error=%s", type(error).__name__)


def _send(name: str, to: str, language: str, origin: Origin | None, **strings: str) -> None:
    if "number" in strings and not is_mark(strings["number"]):
        raise ValueError("a mark that is none of ours")
    strings["staff_url"] = settings().staff_url
    subject = render(f"email/{name}/subject.txt", language, **strings).strip()
    body = render(f"email/{name}/body.txt", language, **strings)
    tags = tags_of(origin) if origin else {}
    if not time_left.is_enough_for(aws.LONGEST["sesv2"]):
        raise NotSent(Why.BUSY)
    try:
        aws.client("sesv2").send_email(
            FromEmailAddress=settings().mail_from,
            Destination={"ToAddresses": [to]},
            Content={
                "Simple": {
                    "Subject": {"Data": subject, "Charset": "UTF-8"},
                    "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
                }
            },
            EmailTags=[{"Name": tag, "Value": value} for tag, value in tags.items()],
        )
    except ClientError as error:
        raise NotSent(_told(error)) from None
    except BotoCoreError:
        raise NotSent(Why.BUSY) from None


def _told(error: ClientError) -> Why:
    """What does not pass by itself is said at once; SES's message would hold the address."""
    code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
    found = why(code, message, error.response["ResponseMetadata"]["HTTPStatusCode"])
    if found in _LINES:
        _log.error("%s error=%s", _LINES[found], code)
    return found
