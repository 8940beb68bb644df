from dataclasses import replace
from datetime import date

from chalicelib.result_pages.report_view import (
    MOST_TABS,
    class_called,
    report_view,
    week_of,
)
from chalicelib.results.figure import Figure
from chalicelib.web.language import texts
from tests.result_pages.test_class_view import SIX_A, SNAPSHOT

T = texts("nb")
EARLIER = replace(
    SNAPSHOT,
    round_id="OLD",
    opened_on=date(2026, 3, 2),
    closed_on=date(2026, 3, 6),
    figures={"hurt": Figure(40, 9, 9)},
)
YOUNG = replace(EARLIER, round_id="YNG", form_id="grades_1_4")


def test_a_round_is_called_by_its_week():
    assert week_of(T, SNAPSHOT) == "uke 38, 2026"
    assert report_view(T, SNAPSHOT, [SNAPSHOT]).title == "Resultater, uke 38, 2026"


def test_rounds_of_several_forms_are_told_apart():
    names = [tab.name for tab in report_view(T, EARLIER, [EARLIER, YOUNG]).tabs]
    assert names == ["5.–7. trinn, uke 10, 2026", "1.–4. trinn, uke 10, 2026"]


def test_the_trend_has_the_round_and_earlier_ones_of_the_same_form():
    shown = report_view(T, SNAPSHOT, [SNAPSHOT, EARLIER, YOUNG])
    assert [moment.name for moment in shown.trend.moments] == ["uke 10", "uke 38"]
    assert report_view(T, EARLIER, [SNAPSHOT, EARLIER, YOUNG]).trend is None


def test_a_round_that_nobody_answered_has_no_rows():
    empty = replace(SNAPSHOT, answers=0, figures={"hurt": Figure(0, 0, 0)}, classes=())
    shown = report_view(T, empty, [empty, EARLIER])
    assert (shown.rows, shown.lead, shown.mostly_hidden) == ([], "", False)


def test_the_latest_rounds_have_tabs_and_the_rest_a_list():
    many = [replace(SNAPSHOT, round_id=f"R{number}") for number in range(9)]
    shown = report_view(T, many[0], many)
    assert (len(shown.tabs), len(shown.earlier)) == (MOST_TABS, 9 - MOST_TABS)


def test_a_class_is_found_by_any_of_its_ids():
    joined = replace(SNAPSHOT, classes=(replace(SIX_A, class_ids=("6A", "6C")),))
    assert class_called(joined, "6C") == joined.classes[0]
    assert class_called(joined, "6B") is None
