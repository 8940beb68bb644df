"""What a pupil is told of a code that cannot be right."""

import pytest

from chalicelib.web.pupil_errors import miscounted


@pytest.mark.parametrize(
    ("mistyped", "signs", "told"),
    [
        (True, 0, 0),
        (True, 9, 9),
        (True, 10, None),
        (True, 11, 11),
        (True, 19, 19),
        (True, 20, None),
        (False, 9, None),
    ],
)
def test_the_number_of_signs_is_told_where_it_is_what_is_wrong(mistyped, signs, told):
    assert miscounted(mistyped, "X" * signs, 10) == told
