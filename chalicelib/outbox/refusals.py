"""Why SES did not take a mail: for the moment, because of one address, or because of
us.

Only what SES's guide and its service model say is about the recipient's address counts
as that. All the rest is about the account (sending paused, suspended, domain or
recipient not verified, quota used up, a right that is missing): no address is at fault,
and nobody is marked for it.
"""

import re
from enum import StrEnum


class Why(StrEnum):
    BUSY = "busy"
    """Asked too quickly, or SES itself is in trouble: it passes."""
    US = "us"
    """SES takes no mail of ours: somebody has to put the account right."""
    ADDRESS = "address"
    """No mail ever goes to an address like this."""


_ABOUT_A_MAIL = frozenset({"BadRequestException", "InvalidParameterValue"})
_ADDRESS = re.compile(
    r"local address|domain (starts|ends|contains|literal)|missing"
    r" (final|local|domain|'>')"
    r"|illegal (address|semicolon|route)|empty address|(unterminated )?quote|address"
    r" length",
    re.IGNORECASE,
)
_TOO_QUICK = frozenset(
    {"TooManyRequestsException", "ThrottlingException", "Throttling"}
)


def too_quick(code: str, message: str) -> bool:
    """SES has not taken it, and takes it when fewer come in the same second."""
    return code in _TOO_QUICK and "daily" not in message.lower()


def why(code: str, message: str, status: int) -> Why:
    """Of an error as SES answers it."""
    if status >= 500 or too_quick(code, message):
        return Why.BUSY
    if code in _ABOUT_A_MAIL and _ADDRESS.match(message):
        return Why.ADDRESS
    return Why.US
