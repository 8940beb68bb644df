"""All that pupils do is done with the public side's own rights: keys, verbs and attributes."""

from dataclasses import replace

import pytest

from chalicelib.domain.rounds import Mode
from chalicelib.domain.threads import Kind, Whom
from chalicelib.services import receipts, refusals, tickets
from chalicelib.services.answers import submit
from chalicelib.stores.codes import Place
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
                submit(stage.codes[number], form.place, form.attempt, "nb", sent, NOW, ("empty",))
        ticket = tickets.hand_out(Place(stage.round.id, CLASSES[0].id), form.attempt)
        for asked in (TODAY, TO_NURSE):
            receipts.ask_contact(ticket.text, asked, ticket.answers, BEFORE)
        code = receipts.take_receipt(ticket.text, ticket.answers, BEFORE).receipt
        receipts.take_receipt(ticket.text, ticket.answers, BEFORE)
        own = own_keys(code)
        receipts.write(own, "a" * 22, Kind.TEXT, "Jeg vil ikke leve", BEFORE)
        receipts.write(own, "b" * 22, Kind.NAME, "Kim Prøvesen", BEFORE)
        receipts.read(own, NOW)
        receipts.withdraw(own, NOW)
        with pytest.raises(refusals.ThreadWithdrawn):
            receipts.read(own, NOW)
    kinds = {row["kind"] for row in rows_with("answers", sk="MESSAGE#")}
    assert kinds == {"contact", "link", "text", "name", "withdrawn"}
    assert rows_with("answers", sk="FLAG#")
    assert rows_with("answers", sk="ANSWER#")
