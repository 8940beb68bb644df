"""What stands in a place, in words, as a document has it."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from chalicelib.case_copies.entry_rows import CopyRow
from chalicelib.core.local_time import local_day
from chalicelib.group_log.fields import texts_of
from chalicelib.group_log.log_entry import LogContent, LogEntry
from chalicelib.items.item import Item
from chalicelib.printouts.printout import ArchiveWords
from chalicelib.reading.item_content import ItemContent
from chalicelib.referrals.fields import POINTS, MorePoints, Referral
from chalicelib.threads.thread import ShownMessage, ShownThread

_REQUIRED = ("seen", "urgency", "involved")


def item_rows(
    item: Item, said: Iterable[object], words: ArchiveWords, with_notes: bool
) -> Iterator[CopyRow]:
    """``said`` is what was opened of it, None where something does not open."""
    t = words.t
    yield CopyRow(t("copy.row.recorded"), words.when(item, item.since))
    for content in said:
        match content:
            case ItemContent():
                yield from _content(item, content, words, with_notes)
            case ShownThread():
                for shown in content.words:
                    yield _message(item, shown, words)
            case None:
                yield CopyRow(t("copy.row.text"), t("copy.unreadable"))


def log_rows(
    versions: Iterable[tuple[LogEntry, LogContent | None]], words: ArchiveWords
) -> Iterator[CopyRow]:
    """Every version of an entry, oldest first. Which cases were spoken of is not told:
    they may be others'."""
    t = words.t
    for entry, content in versions:
        said = "log.corrected" if entry.is_corrected else "log.written"
        when = t.full_day(local_day(entry.at))
        wrote = t(said, name=_plain(words, entry.by), when=when)
        yield CopyRow(t("copy.row.recorded"), wrote)
        if content is None:
            yield CopyRow(t("copy.row.text"), t("copy.unreadable"))
            continue
        present = sorted(_plain(words, who) for who in content.present)
        yield CopyRow(t("log.field.present"), ", ".join(present))
        for name in texts_of(entry.kind):
            yield CopyRow(t(f"log.field.{name}"), content.texts.get(name, ""))


def _content(
    item: Item, content: ItemContent, words: ArchiveWords, with_notes: bool
) -> Iterator[CopyRow]:
    t, done = words.t, item.handling
    if received := content.received:
        role = t(f"inbox.role.{received.role}")
        yield CopyRow(t("copy.row.by"), f"{received.reporter} ({role})")
        yield from _referral(item, received.referral, words)
    for addition in content.additions:
        when = words.when(item, addition.at)
        yield CopyRow(t("inbox.referral.added", when=when), addition.text)
        yield from _points(addition.points, POINTS, words)
    if done.closed:
        closing = t(f"inbox.closing.{done.closing}")
        text = "\n".join(filter(None, (closing, content.note)))
        yield CopyRow(t("inbox.closed"), text)
    for note in content.notes:
        label = t("inbox.notes.by", name=_plain(words, note.by))
        left_out = t("copy.left_out.here")
        yield CopyRow(label, note.text if with_notes else left_out)


def _referral(item: Item, referral: Referral, words: ArchiveWords) -> Iterator[CopyRow]:
    yield CopyRow(words.t("referral.item.pupil"), referral.pupil)
    yield CopyRow(words.t("referral.item.class_id"), item.place)
    yield from _points(referral, (*_REQUIRED, *POINTS), words)


def _points(
    points: MorePoints, names: Iterable[str], words: ArchiveWords
) -> Iterator[CopyRow]:
    for name in names:
        text = _text(name, getattr(points, name), words)
        yield CopyRow(words.t(f"referral.item.{name}"), text)


def _text(name: str, value: object, words: ArchiveWords) -> str:
    t = words.t
    match value:
        case StrEnum():
            own = f"referral.option.{name}.{value}"
            return t(own) if t.has(own) else t(f"referral.option.{value}")
        case tuple():
            return "\n".join(_text(name, part, words) for part in value)
        case date():
            return t.full_day(value)
    return str(value or "")


def _message(item: Item, shown: ShownMessage, words: ArchiveWords) -> CopyRow:
    t, content = words.t, shown.content
    by_school = shown.message.by_school
    who = t("staff.thread.from_school" if by_school else "staff.thread.from_pupil")
    label = f"{who}, {words.when(item, shown.message.since)}"
    if content is None:
        return CopyRow(label, t("copy.unreadable"))
    said = [t("staff.thread.named", name=shown.name) if shown.name else content.text]
    if contact := content.contact:
        whom = t(f"pupil.contact.whom.{contact.whom}")
        said += [t("staff.thread.wants", whom=whom), contact.who or ""]
    return CopyRow(label, "\n".join(filter(None, said)))


def _plain(words: ArchiveWords, who: str) -> str:
    return words.names.get(who) or words.t("inbox.someone_gone")
