import pytest

from chalicelib.closing_answers.share import Share, shares
from chalicelib.forms.closing_forms import SUPPORTERS


def said(yes, no, item="mattered", first="yes", other="no"):
    return [{item: first}] * yes + [{item: other}] * no


@pytest.mark.parametrize(
    ("yes", "no", "share"),
    [
        (10, 0, Share.NEARLY_ALL),
        (9, 1, Share.NEARLY_ALL),
        (17, 3, Share.NEARLY_ALL),
        (8, 2, Share.MOST),
        (6, 4, Share.MOST),
        (5, 5, Share.HALF),
        (4, 6, Share.HALF),
        (2, 8, Share.SOME),
        (3, 17, Share.SOME),
        (1, 9, Share.FEW),
        (0, 10, Share.FEW),
        (9, 0, Share.TOO_LITTLE),
        (0, 0, Share.TOO_LITTLE),
    ],
)
def test_how_many_said_so_is_told_in_steps(yes, no, share):
    assert shares(said(yes, no))["mattered"] is share


def test_all_and_nearly_all_look_alike_and_so_do_none_and_few():
    assert shares(said(20, 0)) == shares(said(18, 2))
    assert shares(said(0, 20)) == shares(said(2, 18))


def test_of_an_item_that_some_skipped_only_those_who_answered_count():
    answers = [*said(5, 4), *[{"proud": "yes"}] * 11]
    assert shares(answers)["mattered"] is Share.TOO_LITTLE
    assert shares(answers)["proud"] is Share.NEARLY_ALL


def test_hard_is_told_of_those_who_found_it_hard():
    easy = [{"was_hard": "no"}] * 9 + [{"was_hard": "yes"}]
    assert shares(easy)["was_hard"] is Share.FEW
    hard = [{"was_hard": "sometimes"}] * 5 + [{"was_hard": "yes"}] * 5
    assert shares(hard)["was_hard"] is Share.NEARLY_ALL


def test_every_item_of_the_form_is_told_of_in_its_order():
    assert list(shares([])) == [question.id for question in SUPPORTERS.questions]
