"""Threads as the school reads them, and as they stand in its inbox."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.items import item as inbox
from chalicelib.items.item import WRITTEN_BY_PUPILS, Act, Deed, Did, Handling, Item
from chalicelib.threads.message import Message, MessageContent, MessageKind

_SAID_BY_A_PUPIL = frozenset(
    {MessageKind.CONTACT, MessageKind.TEXT, MessageKind.NAME, MessageKind.WITHDRAWN}
)
_DONE = {MessageKind.REPLY: Did.REPLIED, MessageKind.CLOSED: Did.ENDED}


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """``content`` is None where nothing was opened for it, the round's key was
    shredded, or it is ``unreadable``: sealed to another key, or no message of ours."""

    message: Message
    content: MessageContent | None
    unreadable: bool = False

    @property
    def order(self) -> tuple[int, datetime]:
        return (self.content.number if self.content else 0, self.message.since)


@dataclass(frozen=True, slots=True)
class ShownThread:
    """A thread as its readers see it, oldest message first."""

    id: str
    messages: tuple[ShownMessage, ...]

    @property
    def waiting(self) -> tuple[Message, ...]:
        """What nobody has read yet."""
        return tuple(one.message for one in self.messages if one.message.waits)

    @property
    def said_by_pupil(self) -> tuple[ShownMessage, ...]:
        return tuple(
            one for one in self.messages if one.message.kind in _SAID_BY_A_PUPIL
        )

    @property
    def asks_contact(self) -> bool:
        return self._has(MessageKind.CONTACT)

    @property
    def nurse_only(self) -> bool:
        return self.messages[0].message.nurse_only

    @property
    def withdrawn(self) -> bool:
        return self._has(MessageKind.WITHDRAWN)

    @property
    def closed(self) -> bool:
        return self._has(MessageKind.CLOSED)

    @property
    def state(self) -> str:
        """``open`` where it can be answered, or why it cannot: only who has a receipt
        can read a reply. The end of a key of ``staff.thread.flag``."""
        ended = "closed" if self.closed else "open"
        return (
            "contact" if self.asks_contact else "withdrawn" if self.withdrawn else ended
        )

    @property
    def can_be_answered(self) -> bool:
        return self.state == "open"

    @property
    def flag_ids(self) -> tuple[str, ...]:
        """The flags of the answers the pupil let go along."""
        found = (one.content.answers for one in self.messages if one.content)
        return next((answers.flag_ids for answers in found if answers), ())

    @property
    def says_something(self) -> bool:
        """A receipt that was only taken, or that only the school has written to, waits
        for nobody."""
        return bool(self.said_by_pupil)

    def item(self, handled: Item | None = None) -> Item:
        """The thread in the inbox; ``handled`` is the row of what people have done with
        it."""
        every = [one.message for one in self.messages]
        now, first = self.waiting or every, every[0]
        handling = handled.handling if handled else self._as_read
        news_at = handled.news_at if handled else None
        since = min(one.since for one in now)
        mails = [mail for one in every for mail in one.mails]
        clocks = [one.clock_at for one in self.waiting]
        if handled:  # once handed over it has mails, and a clock, of its own
            mails += handled.mails
            clocks.append(handled.clock_at)
        return Item(
            kind=inbox.ItemKind.CONTACT if self.asks_contact else inbox.ItemKind.THREAD,
            id=self.id,
            body_id=first.body_id,
            school_id=first.school_id,
            owner_id=first.owner_id,
            audience=first.audience,
            # As with flags: reading what is urgent does not move it down.
            level=max(one.level for one in every),
            first=False,
            since=since,
            class_id=first.class_id,
            place=first.place,
            sealed=b"",
            round_id=first.round_id,
            step=handled.step if handled else 0,
            clock_at=min((one for one in clocks if one), default=None),
            mails=tuple(dict.fromkeys(mails)),
            news_at=since
            if self.waiting and (handling.opened or handling.taken)
            else news_at,
            unread=bool(self.waiting),
            names_pupil=self._has(MessageKind.NAME),
            withdrawn=self.withdrawn,
            handling=handling,
        )

    @property
    def _as_read(self) -> Handling:
        """What the messages say of it themselves where no row does. With each that
        somebody reads such a row is made: it is there, and cannot be read."""
        said = [one.message for one in self.said_by_pupil if one.message.opened_at]
        words = [one for one in said if one.kind is not MessageKind.WITHDRAWN]
        if self.waiting or not words:
            return Handling()
        return Handling(opened=last_read(words)[self.id], unreadable=True)

    def history(self, handling: Handling) -> list[Act]:
        """What people have done with it, with what its messages say of it: who read
        what was new, answered and ended it."""
        done = handling.history
        openings = [one for one in done if one.did is Did.OPENED]
        read = {replace(one, did=Did.READ_NEWS) for one in openings}
        said = {
            Act(_DONE.get(one.message.kind, Did.READ_NEWS), one.message.opened_by, at)
            for one in self.messages
            if one.message.kind is not MessageKind.WITHDRAWN  # which nobody reads
            and one.message.opened_by
            and (at := one.message.opened_at)
        }
        return sorted([*done, *(said - read)], key=lambda one: one.at)

    def _has(self, kind: MessageKind) -> bool:
        return any(one.message.kind is kind for one in self.messages)


def last_read(messages: Iterable[Message]) -> dict[str, Deed]:
    """By thread, who was the last to read or write something in it."""
    found: dict[str, Deed] = {}
    for one in messages:
        by_system = one.kind is MessageKind.WITHDRAWN
        if one.opened_by and one.opened_at and not by_system:
            before = found.get(one.thread_id)
            if before is None or before.at <= one.opened_at:
                found[one.thread_id] = Deed(one.opened_by, one.opened_at)
    return found


def by_thread(messages: Iterable[ShownMessage]) -> list[ShownThread]:
    """The messages put together to threads, each in its order."""
    found: dict[str, list[ShownMessage]] = defaultdict(list)
    for one in messages:
        found[one.message.thread_id].append(one)
    return [
        ShownThread(id_, tuple(sorted(each, key=lambda one: one.order)))
        for id_, each in found.items()
    ]


def listed(
    items: Iterable[Item], messages: Iterable[Message], now: datetime
) -> list[Item]:
    """What an inbox shows by now, and what may be counted anywhere: a number that rises
    with what is not listed yet would tell when a pupil wrote."""
    return with_threads(
        (one for one in items if one.is_listed(now)),
        [one for one in messages if one.is_listed(now)],
    )


def with_threads(items: Iterable[Item], messages: Iterable[Message]) -> list[Item]:
    """Everything of an inbox: its items, and its threads as items. What a pupil took
    back before anybody did anything with it is nobody's to do."""
    rows = list(items)
    handled = {one.id: one for one in rows if one.kind in WRITTEN_BY_PUPILS}
    threads = by_thread(ShownMessage(one, None) for one in messages)
    return [one for one in rows if one.kind not in WRITTEN_BY_PUPILS] + [
        one.item(handled.get(one.id))
        for one in threads
        if one.says_something
        and (one.waiting or one.id in handled or not one.withdrawn)
    ]
