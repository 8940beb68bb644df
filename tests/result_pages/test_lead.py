import pytest

from chalicelib.result_pages.lead import lead_of, mostly_hidden
from chalicelib.results.figure import Figure
from chalicelib.web.language import texts

FEW = Figure(60, 0, 4)
T = texts("nb")


def said(**figures):
    return lead_of(T, figures)


def test_it_says_how_many_are_well_and_where_most_need_something_more():
    lead = said(
        thriving=Figure(139, 12, 12, 20),
        excluded=Figure(139, 18, 18, 28),
        safe=Figure(139, 0, 4),
    )
    assert lead == (
        "107 av 139 har det bra på skolen. Flest trenger noe mer når det gjelder"
        " å få være med: 18 av 139."
    )


def test_where_a_hidden_number_may_be_higher_it_speaks_of_the_shown_ones_alone():
    lead = said(excluded=Figure(60, 6, 6), hurt=Figure(60, 0, 12))
    assert lead == (
        "Blant tallene som kan vises, trenger flest noe mer når det gjelder"
        " å få være med: 6 av 60."
    )


def test_two_questions_with_the_same_number_are_both_named():
    lead = said(excluded=Figure(60, 9, 9), hurt=Figure(60, 9, 9))
    assert "å få være med og å slippe å bli plaget: 9 av 60" in lead


def test_well_and_in_between_are_said_together_where_they_are_not_told_apart():
    assert said(thriving=Figure(60, 9, 9)).startswith(
        "51 av 60 har det bra eller midt imellom på skolen."
    )


def test_where_no_number_may_be_told_it_says_so():
    assert said(hurt=FEW, safe=FEW) == T("results.lead.few")
    assert said(hurt=FEW, safe=Figure(60, 0, 12)) == T("results.lead.hidden")


def test_where_nobody_answered_it_says_nothing():
    assert said(hurt=Figure(0, 0, 0)) == ""


@pytest.mark.parametrize(
    ("hidden", "told", "mostly"), [(2, 1, True), (1, 1, False), (0, 2, False)]
)
def test_mostly_hidden_is_more_than_half(hidden, told, mostly):
    figures = {f"h{n}": FEW for n in range(hidden)}
    figures |= {f"t{n}": Figure(60, 9, 9) for n in range(told)}
    assert mostly_hidden(figures) is mostly
