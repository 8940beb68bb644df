"""What SES says of a mail that did not arrive, and the trace by which its outbox row is found."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

EVENTS = {
    "source": ["aws.ses"],
    "detail-type": ["Email Bounced", "Email Complaint Received", "Email Rejected"],
}
"""The pattern of the rule: the words EventBridge knows these events of SES by."""


class Kind(StrEnum):
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    REJECT = "reject"


class Unreadable(Exception):
    """An event that is none of those the rule lets through, or not in their shape."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The outbox row a mail was sent for. Two ids of ours: nothing of a pupil."""

    school_id: str
    mail_id: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """``origin`` is None where the mail carried no trace, as a sign-in link does."""

    kind: Kind
    addresses: tuple[str, ...]
    origin: Origin | None


def tags_of(origin: Origin) -> dict[str, str]:
    """What goes with the mail to SES and comes back in its events, in the letters SES allows."""
    return {"school": _encoded(origin.school_id), "mail": _encoded(origin.mail_id)}


def read(event: object) -> Undelivered | None:
    """None where nothing is amiss: SES tries again by itself, or somebody says "not spam".

    Raises Unreadable.
    """
    match event:
        case {"detail": {"eventType": str(kind), "mail": dict(mail)} as detail}:
            return _read(kind, detail, mail)
    raise Unreadable


def _read(kind: str, detail: Mapping[str, Any], mail: Mapping[str, Any]) -> Undelivered | None:
    match kind, detail:
        case "Bounce", {"bounce": {"bounceType": "Permanent", "bouncedRecipients": list(who)}}:
            return Undelivered(Kind.BOUNCE, _addresses(who), _origin(mail))
        case "Bounce", {"bounce": {"bounceType": "Transient" | "Undetermined"}}:
            return None
        case "Complaint", {"complaint": {"complaintFeedbackType": "not-spam"}}:
            return None
        case "Complaint", {"complaint": {"complainedRecipients": list(who)}}:
            return Undelivered(Kind.COMPLAINT, _addresses(who), _origin(mail))
        case "Reject", {"mail": {"destination": list(who)}}:
            rejected = [{"emailAddress": one} for one in who]
            return Undelivered(Kind.REJECT, _addresses(rejected), _origin(mail))
    raise Unreadable


def _addresses(recipients: list[Any]) -> tuple[str, ...]:
    found = []
    for one in recipients:
        match one:
            case {"emailAddress": str(address)}:
                found.append(address)
            case _:
                raise Unreadable
    return tuple(found)


def _origin(mail: Mapping[str, Any]) -> Origin | None:
    match mail:
        case {"tags": {"school": [str(school)], "mail": [str(mail_id)]}}:
            try:
                return Origin(_decoded(school), _decoded(mail_id))
            except ValueError:
                return None
    return None


def _encoded(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decoded(text: str) -> str:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
