"""An item's clock has run out: start it anew and tell the next people, unless it was opened."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from chalicelib.domain.escalation import next_step
from chalicelib.domain.inbox import Item
from chalicelib.domain.threads import Message
from chalicelib.services import telling
from chalicelib.stores import audit, database, inbox, outbox, schools
from chalicelib.stores.database import Change
from chalicelib.stores.keys import Key
from chalicelib.stores.rows import stamp


def advance(key: Key, now: datetime) -> None:
    """Raises Unavailable; then the clock is still due and the next sweep comes back to it."""
    item = inbox.get_by_key(key)
    if item is None or item.clock_at is None or item.clock_at > now:
        return
    tell_the_next(item, partial(inbox.to_step, item), now)


def tell_the_next(
    waiting: Item | Message, to_step: Callable[[str | None, str | None], Change], now: datetime
) -> None:
    """Of an item or of a pupil's message; ``to_step`` takes its next clock and the mail's id."""
    school = schools.get(waiting.school_id)
    if school is None:
        raise LookupError("something waits at a school that does not exist")
    step = next_step(waiting.level, waiting.audience, waiting.step, now, school.calendar)
    clock_at = stamp(step.clock_at) if step.clock_at else None
    try:
        if step.tell is None:
            database.write(to_step(clock_at, None))
            return
        mail = telling.unopened(waiting, step.tell, now)
        writes = (to_step(clock_at, mail.id), outbox.to_put(mail))
        what = f"escalated_to_{step.tell}"
        audit.write_with(writes, waiting.body_id, now, "system", what, waiting.id)
    except database.Refused:
        return
