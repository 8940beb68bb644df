"""On request: nothing of an item of the inbox stays but its id and the day."""

from datetime import datetime

from chalicelib.domain.accounts import Account, Action
from chalicelib.domain.flags import Audience
from chalicelib.domain.inbox import Item, Kind, reference
from chalicelib.services import refusals, threads
from chalicelib.services.handling import ready, together
from chalicelib.stores import audit, database, inbox, referrals
from chalicelib.stores.database import Write

_AT_ONCE = 60
"""Tombstones in one transaction, beside those of the item and of what it was joined with."""


def erase(account: Account, kind: Kind, item_id: str, turn: int, now: datetime) -> None:
    """Only what somebody has opened and read to its end: what nobody has read is a pupil nobody
    has come to. What was joined with it stands alone again, and is somebody's to do.

    The tombstones tell a restore from a backup what to erase again. Raises as ``handling`` does.
    """
    if not account.may(Action.ERASE):
        raise refusals.NotFound
    item = ready(account, kind, item_id, turn)
    if item.news_at:
        raise refusals.Incomplete("erasure.problem.news")
    added, trace = referrals.to_erase(item, now)
    said, copy = threads.to_erase(account, item, now)
    added += said
    while len(added) > _AT_ONCE:  # confirmed already; where the last step fails it is done again
        database.write(*added[:_AT_ONCE])
        added = added[_AT_ONCE:]
    writes: list[Write] = [inbox.to_erase(item, now), *added, *_parted(item)]
    try:
        audit.write_with(
            (*writes, *([trace] if trace else []), *([copy] if copy else [])),
            item.body_id, now, account.id, f"erased_{kind}", item.id,
        )  # fmt: skip
    except database.Refused:
        raise refusals.ChangedMeanwhile from None


def _parted(item: Item) -> list[Write]:
    """Nothing stays joined with what is gone: else it would be open for nobody."""
    _, *joined = together(item)
    freed: list[Write] = [inbox.to_handle(one, {}, remove=("joined_to",)) for one in joined]
    ref = reference(item.handling.joined_to or "")
    nurse_only = item.audience is Audience.NURSE
    other = inbox.get(item.body_id, *ref, nurse_only) if ref else None
    if other:
        rest = [one for one in other.handling.joined if one != item.ref]
        freed.append(inbox.to_handle(other, {"joined": rest}))
    return freed
