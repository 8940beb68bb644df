"""Rounds whose answers have come, as the tests of results use them."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count

from chalicelib.answers import store as answers
from chalicelib.manage_rounds.open import NewRound, open_round
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, Round, on_duty
from chalicelib.schools.school import School, SchoolClass
from chalicelib.storage import transaction
from tests.cast import NURSE, SCHOOL

_ATTEMPTS = count()
WELL = {
    "thriving": "good",
    "company": "always",
    "hurt": "never",
    "excluded": "never",
    "safe": "always",
    "trusted_adult": "yes",
}


def school_classes(*pupils: int, school: School = SCHOOL) -> tuple[SchoolClass, ...]:
    return tuple(
        SchoolClass(f"6{letter}", school.id, f"6{letter}", (6,), number)
        for letter, number in zip("ABCDEFGH", pupils, strict=False)
    )


def opened(
    classes: Sequence[SchoolClass],
    opens_at: datetime,
    closes_at: datetime,
    school: School = SCHOOL,
    mode: Mode = Mode.ANONYMOUS,
) -> Round:
    new = NewRound("grades_5_7", mode, ("nb",), opens_at, closes_at, on_duty(NURSE))
    round_ = open_round(new, school, classes)
    return rounds.get(round_.id) or round_


def answer(round_: Round, class_id: str, said: Sequence[Mapping[str, str]]) -> None:
    """The answers, each as a pupil's whose way to here is no matter."""
    for one_answer in said:
        attempt = f"{next(_ATTEMPTS):022d}"
        put = answers.put_answer(
            round_, class_id, attempt, one_answer, "nb", None, 2**31
        )
        transaction.commit(put)


def some_bad(number: int, bad: int, **how: str) -> list[dict[str, str]]:
    """``number`` answers, ``bad`` of them ``how``, in an order nobody chose."""
    said = [WELL | (how if place < bad else {}) for place in range(number)]
    random.Random(number).shuffle(said)
    return said
