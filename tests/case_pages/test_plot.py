from datetime import date, timedelta

from chalicelib.case_forms.trend import PupilSaid
from chalicelib.case_pages.plot import PlotPoint, plot_of

DAY = date(2026, 11, 24)


def said(*scales):
    return [
        PupilSaid(number, DAY + timedelta(weeks=number), scale)
        for number, scale in enumerate(scales)
    ]


def test_each_number_stands_in_its_place_with_how_it_changed():
    plot = plot_of(said(0, 10, 5), 8)
    assert plot.points == [
        PlotPoint(8.0, 176, 0, DAY, None),
        PlotPoint(50.0, 16, 10, DAY + timedelta(weeks=1), 10),
        PlotPoint(92.0, 96, 5, DAY + timedelta(weeks=2), -5),
    ]
    assert (plot.goal, plot.goal_y) == (8, 48)
    assert [(a.scale, b.scale) for a, b in plot.lines] == [(0, 10), (10, 5)]


def test_a_number_that_was_not_given_is_no_point():
    assert [point.scale for point in plot_of(said(3, None, 4), None).points] == [3, 4]
    assert plot_of(said(None), None).points == []
    assert plot_of(said(3), None).points[0].x == 8.0


def test_the_latest_are_drawn_and_their_change_is_kept():
    points = plot_of(said(*range(10)), None).points
    assert [point.scale for point in points] == list(range(2, 10))
    assert points[0].change == 1
