"""What the pupil and the supporters of the demo school answered themselves: the pupil's
answers stand on a case that is over; of the supporters there are not enough yet."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.answer_form import submit
from chalicelib.closing_answers.make_codes import (
    ClosingCodes,
    pupils_code,
    supporters_codes,
)
from chalicelib.core import ids
from chalicelib.forms.form import EMPTY
from infra.local.demo_cases import pen_of

OVER = "Tor Tenktesen"
_PUPIL = {
    "scale_now": "8",
    "target": "yes",
    "friends": "yes",
    "included": "yes",
    "safe": "mostly",
    "hard_to_tell": "yes",
    "glad_told": "yes",
    "what_helped": "supporters",
    "recommend": "yes",
}
_SUPPORTERS = (
    {"mattered": "yes", "proud": "yes", "speak_up": "easier", "was_hard": "no"},
    {"mattered": "yes", "learnt": "little", "was_hard": "sometimes"},
)


def write_own_answers(who: Account, numbers: Mapping[str, int], at: datetime) -> None:
    """``numbers`` of the cases, by the pupil; ``at`` is when."""
    number = numbers[OVER]
    _answer(pupils_code(pen_of(who, number, at)), (_PUPIL,), at)
    later = at + timedelta(minutes=5)
    made = supporters_codes(pen_of(who, number, later), 5)
    _answer(made, _SUPPORTERS, later)


def _answer(
    made: ClosingCodes, answers: tuple[Mapping[str, str], ...], at: datetime
) -> None:
    for card, answer in zip(made.cards, answers, strict=False):
        code = ids.normalise(card.code)
        form = submit.open_form(code, at)
        fields = {item: [option] for item, option in answer.items()}
        submit.submit(code, form.place, form.attempt, "nb", fields, at, (EMPTY,))
