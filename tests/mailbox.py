"""What SES was given, as it was sent: read from moto's own record."""

import re
from dataclasses import dataclass

from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses import ses_backends


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
    return [Sent(tuple(one.destinations["ToAddresses"]), one.subject, one.body) for one in messages]


def to_whom() -> list[str]:
    """Every address that was written to, sorted."""
    return sorted(address for mail in sent() for address in mail.to)
