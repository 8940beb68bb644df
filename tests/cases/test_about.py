import pytest

from chalicelib.cases.about import About, about_in
from chalicelib.core import errors


@pytest.mark.parametrize(
    ("place", "bullying", "wants"),
    [
        ("9A", True, True),
        ("10B", True, True),
        ("8–10", True, True),
        ("7A", True, False),
        ("9A", False, False),
        ("", True, False),
    ],
)
def test_bullying_in_grades_8_to_10_wants_a_measure_of_the_adults_too(
    place, bullying, wants
):
    assert About("Nora", place, bullying).wants_adult_measure is wants


def test_a_name_is_kept_clean_and_on_a_line():
    assert about_in(" Nora\nL. ", "6B", False) == About("Nora L.", "6B")


@pytest.mark.parametrize(("pupil", "place"), [("x" * 101, ""), ("", "x" * 101)])
def test_what_is_too_long_is_refused(pupil, place):
    with pytest.raises(errors.Incomplete):
        about_in(pupil, place, False)
