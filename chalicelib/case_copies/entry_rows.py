"""One entry of a case in words, as a copy has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from chalicelib.case_pages.answers import AnswerWords
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.origins import items_in
from chalicelib.items.item_kind import reference
from chalicelib.plan_pages.plan_words import Told


class CopyRow(NamedTuple):
    """Without a text it is not shown."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class EntryRows:
    """``plan`` is what the case's plan says, by entry; ``of_others`` are the answers of
    the first talk that stand in no such copy."""

    words: CaseWords
    answers: AnswerWords
    plan: Mapping[int, Told]
    of_others: tuple[str, ...]

    def of(self, read: ReadEntry) -> Iterator[CopyRow]:
        t = self.words.t
        if read.content is None:
            yield CopyRow(t("copy.row.text"), t("copy.unreadable"))
            return
        gone = self._gone(read)
        kept = {k: value for k, value in read.content.items() if k not in gone}
        yield from self._rows(replace(read, content=kept))
        for name in gone:
            label = self.answers.label(read.entry.kind, name)
            yield CopyRow(label, t("copy.left_out.here"))

    def left_out(self, read: ReadEntry) -> list[str]:
        """What the questions are called."""
        return [self.answers.label(read.entry.kind, name) for name in self._gone(read)]

    def _gone(self, read: ReadEntry) -> list[str]:
        said = read.content if read.content else {}
        is_talk = read.entry.kind is EntryKind.TALK
        return [name for name in self.of_others if is_talk and said.get(name)]

    def _rows(self, read: ReadEntry) -> Iterator[CopyRow]:
        kind, t = read.entry.kind, self.words.t
        if told := self.plan.get(read.entry.number):
            yield from self._told(told)
        elif kind is EntryKind.DUTY:
            yield CopyRow(
                t("plan.item.duty"), t(f"plan.option.duty.{read.text('duty')}")
            )
            if means := read.text("means"):
                yield CopyRow(t("plan.item.means"), t(f"plan.option.means.{means}"))
            yield CopyRow(t("copy.row.text"), read.text("text"))
        else:
            yield CopyRow(t("copy.row.text"), self.words.words(read))
            yield CopyRow(t("case.origins"), self._origins(read))
            for answer in self.answers.of(read):
                yield CopyRow(answer.label, answer.text)

    def _origins(self, read: ReadEntry) -> str:
        told = items_in(read.content or {})
        found = [ref for item in told if (ref := reference(item["ref"]))]
        return "\n".join(
            f"{self.words.t(f'inbox.kind.{kind}')} {id_[:6]}" for kind, id_ in found
        )

    def _told(self, told: Told) -> Iterator[CopyRow]:
        """A version of the plan, or an evaluation, as the page of the plan tells it;
        what a version changed is not told, since the one before stands whole too."""
        t = self.words.t
        yield CopyRow(t("plan.item.text"), told.words)
        for labelled in told.lines:
            yield CopyRow(*labelled)
        for number, measure in enumerate(told.measures, 1):
            said = "\n".join(f"{label}: {text}" for label, text in measure)
            yield CopyRow(t("plan.measure.number", number=number), said)
