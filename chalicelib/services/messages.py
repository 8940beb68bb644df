"""A pupil's message on its way to the school: what it is stored as, and the mail that tells."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.flags import Level
from chalicelib.domain.rounds import Round
from chalicelib.domain.threads import Content, Kind, Message
from chalicelib.services import telling
from chalicelib.stores import outbox, threads
from chalicelib.stores.database import Write


def make(
    round_: Round,
    class_id: str,
    thread_id: str,
    kind: Kind,
    content: Content,
    level: Level,
    now: datetime,
) -> Message:
    """On level L1 it waits without a clock; the id is the caller's to give."""
    since = telling.message_told_at(level, round_, now)
    return Message(
        id="",
        thread_id=thread_id,
        school_id=round_.school_id,
        owner_id=round_.owner_id,
        round_id=round_.id,
        class_id=class_id,
        place=round_.classes[class_id].label,
        nurse_only=False,
        kind=kind,
        level=level,
        since=since,
        sealed=threads.seal(round_, thread_id, content),
        clock_at=None if level is Level.L1 else since,
    )


def writes(message: Message, round_: Round) -> tuple[Write, ...]:
    """The message, then its mail."""
    mail = telling.message_mail(message)
    told = replace(message, mails=(mail.id,))
    return threads.to_put(told, telling.expires_at(round_)), outbox.to_put(mail)
