"""A pupil's message on its way to the school: what it is stored as. The staff side
tells of it."""

from datetime import datetime

from chalicelib.core import errors
from chalicelib.items import mails as item_mails
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.items.mail_plan import GROUP_IS_TOLD
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Round
from chalicelib.storage.writes import Put
from chalicelib.threads import along_store
from chalicelib.threads import store as threads
from chalicelib.threads.message import Message, MessageContent, MessageKind

MESSAGE = 0
"""Its place in ``put_new``, and so in its transaction: where its condition fails, it is
a replay."""


def make(
    round_: Round,
    class_id: str,
    thread_id: str,
    kind: MessageKind,
    content: MessageContent,
    level: Level,
    now: datetime,
) -> Message:
    """On level L1 it is not told of, and nobody is late; the id is the caller's to
    give."""
    since = item_mails.told_at(GROUP_IS_TOLD[level], round_, now)
    return Message(
        id="",
        thread_id=thread_id,
        school_id=round_.school_id,
        owner_id=round_.owner_id,
        round_id=round_.id,
        class_id=class_id,
        place=round_.classes[class_id].label,
        audience=Audience.RESOURCE_GROUP,
        kind=kind,
        level=level,
        since=since,
        sealed=threads.seal(round_, thread_id, content),
        along=along_store.hidden(content.answers),
        clock_at=None if level is Level.L1 else since,
    )


def put_new(message: Message, round_: Round) -> list[Put]:
    """The message, and then the way to it from the flags of what goes along."""
    until = item_mails.expires_at(round_)
    return [threads.put_message(message, until), *along_store.put_along(message, until)]


def round_of(round_id: str, shredded: type[errors.Refusal] | None = None) -> Round:
    """Raises ``shredded``: what is sealed to a key that is gone would be lost."""
    round_ = rounds.get(round_id)
    if round_ is None:
        raise errors.Tampered
    if shredded and round_.shredded_on:
        raise shredded
    return round_
