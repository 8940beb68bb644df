"""What a reader is told, of rows of their own alone."""

from datetime import date
from time import process_time

from chalicelib.closing_answers.share import Share
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.figures import CaseFigures, frozen
from chalicelib.group_results.group_figures import GROUP_FIGURES
from chalicelib.group_results.report import groups_report
from chalicelib.group_results.store import FigureKind, FrozenOf, FrozenSaid
from chalicelib.group_results.thresholds import ReportLevel
from chalicelib.storage import database, transaction

DAY = date(2026, 12, 1)
WENT = CaseFigures({figure.name: figure.options[0] for figure in GROUP_FIGURES})


def write(schools: int) -> None:
    """Five groups of each school, and what its supporters said."""
    for number in range(schools):
        school = f"S{number:05d}"
        of = FrozenOf(school, DAY, frozen(GROUP_FIGURES, [WENT] * 5))
        said = FrozenSaid(school, "2026-1", 3, {"proud": Share.MOST})
        transaction.commit(
            *frozen_store.put_frozen(FigureKind.GROUPS, "2026-12", ["WNERAA"], of),
            *frozen_store.put_said(["WNERAA"], said),
        )


def test_an_owner_with_a_hundred_schools_reads_rows_of_their_own_in_three_queries(
    aws, monkeypatch
):
    write(100)
    asked, real = [], database.query

    def counted(*args, **more):
        asked.append(args[1])
        return real(*args, **more)

    monkeypatch.setattr(database, "query", counted)
    began = process_time()
    report = groups_report(ReportLevel.OWNER, "WNERAA")
    assert process_time() - began < 1
    assert asked == ["FIGURES#WNERAA"] * 3
    assert report.groups.figures
    assert (report.groups.figures.number, report.groups.figures.schools) == (500, 100)
    assert report.said
    assert report.said.shares == {"proud": {Share.MOST: 100}}


def test_supporters_of_one_school_are_told_of_to_the_school_alone(aws):
    write(1)
    assert groups_report(ReportLevel.OWNER, "WNERAA").said is None
    assert groups_report(ReportLevel.SCHOOL, "WNERAA").said is not None


def test_nothing_frozen_is_nothing_told(aws):
    report = groups_report(ReportLevel.OWNER, "WNERAA")
    assert report.groups.figures is report.said is report.groups.on is None
