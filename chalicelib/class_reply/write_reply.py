"""Somebody of the resource group publishes what a class is told, corrects it, or takes
it down."""

import json
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.class_reply import store as replies
from chalicelib.class_reply.reply import (
    PublishedReply,
    ReplyContent,
    ReplyPart,
    ReplyVersion,
)
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.core.local_time import local_day
from chalicelib.crypto.sealing import derived_id
from chalicelib.rounds.round import Round
from chalicelib.storage import records, transaction
from chalicelib.storage.writes import Put


@dataclass(frozen=True, slots=True)
class ReplyPress:
    """Who presses what of which part. ``seen`` is the version that stood before their
    eyes, ``attempt`` what the page handed out."""

    who: Account
    round: Round
    part: ReplyPart
    seen: int
    attempt: str
    at: datetime


def publish(press: ReplyPress, content: ReplyContent) -> None:
    """Raises NotReady where none can be written, ChangedMeanwhile where somebody has
    changed it since, Tampered, Unavailable."""
    if press.part.refused:
        raise errors.NotReady
    has_stood = press.part.content is not None
    _add(press, Event.CORRECTED_REPLY if has_stood else Event.PUBLISHED_REPLY, content)


def take_down(press: ReplyPress) -> None:
    """Raises ChangedMeanwhile, Tampered, Unavailable. What is down stays so."""
    if press.part.content:
        _add(press, Event.TOOK_DOWN_REPLY, None)


def _add(press: ReplyPress, event: Event, content: ReplyContent | None) -> None:
    round_, part, version = press.round, press.part, _version(press, content)
    if version.mark in {earlier.mark for earlier in part.versions}:
        return  # the same, sent again
    if press.seen != part.version:
        raise errors.ChangedMeanwhile
    shown = PublishedReply(local_day(press.at), content)
    writes = [
        replies.put_version(round_, version),
        replies.put_published(round_, part.id, shown),
        *_words(round_, part),
    ]
    about = f"{round_.id}.{part.id}"
    try:
        audit.record(event, press.who.body_id, press.who.id, about, press.at, writes)
    except transaction.Refused:
        raise errors.ChangedMeanwhile from None


def _words(round_: Round, part: ReplyPart) -> list[Put]:
    """Those who may read it find it, though no cards were printed."""
    classes = round_.classes if part.is_whole else (part.id,)
    return [replies.put_word(round_, class_id) for class_id in classes]


def _version(press: ReplyPress, content: ReplyContent | None) -> ReplyVersion:
    if not is_attempt(press.attempt):
        raise errors.Tampered
    words = json.dumps(records.encode(content) if content else None, sort_keys=True)
    about = "|".join((press.round.id, press.part.id, press.attempt, words))
    mark = derived_id("class reply", f"{press.who.id}|{about}")
    number, by = press.seen + 1, press.who.id
    return ReplyVersion(
        press.round.id, press.part.id, number, mark, by, press.at, content
    )
