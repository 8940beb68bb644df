"""Codes made from cases, and who answers with them."""

from datetime import datetime
from typing import Any

from chalicelib.answer_form import submit
from chalicelib.closing_answers.closing_round import GROUP
from chalicelib.closing_answers.make_codes import supporters_codes
from chalicelib.core import ids
from chalicelib.forms.form import EMPTY
from chalicelib.referrals import drafts
from tests.cases.cast import made, pen
from tests.cast import NOW, TEACHER
from tests.roles import playing

GOOD = {"mattered": "yes", "was_hard": "no", "climate": "better"}
ALL_IN_TERM = (8, 8, 8)


def a_case() -> Any:
    return made(drafts.desk(TEACHER))


def codes_of(number: int, attempt: str = "c", at: datetime = NOW) -> list[str]:
    """New ones for the supporters of a case of their own."""
    made_ = supporters_codes(pen(a_case(), attempt * 22, at), number)
    return [ids.normalise(card.code) for card in made_.cards]


def answered(code: str, at: datetime = NOW, **answer: str) -> Any:
    """As the pupils' side takes it."""
    fields = {item: [option] for item, option in answer.items()}
    with playing("public"):
        form = submit.open_form(code, at)
        return submit.submit(code, form.place, form.attempt, "nb", fields, at, (EMPTY,))


def round_of(code: str, at: datetime = NOW) -> Any:
    form = submit.open_form(code, at)
    assert form.class_.id == GROUP
    return form.round
