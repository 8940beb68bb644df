"""Shortly before a round opens by the clock: is the school still ready? If not, it is
held."""

from dataclasses import replace
from datetime import datetime

from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.audit.event import Event
from chalicelib.manage_schools import readiness
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.recipients import Recipients
from chalicelib.rounds import opening_store
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Round
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Write


def look(key: Key, now: datetime) -> None:
    """Where a must is missing nothing of the round opens by the clock: people open its
    classes by hand once the school is ready. What is open already is left to the people
    on its page.

    Raises Unavailable; then the row is still due and the next sweep comes back to it.
    """
    round_id = opening_store.round_id(key)
    round_ = rounds.get(round_id) if round_id else None
    if round_ is None:
        return
    done = opening_store.delete_opening(round_.id)
    waits = now < round_.opens_at and any(
        class_.opened_at for class_ in round_.classes.values()
    )
    try:
        if waits and readiness.of(round_.school_id, now).stops(
            round_.reader.account_id
        ):
            writes = (*_hold(round_, now), done)
            audit.record(
                Event.HELD_ROUND, round_.school_id, SYSTEM, round_.id, now, writes
            )
        else:
            transaction.commit(done)
    except transaction.Refused:
        return  # somebody changed the round at this moment: it is still due


def _hold(round_: Round, now: datetime) -> tuple[Write, ...]:
    classes = {
        class_.id: replace(class_, opened_at=None) for class_ in round_.classes.values()
    }
    # The clock's role may change rounds and nothing else of the public side's table.
    held, _ = rounds.change_round(replace(round_, classes=classes))
    circles = (Recipients.PRINCIPAL, Recipients.OWNER)
    at = (round_.id, round_.school_id, round_.owner_id)
    return held, *(
        outbox.put_mail(outgoing.held(*at, circle, now)) for circle in circles
    )
