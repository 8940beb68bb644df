"""Whose turn it has become to get a school ready is told by mail, once a turn."""

import logging
from datetime import datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.core import errors
from chalicelib.manage_schools import checklist
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.schools import turn_store
from chalicelib.schools.checklist import whose_turn
from chalicelib.storage import transaction

_JUST = timedelta(minutes=1)
_log = logging.getLogger("supportgrupper")


def tell(who: Account, school_id: str, now: datetime) -> None:
    """After ``who`` has changed something: a mail to each whose turn it has become by
    it, but for themselves, and for who is invited at this moment: that is mail enough.
    Whose turn is over is told anew when it comes again.

    What was changed is stored already, so trouble here is only written down: the next
    change tells. How far the school has come is kept for its owner's overview.
    """
    try:
        transaction.looking_again(lambda: _tell(who, school_id, now))
    except errors.NotFound:
        return  # the owner's own people
    except transaction.Refused:
        return  # other changes at this moment have told
    except transaction.Unavailable:
        _log.error("whose turn it is was not told")


def _tell(who: Account, school_id: str, now: datetime) -> None:
    found, _, kept = checklist.look(school_id, now)
    facts = found.facts
    waited_for, told = whose_turn(facts), turn_store.get(school_id)
    after = {person.id for person in waited_for}
    if after == told:
        transaction.commit(kept)
        return
    mails = [
        outgoing.your_turn(school_id, facts.school.owner_id, person, now)
        for person in waited_for
        if person.id not in told | {who.id} and not _just_invited(person, now)
    ]
    transaction.commit(
        kept, turn_store.put_told(school_id, told, after), *map(outbox.put_mail, mails)
    )


def _just_invited(person: Account, now: datetime) -> bool:
    return person.invited_at is not None and now - person.invited_at < _JUST
