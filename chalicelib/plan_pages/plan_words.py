"""How a plan, its self-check, its versions and its evaluations are said."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chalicelib.case_pages.case_words import CaseWords
from chalicelib.plans.plan import Measure
from chalicelib.plans.self_check import CheckedPoint, MeasureGaps, PointStanding
from chalicelib.plans.vague_words import MarkedText, marked
from chalicelib.plans.versions import MEASURE_FIELDS, PlanChanges
from chalicelib.web.language import Texts

_TAGS = {
    PointStanding.MISSING: "l2",
    PointStanding.LATER: "l1",
    PointStanding.DONE: "done",
}


class Labelled(NamedTuple):
    label: str
    text: str


class MeasureLine(NamedTuple):
    """``lacks`` are the names of the fields that are empty."""

    what: list[MarkedText]
    aim: str
    who: list[MarkedText]
    often: list[MarkedText]
    starts: str
    until: str


class PointLine(NamedTuple):
    """``tag`` is a style; ``gaps`` says of measure after measure what it lacks."""

    tag: str
    standing: str
    text: str
    gaps: list[Labelled]


class ChangeLine(NamedTuple):
    """``measure`` is what the measure is called; ``before`` and ``after`` in words."""

    label: str
    measure: str
    before: str
    after: str


class Told(NamedTuple):
    """An evaluation, a version or a line of the log: what, when and by whom. ``number``
    is that of the entry it stands in, ``corrections`` by when and by whom."""

    title: str
    small: str
    number: int
    words: str = ""
    lines: tuple[Labelled, ...] = ()
    measures: tuple[tuple[Labelled, ...], ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    corrections: tuple[Labelled, ...] = ()


class WrongLine(NamedTuple):
    """A field that cannot be taken, what it is called, and why."""

    field: str
    label: str
    text: str


def wrong_lines(t: Texts, problems: Mapping[str, str]) -> list[WrongLine]:
    return [
        WrongLine(field, _called(t, field), t(f"plan.wrong.{kind}"))
        for field, kind in problems.items()
    ]


def _called(t: Texts, field: str) -> str:
    """Of a measure, which measure too."""
    found = re.fullmatch(r"(?:m|(step))(\d)_?(\w*)", field)
    if found is None:
        return t(f"plan.item.{field}")
    of = t("plan.measure.number", number=found[2])
    return f"{of}, {t(f'plan.item.{found[1] or found[3]}')}"


@dataclass(frozen=True, slots=True)
class PlanWords:
    """How a plan is said; ``words`` are those of its case."""

    words: CaseWords

    def value(self, name: str, value: object) -> str:
        t = self.words.t
        if isinstance(value, date):
            return t.day(value)
        if isinstance(value, StrEnum):
            return t(f"plan.option.{name}.{value}")
        if name == "problem_from" and value:
            return t("plan.entry", number=value)
        return str(value or "")

    def label(self, name: str) -> str:
        return self.words.t(f"plan.item.{name}")

    def labelled(self, plan: object, names: Iterable[str]) -> list[Labelled]:
        """Those that say something."""
        found = ((name, self.value(name, getattr(plan, name))) for name in names)
        return [Labelled(self.label(name), text) for name, text in found if text]

    def measure(self, measure: Measure) -> MeasureLine:
        return MeasureLine(
            what=marked(measure.what),
            aim=self.value("aim", measure.aim),
            who=marked(measure.who),
            often=marked(measure.often),
            starts=self.value("starts", measure.starts),
            until=self.value("until", measure.until),
        )

    def measure_lines(self, measure: Measure) -> tuple[Labelled, ...]:
        """Those that say something."""
        found = ((name, getattr(measure, name)) for name in MEASURE_FIELDS)
        return tuple(
            Labelled(self.words.t(f"plan.column.{name}"), self.value(name, value))
            for name, value in found
            if value
        )

    def changes(self, found: PlanChanges) -> tuple[ChangeLine, ...]:
        t = self.words.t
        changed = [
            ChangeLine(
                self.label(change.field),
                change.measure,
                self.value(change.field, change.before),
                self.value(change.field, change.after),
            )
            for change in found.changed
        ]
        added = [ChangeLine(t("plan.added"), "", "", m.what) for m in found.added]
        gone = [ChangeLine(t("plan.removed"), "", m.what, "") for m in found.removed]
        return (*changed, *added, *gone)

    def point(self, name: str, point: CheckedPoint) -> PointLine:
        t = self.words.t
        values = {key: self._filled(value) for key, value in point.values.items()}
        return PointLine(
            tag=_TAGS[point.standing],
            standing=t(f"plan.standing.{point.standing}"),
            text=t(f"plan.check.{name}.{point.said}", **values),
            gaps=[self._gap(gap) for gap in point.gaps],
        )

    def _filled(self, value: date | int) -> str:
        return self.words.t.day(value) if isinstance(value, date) else str(value)

    def _gap(self, gap: MeasureGaps) -> Labelled:
        t = self.words.t
        lacks = ", ".join(t(f"plan.lacks.{name}") for name in gap.lacks)
        vague = ", ".join(f"«{word}»" for word in gap.vague)
        said = [
            t("plan.gap.lacks", what=lacks) if lacks else "",
            t("plan.gap.vague", words=vague) if vague else "",
        ]
        return Labelled(gap.measure.what, " ".join(filter(None, said)))
