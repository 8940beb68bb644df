"""What may be changed of a round that is stored."""

from dataclasses import replace

from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction
from tests.cast import set_the_stage


def test_no_change_of_a_round_can_loosen_its_mode(aws):
    round_ = set_the_stage().round
    for changed in rounds.change_round(replace(round_, mode=Mode.CONFIDENTIAL)):
        assert not {"mode", "public_key", "form_id"} & set(changed.set)
    transaction.commit(*rounds.change_round(replace(round_, mode=Mode.CONFIDENTIAL)))
    assert rounds.get(round_.id).mode is Mode.ANONYMOUS
