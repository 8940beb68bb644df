"""A copy as it would be now: what goes along, what is taken out, what cannot be set."""

import json
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.archive.document import Document
from chalicelib.archive.signs import settable
from chalicelib.case_copies.contents import CopyTexts, contents, listed_names
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.party import redacted
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.see_case import SeenCase

MOST_NAMES, MOST_OF_A_NAME = 60, 100
_OF_OTHER_PUPILS = ("hard", "around", "friends", "not_wanted")
_NAME = re.compile(r"[^\W\d_a-zæøåäöéáčđŋšŧž][\w-]+")
_BEGINNINGS = """
alle alt bare berre da de dei den det dette du eg ein en er et ett han hun ho hva hvem i
ikke ikkje ingen jeg kanskje kva kven men når noen nokon nokre og også på som så vet
veit vi vil
"""
_NO_NAMES = frozenset(_BEGINNINGS.split())


@dataclass(frozen=True, slots=True)
class PreparedCopy:
    """``document`` says what was written, ``shown`` what is set; ``signs`` what is set
    by its name. ``names`` are those taken out, each with how often."""

    document: Document
    shown: Document
    signs: tuple[str, ...]
    headings: tuple[str, ...]
    left_out: tuple[str, ...]
    unreadable: tuple[int, ...]
    names: dict[str, int]

    @property
    def as_json(self) -> str:
        """The same as the PDF says, as data."""
        plain = self.document.plain()
        kept = {name: plain[name] for name in ("title", "language", "made", "blocks")}
        return json.dumps(kept, ensure_ascii=False, indent=1)


def prepared(
    seen: SeenCase,
    kind: CopyKind,
    language: str,
    names: Sequence[str],
    now: datetime,
    numbers: Container[int] | None = None,
) -> PreparedCopy:
    """``names`` are taken out of a party copy besides those of the supporters;
    ``numbers`` are those of the entries that are wanted, None for all."""
    wanted = range(1, seen.case.version + 1) if numbers is None else numbers
    found = contents(seen, kind, language, now, wanted)
    document, counted = found.document, dict[str, int]()
    if kind is CopyKind.PARTY:
        mark = CopyTexts(language)("copy.name_out")
        gone = redacted(document, [*listed_names(seen), *names], mark)
        document, counted = gone.document, gone.found
    ready = settable(document)
    return PreparedCopy(
        document=document,
        shown=ready.document,
        signs=ready.changed,
        headings=found.headings,
        left_out=found.left_out,
        unreadable=found.unreadable,
        names=counted,
    )


def suggested_names(seen: SeenCase) -> list[str]:
    """What looks like a name where the pupil spoke of other pupils; a person looks it
    over."""
    said = " ".join(
        read.text(name)
        for read in seen.entries
        if read.entry.kind is EntryKind.TALK
        for name in _OF_OTHER_PUPILS
    )
    listed = {part for name in listed_names(seen) for part in name.split()}
    own = set(seen.about.pupil.split())
    found = (word for word in _NAME.findall(said) if word.casefold() not in _NO_NAMES)
    return [word for word in dict.fromkeys(found) if word not in listed | own]


def names_typed(text: str) -> list[str]:
    """One on each line, or between commas."""
    found = (name.strip() for name in re.split(r"[\n,;]", text))
    return [name for name in dict.fromkeys(found) if name]


def names_problem(names: Sequence[str]) -> str:
    """A string's key, empty where they can be taken."""
    too_many = len(names) > MOST_NAMES
    too_long = any(len(name) > MOST_OF_A_NAME for name in names)
    return "copy.problem.names" if too_many or too_long else ""


def names_taken(names: Sequence[str]) -> Sequence[str]:
    """None of them where they cannot be taken: the page says so."""
    return () if names_problem(names) else names
