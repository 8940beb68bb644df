"""What may be told, in words and as bars."""

from dataclasses import replace

import pytest

from chalicelib.closing_answers.share import Share
from chalicelib.group_results.figures import CountRange
from chalicelib.group_results.figures_view import refused, said_table, table, tables
from chalicelib.group_results.report import SummedSaid
from chalicelib.group_results.summed import SummedFigures
from chalicelib.web.language import texts

t = texts("nb")
SUMMED = SummedFigures(
    number=10,
    schools=2,
    counts=2,
    ranges={
        "outcome": {
            "better": CountRange(6, 10),
            "same": CountRange(0, 4),
            "worse": CountRange(3, 7),
        }
    },
    medians={"meetings": {"few": 1, "usual": 1}},
    refused=CountRange(0, 8),
)


def test_a_range_is_at_least_at_most_or_between():
    rows = table(t, "outcome", SUMMED).rows
    assert [(row.words, row.bar) for row in rows] == [
        ("minst 6 av 10, kanskje alle", (60, 40)),
        ("ikke flere enn 4 av 10, kanskje ingen", (0, 40)),
        ("mellom 3 og 7 av 10", (30, 40)),
    ]


def test_a_median_is_a_step_without_a_bar():
    (few, usual) = table(t, "meetings", SUMMED).rows
    assert few.words == "her lå den i midten i 1 av 2 opptellinger"
    assert few.bar is usual.bar is None
    alone = replace(SUMMED, counts=1, medians={"meetings": {"few": 1}})
    assert table(t, "meetings", alone).rows[0].words == t("figures.middle")


def test_without_figures_there_are_no_tables():
    assert tables(t, ["outcome"], None) == []
    assert [shown.name for shown in tables(t, ["outcome"], SUMMED)] == ["outcome"]


@pytest.mark.parametrize(
    ("least", "most", "words"), [(0, 8, "ikke flere enn 8"), (5, 9, "minst 5")]
)
def test_refusals_stand_beside_the_outcomes(least, most, words):
    assert words in refused(t, replace(SUMMED, refused=CountRange(least, most)))


def test_what_supporters_said_is_told_by_half_year():
    said = SummedSaid(3, 2, {"proud": {Share.MOST: 2, Share.FEW: 1}})
    rows = said_table(t, "proud", said).rows
    assert [(row.label, row.words) for row in rows] == [
        ("De fleste", "2 av 3 halvår"),
        ("Få eller ingen", "1 av 3 halvår"),
    ]
    alone = SummedSaid(1, 1, {"proud": {Share.MOST: 1}})
    assert said_table(t, "proud", alone).rows[0].words == "ett halvår"
