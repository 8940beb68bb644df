import pytest

from chalicelib.rounds.round import Mode
from chalicelib.rounds.steps import shown_count

ANONYMOUS, CONFIDENTIAL = Mode.ANONYMOUS, Mode.CONFIDENTIAL


@pytest.mark.parametrize(
    ("answered", "shown"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (23, 20)]
)
def test_while_a_class_answers_without_names_the_number_moves_in_steps_of_five(
    answered, shown
):
    assert shown_count(answered, ANONYMOUS, over=False, usable_cards=24) == (
        shown,
        False,
    )


@pytest.mark.parametrize("answered", [0, 1, 7, 23])
def test_once_the_class_is_closed_the_number_is_exact(answered):
    assert shown_count(answered, ANONYMOUS, over=True, usable_cards=24) == (
        answered,
        True,
    )


def test_once_all_cards_are_used_the_number_is_exact():
    assert shown_count(23, ANONYMOUS, over=False, usable_cards=23) == (23, True)
    assert shown_count(10, ANONYMOUS, over=False, usable_cards=10) == (10, True)


@pytest.mark.parametrize(("used", "shown"), [(0, 0), (1, 0), (3, 0), (6, 5), (9, 5)])
def test_a_few_cards_that_are_all_used_tell_nothing_exact(used, shown):
    assert shown_count(used, ANONYMOUS, over=False, usable_cards=used) == (shown, False)


def test_where_nobody_is_anonymous_the_number_is_exact():
    assert shown_count(3, CONFIDENTIAL, over=False, usable_cards=24) == (3, True)
