"""The copies that were made of a case, and whether each still says all there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.case_copies.copy_kind import LANGUAGES, CopyKind
from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry

_CHANGES_NOTHING = frozenset({EntryKind.COPIED, EntryKind.COPY_CONFIRMED})


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """``entry`` says who made it and when; ``names`` were taken out besides those of
    the supporters. ``is_current``: nothing was written in the case since."""

    entry: CaseEntry
    kind: CopyKind
    language: str
    names: tuple[str, ...]
    is_current: bool
    is_confirmed: bool


def made_copies(entries: Sequence[ReadEntry]) -> list[MadeCopy]:
    """The latest first; what does not open is none."""
    written = [read.entry for read in entries]
    return [
        MadeCopy(
            entry=read.entry,
            kind=CopyKind(read.text("copy")),
            language=read.text("language"),
            names=tuple(map(str, read.content.get("names", ()))),
            is_current=is_current(read.entry.number, written),
            is_confirmed=read.entry.number in confirmed(written),
        )
        for read in reversed(entries)
        if read.entry.kind is EntryKind.COPIED
        and read.content
        and read.text("copy") in list(CopyKind)
        and read.text("language") in LANGUAGES
    ]


def is_current(number: int, entries: Sequence[CaseEntry]) -> bool:
    """Whether the copy made with this entry says all that the case has."""
    later = (entry for entry in entries if entry.number > number)
    return all(entry.kind in _CHANGES_NOTHING for entry in later)


def confirmed(entries: Sequence[CaseEntry]) -> set[int]:
    """The numbers of the copies that the archive has."""
    return {
        entry.corrects
        for entry in entries
        if entry.kind is EntryKind.COPY_CONFIRMED and entry.corrects
    }
