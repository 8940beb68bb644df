"""A message's clock has run out: tell the next people, or clear away what a pupil took back."""

from datetime import datetime

from chalicelib.domain.escalation import next_step
from chalicelib.domain.threads import Kind, Message
from chalicelib.services import telling
from chalicelib.stores import audit, database, outbox, schools, threads
from chalicelib.stores.keys import Key
from chalicelib.stores.rows import stamp


def advance(key: Key, now: datetime) -> None:
    """Raises Unavailable; then the clock is still due and the next sweep comes back to it."""
    message = threads.get_by_key(key)
    if message is None or message.clock_at is None or message.clock_at > now:
        return
    if message.kind is Kind.WITHDRAWN:
        _clear_away(message, now)
    else:
        _tell_the_next(message, now)


def _tell_the_next(message: Message, now: datetime) -> None:
    school = schools.get(message.school_id)
    if school is None:
        raise LookupError("a message of a school that does not exist")
    step = next_step(message.level, message.audience, message.step, now, school.calendar)
    clock_at = stamp(step.clock_at) if step.clock_at else None
    try:
        if step.tell is None:
            database.write(threads.to_step(message, clock_at, None))
            return
        mail = telling.unopened(message, step.tell, now)
        writes = (threads.to_step(message, clock_at, mail.id), outbox.to_put(mail))
        what = f"escalated_to_{step.tell}"
        audit.write_with(writes, message.body_id, now, "system", what, message.id)
    except database.Refused:
        return


def _clear_away(withdrawal: Message, now: datetime) -> None:
    """The rest of the thread is deleted, except what an adult must act on (level L3): the pupil
    was told so before. The withdrawal itself stays, as a message that was read."""
    rest = threads.of_school(withdrawal.school_id, withdrawal.nurse_only, withdrawal.thread_id)
    for message in rest:
        if message.id != withdrawal.id and not message.must_stay:
            database.write(threads.to_delete(message))
    database.write(threads.to_open(withdrawal, "system", stamp(now)))
