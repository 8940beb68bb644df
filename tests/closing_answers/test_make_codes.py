"""Codes for who answers when a support group is over."""

from collections import Counter
from datetime import date, timedelta

import pytest

from chalicelib.answer_form import submit
from chalicelib.answer_form.submit import StoredAnswer
from chalicelib.case_forms.forms import CaseClosing, LaterCheck, Outcome
from chalicelib.case_forms.save import save
from chalicelib.cases import see_case
from chalicelib.cases.entry import EntryKind
from chalicelib.closing_answers import group_store
from chalicelib.closing_answers.make_codes import (
    answers_read,
    pupils_code,
    supporters_codes,
)
from chalicelib.core import errors, ids
from chalicelib.referrals.referral import YesNo
from chalicelib.schools.term import Term
from tests.cases.cast import pen, stored
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.closing_answers.cast import GOOD, a_case, answered, codes_of, round_of
from tests.roles import playing
from tests.rows import rows_with

AUTUMN = Term(2026, 2)
MONTH = timedelta(days=31)
TODAY = date(2026, 11, 24)


def pupils(case=None, attempt="p", **other):
    with playing("staff"):
        made = pupils_code(pen(case or a_case(), attempt * 22, **other))
    (card,) = made.cards
    return ids.normalise(card.code)


def supporters(number, attempt="c", **other):
    with playing("staff"):
        made = supporters_codes(pen(stored(), attempt * 22, **other), number)
    return [ids.normalise(card.code) for card in made.cards]


def kinds():
    entries = see_case.see(PRINCIPAL, 1, NOW).entries
    return [read.entry.kind for read in entries]


def test_the_pupils_code_opens_the_pupils_form_for_thirty_days(stage):
    code = pupils()
    round_ = round_of(code)
    assert round_.form_id == "closing_pupil"
    assert round_.mode.numbered
    assert submit.open_form(code, NOW + MONTH - timedelta(days=2))
    with pytest.raises(errors.RoundClosed):
        submit.open_form(code, NOW + MONTH)


def test_a_code_is_good_once(stage):
    code = pupils()
    assert isinstance(answered(code, safe="always"), StoredAnswer)
    with pytest.raises(errors.CodeUnknown):
        submit.open_form(code, NOW)
    assert len(rows_with("answers", pk="PLACE#")) == 1


def test_the_same_press_gets_the_same_code_and_makes_no_other(stage):
    case = a_case()
    assert pupils(case) == pupils(case)
    press = pen(stored(), "c" * 22)
    assert supporters_codes(press, 5) == supporters_codes(press, 5)
    assert len(rows_with("codes", pk="CODE#")) == 10 + 6
    assert kinds() == [
        EntryKind.MADE,
        EntryKind.PUPIL_CODE,
        EntryKind.SUPPORTER_CODES,
    ]


def test_supporters_codes_open_one_round_of_the_school_and_term(stage):
    first, other = codes_of(5), codes_of(6, "d")
    rounds = {round_of(code).id for code in (*first, *other)}
    assert len(rounds) == 1
    assert round_of(first[0]).form_id == "closing_supporters"
    assert group_store.groups("SCHAAA") == {AUTUMN: 2}


def test_a_group_is_counted_once_however_often_it_gets_codes(stage):
    a_case()
    supporters(3)
    supporters(2, "d")
    assert group_store.groups("SCHAAA") == {AUTUMN: 1}
    with pytest.raises(errors.Incomplete):
        supporters(4, "e")
    supporters(3, "f")
    in_spring = NOW + timedelta(days=60)
    supporters(8, "g", at=in_spring)
    assert group_store.groups("SCHAAA") == {AUTUMN: 1, Term(2027, 1): 1}


@pytest.mark.parametrize("number", [0, -1, 9, 500])
def test_no_case_gets_more_codes_than_it_has_supporters(stage, number):
    a_case()
    with pytest.raises(errors.Incomplete):
        supporters(number)
    assert group_store.groups("SCHAAA") == {}


def test_nothing_stored_with_a_supporters_code_or_answer_tells_whose_it_was(stage):
    """Who has every table, all keys and the order of the rows: the codes of two groups
    differ in nothing but their hashes, and an answer in nothing but key and sealed."""
    before = {row["pk"] for row in rows_with("codes", pk="CODE#")}
    first = codes_of(5)
    other = codes_of(6, "d", NOW + timedelta(days=9, hours=3))
    rows = [row for row in rows_with("codes", pk="CODE#") if row["pk"] not in before]
    assert len(rows) == 11
    assert len({str({k: v for k, v in row.items() if k != "pk"}) for row in rows}) == 1
    for code in (*first[:2], *other[:2]):
        answered(code, NOW + timedelta(days=10), **GOOD)
    answers = rows_with("answers", pk="PLACE#")
    names = {"pk", "sk", "sealed", "same_as", "round_opened_on", "expires_at"}
    assert {frozenset(row) for row in answers} == {frozenset(names)}
    alike = Counter((row["round_opened_on"], row["expires_at"]) for row in answers)
    assert list(alike.values()) == [4]
    assert {len(row["sealed"]) for row in answers} == {len(answers[0]["sealed"])}


def test_no_row_of_the_term_names_a_case_and_no_case_an_answer(stage):
    (code, *_) = codes_of(5)
    round_id = round_of(code).id
    answered(code, **GOOD)
    (answer,) = rows_with("answers", pk="PLACE#")
    (counted,) = rows_with("casework", pk="CLOSING#")
    assert set(counted) == {"pk", "sk", "groups", "expires_at"}
    of_cases = str(rows_with("casework", pk="CASE"))
    assert round_id not in of_cases
    assert answer["sk"].partition("#")[2] not in of_cases


def test_no_flag_is_raised_and_nobody_is_mailed(stage):
    code, before = pupils(), len(rows_with("answers"))
    answered(code, safe="hardly_ever", included="no", recommend="no")
    assert len(rows_with("answers")) == before + 1


def test_an_answer_with_a_question_of_another_form_is_refused(stage):
    code = pupils()
    found = answered(code, mattered="yes")
    assert [problem.kind for problem in found.problems] == ["unknown_field"]
    assert rows_with("answers", pk="PLACE#") == []


def test_a_code_given_before_the_case_was_closed_is_still_good(stage):
    code = pupils()
    close()
    assert isinstance(answered(code, safe="always"), StoredAnswer)
    assert pupils(stored(), "q")


def test_a_case_that_is_checked_gets_no_more_codes(stage):
    a_case()
    close()
    check = LaterCheck(happened=TODAY, holds=YesNo.YES)
    save(pen(stored(), "k" * 22), EntryKind.CHECK, check)
    with pytest.raises(errors.Incomplete):
        pupils(stored())
    with pytest.raises(errors.Incomplete):
        supporters(5)


def close():
    closing = CaseClosing(happened=TODAY, outcome=Outcome.BETTER, guardian=YesNo.YES)
    save(pen(stored(), "z" * 22), EntryKind.CLOSING, closing)


def test_who_may_not_open_the_case_makes_no_codes(stage):
    case = a_case()
    for make in (pupils_code, lambda who: supporters_codes(who, 5)):
        with pytest.raises(errors.NotFound):
            make(pen(case, account=NURSE))
    with pytest.raises(errors.Tampered):
        pupils_code(pen(case, "short"))
    assert kinds() == [EntryKind.MADE]


def test_until_somebody_has_read_the_answers_the_case_waits_for_that(stage):
    pupils()
    assert stored().asked_on == TODAY
    answers_read(pen(stored(), "r" * 22))
    assert stored().asked_on is None
    assert kinds()[-1] is EntryKind.ANSWERS_READ
