"""Grades of the Norwegian compulsory school, 1 to 10: one class may have several."""

import re
from collections.abc import Iterable

LOWEST, HIGHEST = 1, 10
_LAST_OF_STEP = {4: "1-4", 7: "5-7", 10: "8-10"}
_WORDS = re.compile(r"\b(?:trinn|steg|klassetrinn|klasse|grades?|year)\b", re.I)
_NUMBERS = re.compile(r"(\d{1,2})\.?\s*(?:[-–—]\s*(\d{1,2})\.?)?")
_BETWEEN = re.compile(r"\s*(?:[,/+&]|og|and)?\s*", re.I)


def read(text: str) -> tuple[int, ...]:
    """ "8", "8. trinn", "5-7", "5/6", "5., 6. og 7.": each grade once, the lowest
    first; nothing where it is something else."""
    left, found = _WORDS.sub("", text).strip(), set[int]()
    while left:
        numbers = _NUMBERS.match(left)
        if numbers is None:
            return ()
        first = int(numbers[1])
        last = int(numbers[2] or first)
        if not LOWEST <= first <= last <= HIGHEST or (numbers[2] and first == last):
            return ()
        found.update(range(first, last + 1))
        left = left[numbers.end() :]
        if left:
            between = _BETWEEN.match(left)
            if not (between and between[0].strip()):
                return ()
            left = left[between.end() :]
            if not left:
                return ()
    return tuple(sorted(found))


def said(grades: Iterable[int]) -> str:
    """5–7 for grades in a row, 1, 3 for others."""
    in_order = sorted(grades)
    in_a_row = len(in_order) > 1 and in_order[-1] - in_order[0] == len(in_order) - 1
    return (
        f"{in_order[0]}–{in_order[-1]}" if in_a_row else ", ".join(map(str, in_order))
    )


def step_of(grade: int) -> str:
    """The step a grade belongs to."""
    if not LOWEST <= grade <= HIGHEST:
        raise ValueError("a grade is 1 to 10")
    return next(step for last, step in _LAST_OF_STEP.items() if grade <= last)


def step_label(step: str) -> str:
    """What a group is called that is a whole step. With a dash that no class's name can
    have: a class may well be called 5-7."""
    return step.replace("-", "–")
