"""What SES was given, as it was sent: read from moto's own record."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from botocore.awsrequest import AWSResponse, HTTPHeaders
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses import ses_backends

from chalicelib.core.aws import client


@dataclass(frozen=True)
class Sent:
    to: tuple[str, ...]
    subject: str
    body: str

    @property
    def number(self) -> str:
        found = re.search(r"\b[A-Z2-9]{6}\b", self.body)
        return found[0] if found else ""


def sent() -> list[Sent]:
    """Every mail, oldest first."""
    messages = ses_backends[DEFAULT_ACCOUNT_ID]["eu-north-1"].sent_messages
    return [
        Sent(tuple(message.destinations["ToAddresses"]), message.subject, message.body)
        for message in messages
    ]


released: list[str] = []


@contextmanager
def suppression_list() -> Iterator[None]:
    """SES's list of addresses that bounced, which moto does not have: an empty one.
    ``released`` has the addresses that were asked to be taken off it."""
    released.clear()

    def answer(params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        released.append(unquote(params["url_path"].rpartition("/")[2]))
        told = {
            "Error": {"Code": "NotFoundException", "Message": ""},
            "ResponseMetadata": {"HTTPStatusCode": 404},
        }
        return AWSResponse("https://ses.example", 404, HTTPHeaders(), None), told

    events, event = (
        client("sesv2").meta.events,
        "before-call.sesv2.DeleteSuppressedDestination",
    )
    events.register(event, answer)
    try:
        yield
    finally:
        events.unregister(event, answer)


def to_whom() -> list[str]:
    """Every address that was written to, sorted."""
    return sorted(address for mail in sent() for address in mail.to)
