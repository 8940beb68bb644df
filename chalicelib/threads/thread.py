"""Threads as the school reads them, and as they stand in its inbox."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.items.handling import Act, Deed, Did, Handling
from chalicelib.items.inbox_id import InboxId
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS, ItemKind
from chalicelib.threads.message import (
    FROM_SCHOOL,
    Message,
    MessageContent,
    MessageKind,
)

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
    def name(self) -> str:
        """What the pupil is called, where this message says it."""
        if self.content is None:
            return ""
        if self.content.contact:
            return self.content.contact.name
        return self.content.text if self.message.kind is MessageKind.NAME else ""

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
        return tuple(shown.message for shown in self.messages if shown.message.waits)

    @property
    def said_by_pupil(self) -> tuple[ShownMessage, ...]:
        return tuple(
            shown for shown in self.messages if shown.message.kind in _SAID_BY_A_PUPIL
        )

    @property
    def asks_contact(self) -> bool:
        return self._has(MessageKind.CONTACT)

    @property
    def kind(self) -> ItemKind:
        """In the inbox."""
        return ItemKind.CONTACT if self.asks_contact else ItemKind.THREAD

    @property
    def words(self) -> list[ShownMessage]:
        return [shown for shown in self.messages if shown.message.is_words]

    @property
    def inbox(self) -> InboxId:
        return self.messages[0].message.inbox

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
        found = (shown.content.answers for shown in self.messages if shown.content)
        return next((answers.flag_ids for answers in found if answers), ())

    @property
    def says_something(self) -> bool:
        """A receipt that was only taken, or that only the school has written to, waits
        for nobody."""
        return bool(self.said_by_pupil)

    def item(self, handled: Item | None = None) -> Item:
        """The thread in the inbox; ``handled`` is the row of what people have done with
        it."""
        every = [shown.message for shown in self.messages]
        now, first = self.waiting or every, every[0]
        handling = handled.handling if handled else self._as_read
        news_at = handled.news_at if handled else None
        since = min(message.since for message in now)
        said_at = max((said.message.since for said in self.said_by_pupil), default=None)
        mails = [mail for message in every for mail in message.mails]
        clocks = [message.clock_at for message in self.waiting]
        if handled:  # once handed over it has mails, and a clock, of its own
            mails += handled.mails
            clocks.append(handled.clock_at)
        return Item(
            kind=self.kind,
            id=self.id,
            school_id=first.school_id,
            owner_id=first.owner_id,
            audience=first.audience,
            # As with flags: reading what is urgent does not move it down.
            level=max(message.level for message in every),
            first=False,
            since=since,
            class_id=first.class_id,
            place=first.place,
            sealed=b"",
            round_id=first.round_id,
            step=handled.step if handled else 0,
            clock_at=min((clock for clock in clocks if clock), default=None),
            mails=tuple(dict.fromkeys(mails)),
            news_at=since
            if self.waiting and (handling.opened or handling.taken)
            else news_at,
            unread=bool(self.waiting),
            said_at=said_at,
            answered=any(self._answers(message, said_at) for message in every),
            names_pupil=self._has(MessageKind.NAME),
            withdrawn=self.withdrawn,
            handling=handling,
        )

    @property
    def _as_read(self) -> Handling:
        """What the messages say of it themselves where no row does. With each that
        somebody reads such a row is made: it is there, and cannot be read."""
        said = [
            shown.message for shown in self.said_by_pupil if shown.message.opened_at
        ]
        words = [
            message for message in said if message.kind is not MessageKind.WITHDRAWN
        ]
        if self.waiting or not words:
            return Handling()
        return Handling(opened=last_read(words)[self.id], unreadable=True)

    @staticmethod
    def _answers(message: Message, said_at: datetime | None) -> bool:
        """A pupil's words are listed from their ``since`` on: nobody has answered
        before."""
        written = message.opened_at if message.kind in FROM_SCHOOL else None
        return bool(said_at and written and written >= said_at)

    def history(self, handling: Handling) -> list[Act]:
        """What people have done with it, with what its messages say of it: who read
        what was new, answered and ended it."""
        done = handling.history
        openings = [act for act in done if act.did is Did.OPENED]
        read = {replace(opening, did=Did.READ_NEWS) for opening in openings}
        said = {
            Act(
                _DONE.get(shown.message.kind, Did.READ_NEWS),
                shown.message.opened_by,
                at,
            )
            for shown in self.messages
            if shown.message.kind is not MessageKind.WITHDRAWN  # which nobody reads
            and shown.message.opened_by
            and (at := shown.message.opened_at)
        }
        return sorted([*done, *(said - read)], key=lambda act: act.at)

    def _has(self, kind: MessageKind) -> bool:
        return any(shown.message.kind is kind for shown in self.messages)


def last_read(messages: Iterable[Message]) -> dict[str, Deed]:
    """By thread, who was the last to read or write something in it."""
    found: dict[str, Deed] = {}
    for message in messages:
        by_system = message.kind is MessageKind.WITHDRAWN
        if message.opened_by and message.opened_at and not by_system:
            before = found.get(message.thread_id)
            if before is None or before.at <= message.opened_at:
                found[message.thread_id] = Deed(message.opened_by, message.opened_at)
    return found


def by_thread(messages: Iterable[ShownMessage]) -> list[ShownThread]:
    """The messages put together to threads, each in its order."""
    found: dict[str, list[ShownMessage]] = defaultdict(list)
    for shown in messages:
        found[shown.message.thread_id].append(shown)
    return [
        ShownThread(id_, tuple(sorted(own, key=lambda shown: shown.order)))
        for id_, own in found.items()
    ]


def listed(
    items: Iterable[Item], messages: Iterable[Message], now: datetime
) -> list[Item]:
    """What an inbox shows by now, and what may be counted anywhere: a number that rises
    with what is not listed yet would tell when a pupil wrote."""
    return with_threads(
        (item for item in items if item.is_listed(now)),
        [message for message in messages if message.is_listed(now)],
    )


def with_threads(items: Iterable[Item], messages: Iterable[Message]) -> list[Item]:
    """Everything of an inbox: its items, and its threads as items. What a pupil took
    back before anybody did anything with it is nobody's to do."""
    rows = list(items)
    handled = {row.id: row for row in rows if row.kind in WRITTEN_BY_PUPILS}
    threads = by_thread(ShownMessage(message, None) for message in messages)
    return [row for row in rows if row.kind not in WRITTEN_BY_PUPILS] + [
        thread.item(handled.get(thread.id))
        for thread in threads
        if thread.says_something
        and (thread.waiting or thread.id in handled or not thread.withdrawn)
    ]
