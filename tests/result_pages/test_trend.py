import pytest

from chalicelib.result_pages.trend import Moment, interval, trend_of
from chalicelib.results.figure import Figure
from chalicelib.web.language import texts

T = texts("nb")
HIDDEN = Figure(60, 0, 4)


def told(number, answers=60):
    return Figure(answers, number, number)


def trend(*figures):
    moments = [
        Moment(f"uke {number}", 2026, "60 av 67", {"hurt": figure} if figure else {})
        for number, figure in enumerate(figures)
    ]
    return trend_of(T, moments)


@pytest.mark.parametrize(
    ("number", "answers", "low", "high"),
    [(18, 139, 0.083, 0.195), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0)],
)
def test_the_interval_is_wilsons(number, answers, low, high):
    """As statsmodels.stats.proportion.proportion_confint(method="wilson") has it."""
    assert interval(number, answers) == pytest.approx((low, high), abs=0.0006)


def test_one_round_has_nothing_to_be_compared_with():
    assert trend(told(9)) is None


def test_no_more_than_four_are_shown_the_latest():
    shown = trend(*(told(number) for number in range(5, 11)))
    assert [moment.name for moment in shown.moments] == [
        f"uke {number}" for number in (2, 3, 4, 5)
    ]


def test_a_line_goes_only_between_neighbours_that_may_be_told():
    (plot,) = trend(told(9), told(8), HIDDEN, told(6)).plots
    assert [(before.mark, after.mark) for before, after in plot.lines] == [("15", "13")]


def test_a_hidden_number_has_no_place_and_its_words():
    (plot,) = trend(told(9), HIDDEN).plots
    hidden = plot.points[1]
    assert (hidden.y, hidden.top, hidden.bottom) == (None, None, None)
    assert (hidden.mark, hidden.words) == ("under 5", T("results.few"))
    assert T("results.few") in plot.said


def test_a_point_stands_within_its_interval_and_higher_is_more():
    (plot,) = trend(told(6), told(12)).plots
    for point in plot.points:
        assert point.top < point.y < point.bottom
    assert plot.points[1].y < plot.points[0].y


def test_the_axis_is_as_long_as_the_most_certain_end_needs():
    assert [mark for mark, _ in trend(told(6), told(8)).scale] == [0, 15, 30]
    assert [mark for mark, _ in trend(told(6), told(25)).scale] == [0, 30, 60]
    assert [mark for mark, _ in trend(told(6), told(59)).scale] == [0, 50, 100]


def test_a_question_that_was_not_asked_before_says_so():
    (plot,) = trend(None, told(9)).plots
    assert plot.points[0].words == "ikke spurt"


def test_where_all_is_hidden_nothing_is_drawn_and_the_table_stays():
    shown = trend(HIDDEN, HIDDEN)
    assert shown.drawn == []
    assert len(shown.plots) == 1
