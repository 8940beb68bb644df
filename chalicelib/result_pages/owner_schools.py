"""An owner's schools in a term, by name: what may be told of each of their rounds, and
of those without figures why. No school is placed before another for what its pupils
answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.result_pages.figure_words import cell_words
from chalicelib.result_pages.report_view import week_of
from chalicelib.results.grouping import as_asked
from chalicelib.results.snapshot import Snapshot
from chalicelib.schools.standing_store import AtGlance
from chalicelib.schools.store import SchoolInList
from chalicelib.web.language import Texts


@dataclass(frozen=True, slots=True)
class SchoolLineOfRound:
    """``cells`` of the questions in their order."""

    school: str
    week: str
    answered: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormLines:
    """The rounds of one form; ``heads`` are what its questions are called."""

    form_id: str
    heads: tuple[str, ...]
    lines: list[SchoolLineOfRound]


@dataclass(frozen=True, slots=True)
class WithoutFigures:
    school: str
    why: str


def form_lines(
    t: Texts, schools: Sequence[SchoolInList], snapshots: Sequence[Snapshot]
) -> list[FormLines]:
    """``schools`` by name; of each the earliest round first."""
    return [
        _of_form(t, form_id, schools, snapshots)
        for form_id in sorted({snapshot.form_id for snapshot in snapshots})
    ]


def _of_form(
    t: Texts,
    form_id: str,
    schools: Iterable[SchoolInList],
    snapshots: Iterable[Snapshot],
) -> FormLines:
    rounds = [found for found in snapshots if found.form_id == form_id]
    rounds.sort(key=lambda found: found.closed_on)
    asked = {item: item for found in rounds for item in found.figures}
    items = list(as_asked(form_id, asked))
    return FormLines(
        form_id,
        tuple(t(f"results.need.{item}") for item in items),
        [
            _line(t, school.name, found, items)
            for school in schools
            for found in rounds
            if found.school_id == school.id
        ],
    )


def _line(
    t: Texts, school: str, found: Snapshot, items: Iterable[str]
) -> SchoolLineOfRound:
    answered = t("results.counts", answers=found.answers, pupils=found.pupils)
    cells = tuple(cell_words(t, found.figures.get(item)) for item in items)
    return SchoolLineOfRound(school, week_of(t, found), answered, cells)


def without_figures(
    t: Texts,
    schools: Iterable[SchoolInList],
    snapshots: Iterable[Snapshot],
    glances: Mapping[str, AtGlance],
    now: datetime,
) -> list[WithoutFigures]:
    """By name. ``glances`` are empty where the term is over."""
    known = {snapshot.school_id for snapshot in snapshots}
    return [
        WithoutFigures(school.name, _why(t, glances.get(school.id, AtGlance()), now))
        for school in schools
        if school.id not in known
    ]


def _why(t: Texts, glance: AtGlance, now: datetime) -> str:
    standing = glance.standing
    if standing and (until := standing.open_until(now)):
        return t("results.owner.open", when=t.local_day(until))
    if standing and (opens := standing.opens_at(now)):
        return t("results.owner.opens", when=t.local_day(opens))
    return t("results.owner.nothing")
