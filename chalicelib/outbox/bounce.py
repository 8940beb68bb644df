"""What SES says of a mail that did not arrive, and the trace by which its outbox row is
found."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.outbox.mail import Origin

EVENTS = {
    "source": ["aws.ses"],
    "detail-type": ["Email Bounced", "Email Complaint Received", "Email Rejected"],
}
"""The pattern of the rule: the words EventBridge knows these events of SES by."""


class BounceKind(StrEnum):
    BOUNCE = "bounce"
    """There is no such address."""
    SUPPRESSED = "suppressed"
    """SES has the address on a list of its own and did not try."""
    GIVEN_UP = "given_up"
    """Not this time (a full mailbox, a server that did not answer): the address may be
    good."""
    COMPLAINT = "complaint"
    REJECT = "reject"


class UnreadableEvent(Exception):
    """An event that is none of those the rule lets through, or not in their shape."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """``addresses`` are those it was sent to. ``origin`` is None where the mail carried
    no trace, as a sign-in link does."""

    kind: BounceKind
    addresses: tuple[str, ...]
    origin: Origin | None


def tags_of(origin: Origin) -> dict[str, str]:
    """What goes with the mail to SES and comes back in its events, in the letters SES
    allows."""
    return {"school": _encoded(origin.school_id), "mail": _encoded(origin.mail_id)}


def read(event: object) -> Undelivered | None:
    """None where nothing is amiss: an answer sent by itself, or somebody who says "not
    spam".

    Raises Unreadable.
    """
    match event:
        case {"detail": {"eventType": str(kind), "mail": dict(mail)} as detail}:
            found = _kind(kind, detail)
            return (
                Undelivered(found, _destination(mail), _origin(mail)) if found else None
            )
    raise UnreadableEvent


def _kind(kind: str, detail: Mapping[str, Any]) -> BounceKind | None:
    match kind, detail:
        case "Bounce", {"bounce": {"bouncedRecipients": list(who)} as bounce}:
            return _kind_of_bounce(bounce, who)
        case "Complaint", {"complaint": {"complaintFeedbackType": "not-spam"}}:
            return None
        case "Complaint", {"complaint": {"complainedRecipients": list()}}:
            return BounceKind.COMPLAINT
        case "Reject", _:
            return BounceKind.REJECT
    raise UnreadableEvent


def _kind_of_bounce(bounce: Mapping[str, Any], who: list[Any]) -> BounceKind | None:
    """A soft bounce comes when SES has stopped trying. An answer sent by itself ("out
    of office") comes in the same shape, but says nothing of a delivery: no server's
    status, no action."""
    match bounce:
        case {
            "bounceType": "Permanent",
            "bounceSubType": "Suppressed" | "OnAccountSuppressionList",
        }:
            return BounceKind.SUPPRESSED
        case {"bounceType": "Permanent"}:
            return BounceKind.BOUNCE
        case {"bounceType": "Transient", "bounceSubType": "General"} if not any(
            map(_report, who)
        ):
            return None
        case {"bounceType": "Transient" | "Undetermined"}:
            return BounceKind.GIVEN_UP
    raise UnreadableEvent


def _report(recipient: object) -> bool:
    return isinstance(recipient, dict) and bool(
        {"action", "status", "diagnosticCode"} & set(recipient)
    )


def _destination(mail: Mapping[str, Any]) -> tuple[str, ...]:
    """Whom it was sent to. Where that address passes its mail on, the bounce itself
    names another, which nobody here knows."""
    match mail:
        case {"destination": [str(), *_] as who} if all(
            isinstance(address, str) for address in who
        ):
            return tuple(who)
    raise UnreadableEvent


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
