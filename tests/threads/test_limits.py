import pytest

from chalicelib.threads.limits import (
    MOST_CHARACTERS,
    MOST_NAME,
    text_problem,
)

HEAVY = "👩‍❤️‍💋‍👨"


def test_a_name_has_room_for_eighty_signs_and_a_text_for_five_hundred():
    assert (MOST_NAME, MOST_CHARACTERS) == (80, 500)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("a", None),
        ("a" * MOST_CHARACTERS, None),
        ("a" * (MOST_CHARACTERS + 1), "too_long"),
        (HEAVY * MOST_CHARACTERS, "too_heavy"),
    ],
)
def test_a_text_is_between_one_sign_and_five_hundred(text, problem):
    assert text_problem(text) == problem
