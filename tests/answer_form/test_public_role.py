"""All that pupils do is done with the public side's own rights: keys, verbs and
attributes."""

from dataclasses import replace

import pytest

from chalicelib.answer_form.submit import submit
from chalicelib.core import errors
from chalicelib.pupil_threads import ask_contact, by_pupil, tickets
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import Mode
from chalicelib.threads.contact import Whom
from chalicelib.threads.message import MessageKind
from tests.cast import BEFORE, CLASSES, NOW, set_the_stage
from tests.pupil_cast import TO_NURSE, TODAY, own_keys
from tests.roles import playing
from tests.rows import rows_with

ANSWERS = [
    {},
    {"hurt": "few"},
    {"hurt": "often", "safe": "hardly_ever", "contact": "today"},
    {"adult_hurts": "often", "contact": "later"},
]
ELSE = replace(TODAY, whom=Whom.SOMEONE_ELSE, who="Helsesykepleier på SFO")


@pytest.mark.parametrize("mode", Mode)
def test_a_pupils_whole_way_stays_within_the_public_role(aws, mode):
    stage = set_the_stage(mode=mode)
    with playing("public"):
        for number, answer in enumerate(ANSWERS):
            form = stage.open(number)
            fields = {item: [option] for item, option in answer.items()}
            for sent in (fields, fields, {"hurt": ["never"]}):  # once more, and changed
                submit(
                    stage.codes[number],
                    form.place,
                    form.attempt,
                    "nb",
                    sent,
                    NOW,
                    ("empty",),
                )
        ticket = tickets.hand_out(Place(stage.round.id, CLASSES[0].id), form.attempt)
        for asked in (TODAY, TO_NURSE, ELSE):
            ask_contact.ask(ticket.text, asked, ticket.answers, BEFORE)
        code = by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE).receipt
        by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE)
        own = own_keys(code)
        by_pupil.write(own, "a" * 22, MessageKind.TEXT, "Jeg vil ikke leve", BEFORE)
        by_pupil.write(own, "b" * 22, MessageKind.NAME, "Kim Prøvesen", BEFORE)
        by_pupil.read(own, NOW)
        by_pupil.withdraw(own, NOW)
        with pytest.raises(errors.ThreadWithdrawn):
            by_pupil.read(own, NOW)
    kinds = {row["kind"] for row in rows_with("answers", sk="MESSAGE#")}
    assert kinds == {"contact", "link", "text", "name", "withdrawn"}
    assert rows_with("answers", sk="FLAG#")
    assert rows_with("answers", sk="ANSWER#")
