"""An e-mail is made and handed to SES. What it takes cannot hold an answer or a name:
nothing can leak.
"""

import logging
from datetime import timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core import aws, retries
from chalicelib.core.log_lines import LogLine
from chalicelib.core.settings import settings
from chalicelib.outbox.bounce import tags_of
from chalicelib.outbox.mail import MailKind, Origin, WeekCounts, is_mark
from chalicelib.outbox.refusals import Why, too_quick, why
from chalicelib.web.templates import render

SIGN_IN_LINK = "sign_in_link"
"""Its folder; no ``MailKind``, since it is sent at once and never kept."""
_log = logging.getLogger("supportgrupper")
_LINES = {Why.US: LogLine.MAIL_REFUSED, Why.ADDRESS: LogLine.ADDRESS_REFUSED}


class NotSent(Exception):
    """SES did not take it, or did not say so."""

    def __init__(self, why: Why) -> None:
        super().__init__()
        self.why = why


def send(
    kind: MailKind,
    to: str,
    language: str,
    number: str,
    origin: Origin | None,
    count: int = 1,
    week: WeekCounts | None = None,
) -> None:
    """``number`` is our mark of it, ``count`` how many things it tells of, ``week`` the
    cases of the week's mail. ``origin``: which row of the outbox it came from, so that
    a bounce finds back; None where it has no row. Raises NotSent, and ValueError for a
    number that is none of ours."""
    if not is_mark(number):
        raise ValueError("a mark that is none of ours")
    said = {"number": number, "count": f"{count:d}", **_counted(week)}
    _send(kind.value, to, language, origin, **said)


def _counted(week: WeekCounts | None) -> dict[str, str]:
    """Nothing where nobody counted. Raises ValueError for what is no number."""
    if week is None:
        return {}
    return {
        "going_on": f"{week.going_on:d}",
        "new": f"{week.new:d}",
        "overdue": f"{week.overdue:d}",
        "planned": f"{week.planned:d}",
    }


def send_sign_in_link(to: str, language: str, link: str, lasts: timedelta) -> None:
    """Raises NotSent."""
    minutes = int(lasts.total_seconds()) // 60
    _send(SIGN_IN_LINK, to, language, None, link=link, minutes=str(minutes))


def release(address: str) -> None:
    """Take the address off SES's list of those that bounced, should it stand there: it
    would be sent nothing. It seldom does: a 404, in whichever words, is the usual
    answer. Where SES does not answer, the next mail comes back and says so."""
    try:
        aws.client("sesv2").delete_suppressed_destination(EmailAddress=address)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            _log.error(
                "an address was not released error=%s", error.response["Error"]["Code"]
            )
    except BotoCoreError as error:
        _log.error("an address was not released error=%s", type(error).__name__)


def _send(
    name: str, to: str, language: str, origin: Origin | None, **strings: str
) -> None:
    strings["staff_url"] = settings().staff_url
    subject = render(f"email/{name}/subject.txt", language, **strings).strip()
    body = render(f"email/{name}/body.txt", language, **strings)
    tags = tags_of(origin) if origin else {}
    mail = {
        "FromEmailAddress": settings().mail_from,
        "Destination": {"ToAddresses": [to]},
        "Content": {
            "Simple": {
                "Subject": {"Data": subject, "Charset": "UTF-8"},
                "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
            }
        },
        "EmailTags": [{"Name": tag, "Value": value} for tag, value in tags.items()],
    }
    _hand_over(mail)


def _hand_over(mail: dict[str, Any]) -> None:
    """Sweeps side by side are soon quicker than SES lets an account be: a mail that it
    says it has not taken for that is offered again in a moment, and no other is, since
    SES may have it."""
    try:
        retries.made(
            lambda: aws.client("sesv2").send_email(**mail),
            aws.LONGEST["sesv2"],
            _is_too_quick,
        )
    except ClientError as error:
        raise NotSent(_logged_reason(error)) from None
    except retries.Unavailable:
        raise NotSent(Why.BUSY) from None


def _is_too_quick(error: ClientError) -> bool:
    return too_quick(
        error.response["Error"]["Code"], error.response["Error"]["Message"]
    )


def _logged_reason(error: ClientError) -> Why:
    """What does not pass by itself is said at once; SES's message would hold the
    address."""
    code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
    found = why(code, message, error.response["ResponseMetadata"]["HTTPStatusCode"])
    if found in _LINES:
        _log.error("%s error=%s", _LINES[found], code)
    return found
