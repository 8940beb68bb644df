"""An earlier round of the demo school that has closed: one class has been told what was
heard, one has not, and of the small ones too few have answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.answer_form import submit
from chalicelib.class_reply import see_replies
from chalicelib.class_reply.reply import ReplyContent, ReplyText
from chalicelib.class_reply.write_reply import ReplyPress, publish
from chalicelib.core.local_time import local_day
from chalicelib.forms.form import EMPTY
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.rounds.round import Mode, Round, on_duty
from chalicelib.schools.school import School, SchoolClass
from chalicelib.web.language import languages

TOLD = "5A"
_FORM = "grades_5_7"
_LASTED = timedelta(hours=4)
_ANSWERS = {"5A": 9, "6A": 7, "STEP5-7": 3}
"""How many of each have answered, all of them well."""
_TEXTS = {
    "nb": ReplyText(
        "Mange av dere har det bra på skolen.\n"
        "Noen av dere mangler noen å være sammen med i friminuttene.",
        "Det er to voksne ute ved klatrestativet i storefri.\n"
        "Vi starter leker i friminuttene som alle kan være med på.",
        "Du kan snakke med læreren din, eller med helsesykepleieren på rom 12.",
    ),
    "nn": ReplyText(
        "Mange av dykk har det bra på skulen.\n"
        "Nokre av dykk manglar nokon å vere saman med i friminutta.",
        "Det er to vaksne ute ved klatrestativet i storefri.\n"
        "Vi startar leikar i friminutta som alle kan vere med på.",
        "Du kan snakke med læraren din, eller med helsesjukepleiaren på rom 12.",
    ),
}


def tell_class(
    who: Account, school: School, classes: Sequence[SchoolClass], opens: datetime
) -> None:
    """``opens`` is when that round opened."""
    new = NewRound(
        _FORM,
        Mode.ANONYMOUS,
        tuple(languages()),
        opens,
        opens + _LASTED,
        on_duty(who),
    )
    round_ = open_round(new, school, classes)
    for class_id, number in _ANSWERS.items():
        _answer(round_, class_id, number, opens + timedelta(minutes=30))
    _tell(who, round_, opens + timedelta(days=7))


def _answer(round_: Round, class_id: str, number: int, at: datetime) -> None:
    for code in make_codes(round_, class_id, number):
        form = submit.open_form(code, at)
        said = {"thriving": ["good"], "company": ["often"]}
        submit.submit(code, form.place, form.attempt, "nb", said, at, (EMPTY,))


def _tell(who: Account, round_: Round, at: datetime) -> None:
    part = see_replies.part_of(round_, TOLD, at)
    again_on = local_day(at + timedelta(days=60))
    press = ReplyPress(who, round_, part, 0, "d" * 22, at)
    publish(press, ReplyContent(_TEXTS, again_on))
