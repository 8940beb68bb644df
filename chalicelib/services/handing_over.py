"""Somebody follows an item up from now on: a colleague is mailed, and a clock runs until it is
opened."""

from datetime import datetime

from chalicelib.domain.escalation import Recipients
from chalicelib.domain.flags import Audience
from chalicelib.domain.inbox import Act, Deed, Did, Item
from chalicelib.domain.outbox import MailKind, OutgoingMail
from chalicelib.services.telling import new_number
from chalicelib.stores import inbox, outbox
from chalicelib.stores.database import Write

_READERS = {
    Audience.SCHOOL: Recipients.GROUP,
    Audience.OWNER: Recipients.OWNER,
    Audience.NURSE: Recipients.NURSE,
}
"""Who hears of it where the receiver cannot: nobody but those who may read it."""


def writes_for(item: Item, giver: str, to: str, now: datetime) -> tuple[Did, list[Write]]:
    """Who takes it for themselves is told nothing. Gives what is written down of it too."""
    taken = Deed(to, now)
    if giver == to:
        act = Act(Did.TOOK, giver, now)
        return act.did, [inbox.to_handle(item, inbox.taken(taken), act=act)]
    act, told = Act(Did.HANDED_OVER, giver, now, to), mail_to(item, to, now)
    return act.did, [inbox.to_hand_over(item, taken, act, told.id), outbox.to_put(told)]


def mail_to(item: Item, to: str, now: datetime) -> OutgoingMail:
    """The mail to who is to follow an item up from now on."""
    return OutgoingMail(
        id=f"{MailKind.HANDED_OVER}-{item.id}-{item.handling.turn}",
        school_id=item.school_id,
        owner_id=item.owner_id,
        kind=MailKind.HANDED_OVER,
        recipients=Recipients.RECEIVER,
        due_at=now,
        number=new_number(),
        exact=True,
        receiver=(item.body_id, to),
        readers=_READERS[item.audience],
    )
