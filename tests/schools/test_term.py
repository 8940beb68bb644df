from datetime import date, timedelta

import pytest

from chalicelib.schools.term import Term, term_called, term_of


@pytest.mark.parametrize(
    ("day", "term", "closes"),
    [
        (date(2026, 1, 1), Term(2026, 1), date(2026, 8, 31)),
        (date(2026, 7, 31), Term(2026, 1), date(2026, 8, 31)),
        (date(2026, 8, 1), Term(2026, 2), date(2027, 1, 31)),
        (date(2026, 12, 31), Term(2026, 2), date(2027, 1, 31)),
        (date(2027, 1, 1), Term(2027, 1), date(2027, 8, 31)),
    ],
)
def test_a_day_belongs_to_the_half_year_it_is_in(day, term, closes):
    assert term_of(day) == term
    assert term.closes_on == closes


def test_a_term_begins_the_day_after_the_one_before_it_and_closes_a_month_late():
    day = date(2024, 1, 1)
    for number in range(900):
        term = term_of(day + timedelta(days=number))
        assert term_of(term.first_day) == term
        assert term_of(term.first_day - timedelta(days=1)) == term.before
        assert term.closes_on - term.first_day > timedelta(days=180)


def test_a_term_is_known_again_by_its_id():
    assert term_called(Term(2026, 2).id) == Term(2026, 2)
