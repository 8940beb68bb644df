from datetime import UTC, date, datetime

from chalicelib.accounts.duty import on_duty
from chalicelib.closing_answers.closing_round import (
    GROUP,
    KeptAt,
    pupils_round,
    supporters_round,
)
from chalicelib.rounds.round import Openness
from chalicelib.schools.term import Term
from tests.cast import NOW, PRINCIPAL, SCHOOL

KEPT = KeptAt(SCHOOL, 365, nurse=True)


def test_a_term_is_one_round_whoever_makes_the_first_code_and_whenever():
    round_ = supporters_round(Term(2026, 2), KEPT, b"k")
    assert round_.opens_at == datetime(2026, 7, 31, 22, tzinfo=UTC)
    assert round_.closes_at == datetime(2027, 1, 30, 23, tzinfo=UTC)
    assert round_.expires_on == date(2028, 1, 31)
    assert round_.class_openness(GROUP, NOW) is Openness.OPEN
    assert round_.reader.name == ""


def test_two_schools_and_two_terms_have_rounds_of_their_own():
    other = KeptAt(SCHOOL, 60, nurse=False)
    ids = [
        supporters_round(term, kept, b"k").id
        for term in (Term(2026, 2), Term(2027, 1))
        for kept in (KEPT, other)
    ]
    assert len(set(ids)) == 2


def test_the_pupils_round_names_who_reads_and_asks_for_no_text():
    round_ = pupils_round("R", on_duty(PRINCIPAL), KEPT, b"k", NOW)
    assert round_.reader.name == PRINCIPAL.name
    assert not round_.classes[GROUP].text_allowed
    assert round_.mode.numbered
