"""What was answered is shown to who may see it, and no earlier than was said."""

from datetime import timedelta

import pytest

from chalicelib.cases import see_case
from chalicelib.closing_answers.make_codes import pupils_code
from chalicelib.closing_answers.read_answers import of_pupil, of_supporters
from chalicelib.closing_answers.share import Share
from chalicelib.core import errors, ids
from tests.cases.cast import pen
from tests.cast import NOW, OWNER, PRINCIPAL, STRANGER, TEACHER
from tests.closing_answers.cast import ALL_IN_TERM, GOOD, a_case, answered, codes_of
from tests.roles import playing
from tests.rows import all_rows

OVER = NOW + timedelta(days=70)
"""The autumn of 2026 and the month after it."""


def groups(*sizes, attempts="cdefg"):
    return [codes_of(size, attempts[at]) for at, size in enumerate(sizes)]


def answer(codes, number):
    for code in [code for group in codes for code in group][:number]:
        answered(code, **GOOD)


def shown(now=OVER):
    with playing("staff"):
        (said,) = of_supporters(PRINCIPAL, now)
    return said.shares


def test_from_three_groups_and_ten_answers_it_is_told_when_the_term_is_over(stage):
    answer(groups(*ALL_IN_TERM), 10)
    assert shown()["mattered"] is Share.NEARLY_ALL
    assert shown()["was_hard"] is Share.FEW
    assert shown()["proud"] is Share.TOO_LITTLE


@pytest.mark.parametrize(
    ("sizes", "number"), [((8, 8, 8), 9), ((8, 8), 16), ((8, 8, 8), 0), ((5,), 5)]
)
def test_under_three_groups_or_ten_answers_nothing_is_told(stage, sizes, number):
    answer(groups(*sizes), number)
    assert shown() is None


def test_before_the_term_is_over_nothing_is_told_so_that_nobody_sees_the_difference(
    stage,
):
    answer(groups(*ALL_IN_TERM), 24)
    closes = NOW + timedelta(days=67)  # 31 January, by Oslo's clock
    for now in (NOW, NOW + timedelta(days=38), closes):
        assert shown(now) is None
    assert shown(closes + timedelta(days=2)) is not None


def test_another_school_sees_nothing_and_who_works_with_no_cases_no_page(stage):
    answer(groups(*ALL_IN_TERM), 12)
    assert of_supporters(STRANGER, OVER) == []
    for account in (TEACHER,):
        with pytest.raises(errors.NotFound):
            of_supporters(account, OVER)
    assert of_supporters(OWNER, OVER) == []


def test_when_the_term_is_gone_its_answers_are_too(stage, later):
    answer(groups(*ALL_IN_TERM), 12)
    now = later(timedelta(days=70 + 366))
    assert of_supporters(PRINCIPAL, now) == []


def test_all_that_was_stored_goes_with_the_term(stage):
    answer(groups(*ALL_IN_TERM), 3)
    ours = [
        row
        for rows in all_rows().values()
        for row in rows
        if "CLOSING" in row["pk"] or "CLOSING" in str(row.get("class_id"))
    ]
    assert len(ours) == 3 + 21 + 1
    assert all(row["expires_at"] for row in ours)


def pupils(case, attempt="p", **answers):
    (card,) = pupils_code(pen(case, attempt * 22)).cards
    if answers:
        answered(ids.normalise(card.code), **answers)


def of_case(now=NOW):
    with playing("staff"):
        return of_pupil(see_case.see(PRINCIPAL, 1, now))


def test_the_pupils_answers_stand_on_the_case(stage):
    pupils(a_case(), safe="always", scale_now="8")
    (found,) = of_case()
    assert list(found.answers) == [{"safe": "always", "scale_now": "8"}]
    assert not found.alarms


def test_of_two_codes_both_answers_are_shown_the_latest_first(stage):
    case = a_case()
    pupils(case)
    pupils(case, "q", safe="mostly")
    assert [list(found.answers) for found in of_case()] == [[{"safe": "mostly"}], []]


@pytest.mark.parametrize(
    ("answers", "alarms"),
    [
        ({"safe": "hardly_ever"}, True),
        ({"safe": "often_not"}, True),
        ({"included": "no"}, True),
        ({"safe": "unsure", "included": "sometimes", "recommend": "no"}, False),
    ],
)
def test_a_pupil_who_is_not_safe_or_left_out_is_said_so(stage, answers, alarms):
    pupils(a_case(), **answers)
    assert of_case()[0].alarms is alarms


def test_what_is_past_its_time_is_gone_from_the_case(stage, later):
    pupils(a_case(), safe="always")
    now = later(timedelta(days=30 + 367))
    assert of_case(now) == []
