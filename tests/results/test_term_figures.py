from dataclasses import replace
from datetime import date, timedelta

from chalicelib.results.disclosure import of_class, of_round
from chalicelib.results.figure import Figure
from chalicelib.results.term_figures import (
    RoundPart,
    last_day_to_count,
    of_rounds,
    release_day,
)
from chalicelib.schools.term import Term

AUTUMN = Term(2026, 2)
COUNTED = date(2026, 11, 27)


def part(number, *counts, owner="WNERAA", form_id="grades_5_7", counted_on=COUNTED):
    """A round of a school with as many bullied in its classes of 20."""
    of_all = of_round([of_class(20, count) for count in counts], 0)
    answers = 20 * len(counts)
    ids = f"RND{number}", f"SCH{number}"
    parts = {"hurt": of_all}
    return RoundPart(*ids, owner, form_id, counted_on, answers, answers, parts)


def hurt(parts, form_id="grades_5_7"):
    return of_rounds(AUTUMN, parts).forms[form_id].figures["hurt"]


def test_a_terms_sums_are_told_a_month_after_it():
    assert release_day(AUTUMN) == date(2027, 1, 31)
    assert release_day(Term(2027, 1)) == date(2027, 8, 31)


def test_schools_too_small_to_tell_of_are_told_of_together():
    schools = [part(number, 2, 2, 1) for number in range(3)]
    assert [one.parts["hurt"].figure for one in schools] == [Figure(60, 0, 12)] * 3
    found = of_rounds(AUTUMN, schools)
    shown = found.forms["grades_5_7"]
    assert shown.figures["hurt"] == Figure(180, 15, 15)
    assert (shown.schools, shown.rounds, shown.answers, found.owners) == (3, 3, 180, 1)


def test_forms_are_summed_apart():
    schools = [part(1, 2, 2, 2, 2), part(2, 3, 3, 3, 3, form_id="grades_8_10")]
    assert hurt(schools) == Figure(80, 8, 8)
    assert hurt(schools, "grades_8_10") == Figure(80, 0, 16)


def test_what_one_owner_is_told_is_no_hidden_part_of_the_programmes_sum():
    """Each owner's sum is told to that owner: what is left of another's may not be
    worked out from the sum of both."""
    ours = [part(number, 2, 2, 1) for number in range(3)]
    theirs = [part(9, 2, 1, owner="WNERBB")]
    assert hurt(ours) == Figure(180, 15, 15)
    assert hurt([*ours, *theirs]) == Figure(220, 15, 23)


def test_a_round_counted_after_the_last_day_is_in_no_sum_and_is_said():
    """A day before the release: what is counted as that day begins is in nobody's sum,
    or in everybody's."""
    last_day = last_day_to_count(AUTUMN)
    assert last_day == date(2027, 1, 29)
    late = part(2, 6, 6, counted_on=last_day + timedelta(days=1))
    found = of_rounds(AUTUMN, [part(1, 6, 7), late])
    assert found.too_late == 1
    assert found.forms["grades_5_7"].figures["hurt"] == Figure(40, 13, 13)
    last = replace(late, counted_on=last_day)
    assert of_rounds(AUTUMN, [last]).too_late == 0


def test_a_question_that_only_some_forms_of_before_had_is_summed_where_it_was_asked():
    old = part(1, 6, 7)
    new = replace(part(2, 6, 7), parts={"company": of_round([of_class(20, 8)], 0)})
    figures = of_rounds(AUTUMN, [old, new]).forms["grades_5_7"].figures
    assert figures == {"hurt": Figure(40, 13, 13), "company": Figure(20, 8, 8)}


def test_a_term_without_rounds_has_no_forms():
    assert of_rounds(AUTUMN, []).forms == {}
