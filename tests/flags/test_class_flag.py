import pytest

from chalicelib.flags.findings import class_flag


@pytest.mark.parametrize(
    ("answers", "at_l2", "band"),
    [
        # under six answers: never
        (5, 5, None),
        (6, 0, None),
        # three pupils, whatever the share
        (6, 3, "1-5"),
        (30, 3, "1-5"),
        (30, 2, None),
        # 15 %, with fewer than three pupils
        (6, 1, "1-5"),
        (7, 1, None),
        (13, 2, "1-5"),
        (14, 2, None),
        (20, 3, "1-5"),
        # the bands' edges
        (28, 5, "1-5"),
        (28, 6, "6-9"),
        (28, 9, "6-9"),
        (28, 10, "10+"),
        (28, 28, "10+"),
    ],
)
def test_class_flag(answers: int, at_l2: int, band: str | None) -> None:
    assert class_flag(answers, at_l2) == band
