"""What a copy of a case contains: its header and every entry, in order, in words.

Who is difficult for the pupil stands in no copy; of a party copy whole answers about
other pupils are left out too. What is left out is said in its place.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.archive.document import (
    WORDS,
    Block,
    Document,
    HeadingBlock,
    TableBlock,
)
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.entry_rows import CopyRow, EntryRows
from chalicelib.case_forms.supporters import (
    AskedAnswer,
    People,
    Relation,
    Supporter,
    people_of,
)
from chalicelib.case_pages.answers import AnswerWords
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.see_case import SeenCase
from chalicelib.core.local_time import OSLO, local_day
from chalicelib.items.item_kind import reference
from chalicelib.locales import LOCALES
from chalicelib.plan_pages.plan_data import told_by_entry
from chalicelib.web.language import Texts

OF_OTHERS: Mapping[CopyKind, tuple[str, ...]] = {
    CopyKind.ARCHIVE: ("hard", "not_wanted"),
    CopyKind.PARTY: ("hard", "not_wanted", "around", "friends"),
}
"""Answers of the first talk that stand in no such copy."""


class CopyTexts(Texts):
    """Each day with its year: a copy is read when that is long ago."""

    def __init__(self, language: str) -> None:
        super().__init__(LOCALES[language], LOCALES[language].strings)

    def day(self, on: date) -> str:
        return self.full_day(on)


@dataclass(frozen=True, slots=True)
class Contents:
    """``unreadable`` are the numbers of entries that do not open; ``left_out`` says
    what is not in it, each once."""

    document: Document
    headings: tuple[str, ...]
    left_out: tuple[str, ...]
    unreadable: tuple[int, ...]


def contents(
    seen: SeenCase,
    kind: CopyKind,
    language: str,
    now: datetime,
    numbers: Container[int],
) -> Contents:
    """``numbers`` are those of the entries that are wanted: with the first stands what
    the case is."""
    t, words = CopyTexts(language), CaseWords(CopyTexts(language), seen.people, now)
    wanted = [read for read in seen.entries if read.entry.number in numbers]
    entries = [_without_difficult(read) for read in wanted]
    people = _listed([_without_difficult(read) for read in seen.entries])
    said = AnswerWords(t, people, seen.about.pupil or t("case.unnamed"), False)
    rows = EntryRows(words, said, told_by_entry(seen, words), OF_OTHERS[kind])
    titles = words.titles(seen.entries)
    blocks = [*_beginning(seen, words)] if 1 in numbers else []
    headings, left_out = [], []
    for read in entries:
        heading = f"{read.entry.number}. {titles[read.entry.number]}"
        headings.append(heading)
        left_out += rows.left_out(read)
        blocks += [
            HeadingBlock(3, heading),
            _table(t, [*_when(read, words), *rows.of(read)]),
        ]
    if len(_named(wanted)) > len(_named(entries)):
        left_out.append(t("copy.left_out.difficult"))
    title = t(f"copy.title.{kind}", number=seen.case.number)
    set_words = {name: t(f"copy.word.{name}") for name in WORDS}
    return Contents(
        Document(title, language, local_day(now), set_words, tuple(blocks)),
        tuple(headings),
        tuple(dict.fromkeys(left_out)),
        tuple(read.entry.number for read in entries if read.content is None),
    )


def listed_names(seen: SeenCase) -> list[str]:
    """Of everybody who was ever on the list of supporters."""
    return list(dict.fromkeys(_named(seen.entries)))


def _beginning(seen: SeenCase, words: CaseWords) -> Iterator[Block]:
    yield HeadingBlock(2, words.t("copy.about"))
    yield _table(words.t, _about(seen, words))
    yield HeadingBlock(2, words.t("copy.entries"))


def _about(seen: SeenCase, words: CaseWords) -> Iterator[CopyRow]:
    case, about, t = seen.case, seen.about, words.t
    if not case.of_class:
        yield CopyRow(t("case.about.pupil"), about.pupil or t("case.unnamed"))
    yield CopyRow(t("case.about.place"), about.place)
    yield CopyRow(t("copy.row.number"), str(case.number))
    yield CopyRow(t("copy.row.school"), seen.school)
    yield CopyRow(t("copy.row.state"), words.state(case))
    yield CopyRow(t("copy.row.responsible"), words.name(case.responsible))
    team = ", ".join(words.name(member) for member in case.team)
    yield CopyRow(t("copy.row.team"), team)
    yield CopyRow(t("copy.row.made"), t.local_day(case.made_at))
    if case.closed_on:
        yield CopyRow(t("copy.row.closed"), t.day(case.closed_on))
    origins = [ref for origin in case.origins if (ref := reference(origin))]
    came = "\n".join(f"{t(f'inbox.kind.{kind}')} {id_[:6]}" for kind, id_ in origins)
    yield CopyRow(t("case.origins"), came)


def _when(read: ReadEntry, words: CaseWords) -> Iterator[CopyRow]:
    entry, t = read.entry, words.t
    here = entry.recorded.astimezone(OSLO)
    written = t(
        "copy.moment", day=t.day(here.date()), hour=f"{here:%H}", minute=f"{here:%M}"
    )
    yield CopyRow(t("copy.row.happened"), t.day(entry.happened))
    yield CopyRow(t("copy.row.recorded"), written)
    yield CopyRow(t("copy.row.by"), words.name(entry.by))


def _table(t: Texts, rows: Iterator[CopyRow] | list[CopyRow]) -> TableBlock:
    head = (t("copy.column.what"), t("copy.column.says"))
    return TableBlock(head, tuple((row.label, row.text) for row in rows if row.text))


def _without_difficult(read: ReadEntry) -> ReadEntry:
    """Who is difficult for the pupil and takes no part is not on the list; what anybody
    is to the pupil stands nowhere."""
    if read.entry.kind is not EntryKind.SUPPORTERS or read.content is None:
        return read
    kept = {
        number: row
        for number, row in read.content.get("people", {}).items()
        if row.get("role") != Relation.DIFFICULT or row.get("answer") == AskedAnswer.YES
    }
    return replace(read, content={**read.content, "people": kept})


def _listed(entries: list[ReadEntry]) -> People:
    """By number, as they were last."""
    people: dict[int, Supporter] = {}
    for read in entries:
        if read.entry.kind is EntryKind.SUPPORTERS:
            people |= people_of(read.content)
    return people


def _named(entries: list[ReadEntry]) -> list[str]:
    lists = (read for read in entries if read.entry.kind is EntryKind.SUPPORTERS)
    return [
        person.name for read in lists for person in people_of(read.content).values()
    ]
