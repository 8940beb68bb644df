"""One document of what was found for a pupil and is no case: for the pupil and their
guardians, by the rules of a case's copy for them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.access_requests.goes_along import kept_because, names_told
from chalicelib.access_requests.place_rows import item_rows, log_rows
from chalicelib.access_requests.things import Thing, things_of
from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.archive.document import (
    WORDS,
    Block,
    Document,
    HeadingBlock,
    TableBlock,
    TextBlock,
)
from chalicelib.archive.signs import settable
from chalicelib.case_copies import names_in_text
from chalicelib.case_copies.contents import CopyTexts
from chalicelib.case_copies.entry_rows import CopyRow
from chalicelib.case_copies.party import redacted
from chalicelib.case_copies.prepare import (
    MOST_NAMES,
    PreparedCopy,
    names_taken,
)
from chalicelib.core.local_time import local_day
from chalicelib.group_log import store as group_log
from chalicelib.items.item import Item
from chalicelib.printouts.printout import ArchiveWords


@dataclass(frozen=True, slots=True)
class Wanted:
    """``names`` are taken out, None before anybody has typed any; ``not_included`` are
    the ends of the keys that say what is not in it."""

    name: str
    chosen: Collection[str]
    language: str
    with_notes: bool
    names: Sequence[str] | None
    not_included: Sequence[str]


@dataclass(frozen=True, slots=True)
class PupilDocument:
    """``names`` are those that go out, as they stand in the field."""

    copy: PreparedCopy
    places: list[Thing]
    names: Sequence[str]


def document_of(account: Account, wanted: Wanted, now: datetime) -> PupilDocument:
    """Of what was chosen, what is there still and may go along, newest first. Nothing
    is opened for anybody by it. Raises NotFound, Unavailable."""
    people = accounts.of_body(account.body_id)
    named = {person.id: person.name for person in people}
    words = ArchiveWords(CopyTexts(wanted.language), named, {})
    things, _ = things_of(account, now)
    read = [
        (thing, said)
        for thing in things
        if thing.held and thing.place.ref in wanted.chosen
        for said in [list(thing.said())]
        if not kept_because(account, thing.held, said, wanted.name)
    ]
    blocks = [
        block
        for thing, said in read
        for block in _place(account, thing, said, words, wanted.with_notes)
    ]
    names = wanted.names
    if names is None:
        told = [name for _, said in read for name in names_told(said)]
        names = suggested(told, blocks, [*named.values()], wanted.name)
    gone = redacted(
        _document(wanted, [*blocks, *_not_in_it(wanted, words)], words, now),
        names_taken(names),
        words.t("copy.name_out"),
    )
    ready = settable(gone.document)
    copy = PreparedCopy(
        document=gone.document,
        shown=ready.document,
        signs=ready.changed,
        headings=(),
        left_out=(),
        unreadable=(),
        names=gone.found,
    )
    return PupilDocument(copy, [thing for thing, _ in read], names)


def suggested(
    told: Iterable[str], blocks: Iterable[Block], staff: Sequence[str], name: str
) -> list[str]:
    """Who else is told of, and what looks like a name amid a sentence; as many as can
    be taken. A colleague is known by the whole name alone, since a pupil may be called
    the same. A person looks it over: where a sentence begins nothing is found."""
    others = [other for told_name in told if (other := _without(name, told_name))]
    listed = set().union(*map(names_in_text.parts, (name, *others)))
    rows = (row[1] for b in blocks if isinstance(b, TableBlock) for row in b.rows)
    texts = [_without_staff(text, staff) for text in rows]
    amid = [word for text in texts for word in _amid(text)]
    new = [word for word in amid if not listed & set(names_in_text.forms(word))]
    return list(dict.fromkeys([*others, *new]))[:MOST_NAMES]


def _without_staff(text: str, staff: Sequence[str]) -> str:
    for called in staff:
        text = text.replace(called, "")
    return text


def _without(own: str, name: str) -> str:
    """A brother's first name alone: what the pupil is called too must stand."""
    called = names_in_text.parts(own)
    words = (word for word in name.split() if not names_in_text.parts(word) & called)
    return " ".join(words)


def _amid(text: str) -> Iterator[str]:
    for found in names_in_text.WORD.finditer(text):
        before = text[: found.start()]
        goes_on = before[-1:] == " " and before.rstrip()[-1:].islower()
        after_comma = before.rstrip()[-1:] == ","
        if found[0][0].isupper() and len(found[0]) > 1 and (goes_on or after_comma):
            yield found[0]


def _place(
    account: Account,
    thing: Thing,
    said: Sequence[object],
    words: ArchiveWords,
    with_notes: bool,
) -> Iterator[Block]:
    t, place = words.t, thing.place
    if isinstance(thing.held, Item):
        called = f"{t(f'inbox.kind.{place.kind}')} {place.number}"
        rows = item_rows(thing.held, said, words, with_notes)
    else:
        assert thing.held
        called = t(f"log.kind.{place.kind}")
        rows = log_rows(group_log.read(account.body_id, thing.held.id), words)
    yield HeadingBlock(2, f"{called}, {t.full_day(place.on)}")
    yield _table(words, rows)


def _table(words: ArchiveWords, rows: Iterator[CopyRow]) -> TableBlock:
    head = (words.t("copy.column.what"), words.t("copy.column.says"))
    return TableBlock(head, tuple((row.label, row.text) for row in rows if row.text))


def _not_in_it(wanted: Wanted, words: ArchiveWords) -> Iterator[Block]:
    yield HeadingBlock(2, words.t("insight.not"))
    for what in (*wanted.not_included, "cases", "unread"):
        own = f"insight.document.not.{what}"
        yield TextBlock(words.t(own if words.t.has(own) else f"insight.not.{what}"))


def _document(
    wanted: Wanted, blocks: Sequence[Block], words: ArchiveWords, now: datetime
) -> Document:
    t = words.t
    title = t("insight.document.title", name=wanted.name)
    set_words = {name: t(f"copy.word.{name}") for name in WORDS}
    return Document(title, wanted.language, local_day(now), set_words, tuple(blocks))
