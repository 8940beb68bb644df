"""All that the reader may read of their own school, each as what is looked through."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from chalicelib.access_requests.mention import Mention
from chalicelib.accounts.account import Account, Action
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.may_open import may_know_of, may_open
from chalicelib.core.local_time import local_day
from chalicelib.group_log import store as group_log
from chalicelib.group_log.log_entry import LogEntry, newest_first
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS
from chalicelib.items.may_read import may_read
from chalicelib.reading import item_content
from chalicelib.reading import thread as school_threads
from chalicelib.reading.own_items import everything
from chalicelib.storage import key_pairs

_MARK = 10
"""Signs of a thing's own mark: of two with the same one would be skipped."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Something the name stands in. ``kind`` is an item's, a log entry's or ``case``;
    ``number`` what people call it, empty where they don't. ``kept`` says why it goes
    into no document, ``ticked`` that it does unless somebody says otherwise."""

    kind: str
    path: str
    number: str
    on: date
    mention: Mention
    kept: str = ""
    ticked: bool = False

    @property
    def ref(self) -> str:
        """For a box to tick; a case has copies of its own."""
        return "" if self.kind == "case" else f"{self.kind}.{self.path.split('/')[-1]}"

    @property
    def order(self) -> tuple[date, str]:
        """Where it stands among all others, whatever comes or goes."""
        return self.on, sha256(self.path.encode()).hexdigest()[:_MARK]


@dataclass(frozen=True, slots=True)
class Thing:
    """``said`` gives what it holds, None for what does not open; ``held`` is what it
    is, None for a case."""

    place: Mentioned
    said: Callable[[], Iterable[object]]
    held: Item | LogEntry | None = None


def things_of(account: Account, now: datetime) -> tuple[list[Thing], int]:
    """Newest first; and of how many more there are that this reader may not read."""
    items = everything(account, now)
    of_body = cases.of_body(account.body_id)
    known = [case for case in of_body if may_know_of(account, case)]
    readable = [item for item in items if may_read(account, item)]
    opens = [case for case in known if may_open(account, case, now)]
    of_log = _of_log(account) if account.may(Action.KEEP_LOG) else ()
    things = [
        *_of_items(account, readable, now),
        *_of_cases(account, opens),
        *of_log,
    ]
    shut = len(items) - len(readable) + len(known) - len(opens)
    return sorted(things, key=lambda thing: thing.place.order, reverse=True), shut


def _of_items(account: Account, items: list[Item], now: datetime) -> Iterator[Thing]:
    by_pupils = {item.id for item in items if item.kind in WRITTEN_BY_PUPILS}
    said = school_threads.those(account, by_pupils, now) if by_pupils else ()
    threads = {thread.id: thread for thread in said}

    def read(item: Item) -> Callable[[], Iterable[object]]:
        def said() -> Iterator[object]:
            content = item_content.of(item)
            yield None if content.unreadable else content
            if item.id in by_pupils:
                yield threads.get(item.id)

        return said

    for item in items:
        path, on = f"/staff/inbox/{item.kind}/{item.id}", local_day(item.since)
        place = Mentioned(item.kind, path, item.number, on, Mention.NONE)
        yield Thing(place, read(item), item)


def _of_cases(account: Account, found: list[Case]) -> Iterator[Thing]:
    key = key_pairs.private(account.body_id) if found else None

    def read(case: Case) -> Callable[[], Iterable[object]]:
        def said() -> Iterator[object]:
            yield cases.about(key, case)
            for row in cases.entries(case):
                yield cases.read(key, case, row).content

        return said

    for case in found:
        path, on = f"/staff/cases/{case.number}", local_day(case.made_at)
        place = Mentioned("case", path, str(case.number), on, Mention.NONE)
        yield Thing(place, read(case))


def _of_log(account: Account) -> Iterator[Thing]:
    """What an entry said before it was corrected is kept, and so looked through."""

    def read(entry: LogEntry) -> Callable[[], Iterable[object]]:
        return lambda: [
            content for _, content in group_log.read(account.body_id, entry.id)
        ]

    for entry in newest_first(group_log.versions(account.body_id)):
        path = f"/staff/log/entries/{entry.id}"
        place = Mentioned(entry.kind, path, "", entry.on, Mention.NONE)
        yield Thing(place, read(entry), entry)


def texts_in(value: object) -> Iterator[str]:
    """Every text in it, however deep, but no name of a field."""
    match value:
        case str():
            yield value
        case Mapping():
            for held in value.values():
                yield from texts_in(held)
        case list() | tuple() | set() | frozenset():
            for held in value:
                yield from texts_in(held)
        case _ if hasattr(value, "model_dump"):
            yield from texts_in(value.model_dump())
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from texts_in(getattr(value, field.name))
