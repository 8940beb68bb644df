"""An item's clock has run out: start it anew and tell the next people, unless it was opened."""

from datetime import datetime

from chalicelib.domain.escalation import next_step
from chalicelib.services import telling
from chalicelib.stores import audit, database, inbox, outbox, schools
from chalicelib.stores.keys import Key
from chalicelib.stores.rows import stamp


def advance(key: Key, now: datetime) -> None:
    """Raises Unavailable; then the clock is still due and the next sweep comes back to it."""
    item = inbox.get_by_key(key)
    if item is None or item.clock_at is None or item.clock_at > now:
        return
    school = schools.get(item.school_id)
    if school is None:
        raise LookupError("an item of a school that does not exist")
    step = next_step(item.level, item.audience, item.step, now, school.calendar)
    clock_at = stamp(step.clock_at) if step.clock_at else None
    try:
        if step.tell is None:
            database.write(inbox.to_step(item, clock_at, None))
            return
        mail = telling.unopened(item, step.tell, now)
        writes = (inbox.to_step(item, clock_at, mail.id), outbox.to_put(mail))
        what = f"escalated_to_{step.tell}"
        audit.write_with(writes, item.body_id, now, "system", what, item.id)
    except database.Refused:
        return
