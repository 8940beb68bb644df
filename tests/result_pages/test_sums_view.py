from datetime import date

from chalicelib.result_pages.sums_view import form_sums, term_name, term_tabs
from chalicelib.results.figure import Figure
from chalicelib.results.term_figures import FormFigures, TermFigures
from chalicelib.schools.term import Term
from chalicelib.web.language import texts

T = texts("nb")


def summed(term_id, number, form_id="grades_5_7"):
    figures = {"hurt": Figure(200, number, number)}
    forms = {form_id: FormFigures(3, 4, 220, 200, figures)}
    return TermFigures(term_id, date(2026, 8, 31), 2, 0, forms)


LATEST, BEFORE = summed("2026-1", 20), summed("2025-2", 30)


def test_a_term_is_called_by_its_season():
    assert term_name(T, Term(2026, 1)) == "våren 2026"
    assert term_name(T, Term(2026, 2)) == "høsten 2026"


def test_the_term_under_way_stands_before_those_that_are_summed():
    tabs = term_tabs(T, [LATEST, BEFORE], Term(2026, 2))
    assert [tab.term_id for tab in tabs] == ["2026-2", "2026-1", "2025-2"]
    assert [tab.term_id for tab in term_tabs(T, [], Term(2026, 2))] == ["2026-2"]


def test_a_form_has_its_sum_and_the_terms_before_it():
    (sums,) = form_sums(T, LATEST, [LATEST, BEFORE])
    assert sums.counts == "200 av 220 svarte · runder: 4 · skoler: 3"
    assert sums.rows[0].numbers == {"rest": 180, "attention": 20}
    assert [moment.name for moment in sums.trend.moments] == ["høst", "vår"]


def test_a_later_term_and_another_form_are_no_part_of_a_trend():
    (sums,) = form_sums(T, BEFORE, [LATEST, BEFORE])
    assert sums.trend is None
    young = summed("2025-2", 9, "grades_1_4")
    (sums,) = form_sums(T, LATEST, [LATEST, young])
    assert sums.trend is None
