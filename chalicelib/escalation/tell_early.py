"""In an anonymous round what is urgent waits for the end of the quarter of an hour, or
until more answers of the class have come: whoever watches the class and the inbox
cannot tell whose it is.

The pupils' side cannot count. The sweep counts once a minute, whether anything waits or
not: what is told early then follows from how many have sent alone: it came with one of
three answers or more, and with none of the last two. Whoever prints cards could be all
of these: as many answers more are wanted as the class has cards to spare.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.answers import held_store as held
from chalicelib.answers import store as answers
from chalicelib.answers.held_store import Counted
from chalicelib.core.local_time import quarter_of
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import inboxes_of_pupils
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.mail_plan import is_at_once
from chalicelib.items.mails import Waiting
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import MAY_FINISH, Mode, Round
from chalicelib.storage import transaction
from chalicelib.storage.codec import epoch
from chalicelib.storage.keys import MESSAGE, Key
from chalicelib.storage.writes import Put
from chalicelib.threads import store as threads
from chalicelib.threads import waiting_store

CROWD = 3
"""So many answers it may have come with."""
MORE = 2
"""So many must have come after all of those."""
_EACH = timedelta(minutes=1)
_EARLY = timedelta(minutes=10)
"""Into the quarter: what comes in its last minutes waits for its end with all that came
since, so that hardly ever one or two are left alone."""


def first_look(round_: Round, class_id: str, from_: datetime) -> tuple[Put, ...]:
    """For who opens a class; confidential rounds hold nothing back."""
    if round_.mode is not Mode.ANONYMOUS:
        return ()
    place = Place(round_.id, class_id)
    return (held.put_count(place, from_, quarter_of(from_), epoch(round_.expires_at)),)


def look(key: Key, now: datetime) -> None:
    """Raises Unavailable; then the look is still due. Raises Unreadable."""
    was = held.get(key)
    round_ = rounds.get(was.place.round_id) if was else None
    if was is None or round_ is None:
        return
    try:
        if now >= round_.closes_at + MAY_FINISH:
            transaction.commit(held.delete_count(was))
        else:
            after, tell_of = _after_look(was, round_, answers.count(was.place), now)
            transaction.commit(held.change_count(was, after, now + _EACH))
            for key in tell_of:
                _make_due(key, round_, was.place.class_id, now)
    except transaction.Refused:
        return  # another sweep was here


def _after_look(
    was: Counted, round_: Round, count: int, now: datetime
) -> tuple[Counted, tuple[Key, ...]]:
    """What the row is to hold, and what is to be told of once it does."""
    quarter, tell_of = quarter_of(now), tuple[Key, ...]()
    if quarter != was.quarter:  # its end told of all that came in it
        return replace(was, quarter=quarter, told=count, crowd=0, held=()), ()
    if now - quarter >= _EARLY:
        return was, ()
    spare = round_.classes[was.place.class_id].extra_cards
    if was.crowd and count >= was.crowd + MORE + spare:
        tell_of = was.held
        was = replace(was, told=was.crowd, crowd=0, held=())
    if not was.crowd and count >= was.told + CROWD + spare:
        held_back = tuple(_held_back(round_, was.place.class_id, now))
        was = replace(was, crowd=count, held=held_back)
    return was, tell_of


def _held_back(round_: Round, class_id: str, now: datetime) -> Iterator[Key]:
    for inbox in inboxes_of_pupils(round_.school_id, round_.owner_id):
        items, messages = waiting_store.everything(inbox)
        for item in items:
            if item.kind is ItemKind.FLAG and _waits(item, round_, class_id, now):
                yield item_store.key_of(item)
        for message in messages:
            if message.clock_at and _waits(message, round_, class_id, now):
                yield threads.key_of(message)


def _make_due(key: Key, round_: Round, class_id: str, now: datetime) -> None:
    """Only what still waits, and would be told of at once, of the class whose answers
    came."""
    since = quarter_of(now)
    try:
        if key.sk.startswith(MESSAGE):
            message = threads.get_by_key(key)
            if message and _waits(message, round_, class_id, now):
                transaction.commit(threads.replace(message, message.listed_from(since)))
        elif (item := item_store.get_by_key(key)) and _waits(
            item, round_, class_id, now
        ):
            transaction.commit(item_store.replace(item, item.listed_from(since)))
    except transaction.Refused:
        return  # opened or told meanwhile


def _waits(waiting: Waiting, round_: Round, class_id: str, now: datetime) -> bool:
    at_once = is_at_once(waiting.audience, waiting.level, waiting.tell_principal)
    here = (waiting.round_id, waiting.class_id) == (round_.id, class_id)
    here = here and waiting.inbox in inboxes_of_pupils(
        round_.school_id, round_.owner_id
    )
    return here and at_once and waiting.step == 0 and waiting.since > now
