"""A school's results of a round, as its page shows them. All of it is made from
figures that may be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.result_pages.bars import BarRow, bar_rows
from chalicelib.result_pages.lead import lead_of, mostly_hidden
from chalicelib.result_pages.trend import Moment, Trend, trend_of
from chalicelib.result_pages.what_asked import AskedQuestion, asked_of_some, what_asked
from chalicelib.results.snapshot import ClassFigures, Snapshot
from chalicelib.web.language import Texts

MOST_TABS = 6


@dataclass(frozen=True, slots=True)
class RoundTab:
    """``name`` with what tells the round from the others."""

    round_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportView:
    snapshot: Snapshot
    title: str
    lead: str
    rows: list[BarRow]
    mostly_hidden: bool
    asked: list[AskedQuestion]
    asked_of_some: list[str]
    trend: Trend | None
    tabs: list[RoundTab]
    earlier: list[RoundTab]


def report_view(
    t: Texts, shown: Snapshot, all_snapshots: Sequence[Snapshot]
) -> ReportView:
    """``all_snapshots`` of the school, the latest first."""
    several = len({snapshot.form_id for snapshot in all_snapshots}) > 1
    tabs = [
        RoundTab(snapshot.round_id, name_of(t, snapshot, several))
        for snapshot in all_snapshots
    ]
    return ReportView(
        snapshot=shown,
        title=t("results.title", name=week_of(t, shown)),
        lead=lead_of(t, shown.figures),
        rows=bar_rows(t, shown.figures) if shown.answers else [],
        mostly_hidden=bool(shown.answers) and mostly_hidden(shown.figures),
        asked=what_asked(t, shown.form_id, shown.figures),
        asked_of_some=asked_of_some(t, shown.form_id, shown.figures, shown.answers),
        trend=trend_of(t, _moments(t, shown, all_snapshots)),
        tabs=tabs[:MOST_TABS],
        earlier=tabs[MOST_TABS:],
    )


def week_of(t: Texts, snapshot: Snapshot) -> str:
    year, week, _ = snapshot.opened_on.isocalendar()
    return t("results.week.year", week=week, year=year)


def name_of(t: Texts, snapshot: Snapshot, several_forms: bool) -> str:
    """What tells a round from the school's others."""
    week = week_of(t, snapshot)
    if not several_forms:
        return week
    return f"{t(f'results.form.{snapshot.form_id}')}, {week}"


def class_called(snapshot: Snapshot, class_id: str) -> ClassFigures | None:
    """The row a class is in."""
    return next((row for row in snapshot.classes if class_id in row.class_ids), None)


def _moments(t: Texts, shown: Snapshot, others: Iterable[Snapshot]) -> list[Moment]:
    """The round and the ones before it of the same form, the earliest first."""
    same = (
        snapshot
        for snapshot in others
        if snapshot.form_id == shown.form_id and snapshot.closed_on <= shown.closed_on
    )
    return [
        _moment(t, snapshot)
        for snapshot in sorted(same, key=lambda snapshot: snapshot.closed_on)
        if snapshot.answers or snapshot is shown
    ]


def _moment(t: Texts, snapshot: Snapshot) -> Moment:
    year, week, _ = snapshot.opened_on.isocalendar()
    answered = t("results.counts", answers=snapshot.answers, pupils=snapshot.pupils)
    return Moment(t("results.week", week=week), year, answered, snapshot.figures)
