import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.schools.grades import read, said, step_label, step_of

GRADE_STEPS = ("1-4", "5-7", "8-10")


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("8", (8,)),
        ("8.", (8,)),
        ("8. trinn", (8,)),
        ("trinn 8", (8,)),
        ("10. klasse", (10,)),
        ("5-6", (5, 6)),
        ("5.-7. trinn", (5, 6, 7)),
        ("5–7", (5, 6, 7)),
        ("5/6", (5, 6)),
        ("5 og 6", (5, 6)),
        ("1., 2. og 3. trinn", (1, 2, 3)),
        ("7, 5", (5, 7)),
        ("5 + 6", (5, 6)),
    ],
)
def test_grades_as_people_write_them(text, grades):
    assert read(text) == grades


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "11",
        "7-5",
        "5-5",
        "5-11",
        "²",
        "-1",
        "5,",
        "5 6",
        "A",
        "5A",
        "1e1",
        "01.feb",
        "5--6",
    ],
)
def test_what_is_no_grade_is_none(text):
    assert read(text) == ()


@given(st.sets(st.integers(1, 10), min_size=1))
def test_what_is_said_of_grades_reads_back(grades):
    assert read(said(grades)) == tuple(sorted(grades))


@given(st.text(alphabet="0123456789.,-–/+& ogtrinA", max_size=30))
def test_anything_else_is_grades_in_order_or_nothing(text):
    found = read(text)
    assert list(found) == sorted(set(found))
    assert all(step_of(grade) in GRADE_STEPS for grade in found)


def test_no_step_has_the_label_of_another():
    assert len({step_label(grade_step) for grade_step in GRADE_STEPS}) == len(
        GRADE_STEPS
    )


@pytest.mark.parametrize(
    ("grade", "step"),
    [(1, "1-4"), (4, "1-4"), (5, "5-7"), (7, "5-7"), (8, "8-10"), (10, "8-10")],
)
def test_grade_steps(grade, step):
    assert step_of(grade) == step


@pytest.mark.parametrize("grade", [0, 11])
def test_no_other_grades(grade):
    with pytest.raises(ValueError, match="grade"):
        step_of(grade)
