"""What may be joined with what, and when joining puts a name to what was written
without one."""

from dataclasses import replace

import pytest

from chalicelib.items.handling import Deed, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.joining import can_be_joined, names_somebody
from chalicelib.rounds.round import Mode
from tests.cast import NOW, PRINCIPAL, set_the_stage
from tests.items.test_may_read import PLAIN

READ = Deed(PRINCIPAL.id, NOW)
OTHER = replace(PLAIN, id="L")
NAMED = replace(PLAIN, id="R", kind=ItemKind.REFERRAL)
THREAD = replace(PLAIN, id="T", kind=ItemKind.THREAD, names_pupil=True)


def done(**handling):
    return replace(OTHER, handling=Handling(**handling))


@pytest.mark.parametrize(
    ("other", "can"),
    [
        (OTHER, True),
        (replace(OTHER, id="K"), False),
        (replace(OTHER, id="K", kind=ItemKind.REFERRAL), True),
        (replace(OTHER, audience=Audience.HEALTH_SERVICE), False),
        (replace(OTHER, audience=Audience.OWNER), False),
        (done(closed=READ), False),
        (done(joined_to="flag.X"), False),
        (done(case=0), True),
        (done(case=4), True),
        (done(case=4, closed=READ), False),
        (done(case=4, joined_to="flag.X"), False),
        (replace(done(closed=READ), news_at=NOW), False),
        (replace(done(joined_to="flag.X"), news_at=NOW), False),
        (replace(done(taken=READ), news_at=NOW), True),
        (replace(OTHER, kind=ItemKind.THREAD), False),
        (replace(OTHER, kind=ItemKind.CONTACT), False),
        (replace(done(opened=READ), kind=ItemKind.THREAD), True),
        (replace(done(opened=READ), kind=ItemKind.CONTACT), True),
    ],
)
def test_it_has_the_same_readers_is_open_or_a_case_and_another_than_this(other, can):
    """What is closed or joined is so with its news too: what joined it would be in no
    list."""
    assert can_be_joined(PLAIN, other) is can


@pytest.fixture(params=Mode)
def mode(request, aws):
    return request.param


def test_a_name_comes_to_an_answer_unless_pupils_were_told_they_can_be_found(mode):
    round_ = set_the_stage(codes=1, mode=mode).round
    unnamed = replace(PLAIN, round_id=round_.id)
    other = replace(unnamed, id="L")
    told = mode is Mode.CONFIDENTIAL
    for pair in (([unnamed], [NAMED]), ([NAMED], [unnamed])):
        assert names_somebody(*pair) is not told
    assert not names_somebody([unnamed], [other])
    assert not names_somebody([NAMED], [replace(NAMED, id="S")])
    for with_a_name in ([other, NAMED], [NAMED, other], [other, THREAD]):
        assert names_somebody([unnamed], with_a_name) is not told
    assert names_somebody([replace(NAMED, id="S")], [NAMED, other]) is not told
    assert not names_somebody([unnamed], [other, replace(other, id="M")])


@pytest.mark.parametrize("round_id", [None, "GONE"])
def test_of_a_round_that_is_gone_nobody_knows_what_pupils_were_told(aws, round_id):
    assert names_somebody([replace(PLAIN, round_id=round_id)], [NAMED])
    assert names_somebody([NAMED], [replace(PLAIN, round_id=round_id)])


def test_one_round_in_which_pupils_were_told_says_nothing_of_another(aws):
    round_ = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).round
    told, unnamed = replace(PLAIN, round_id=round_.id), replace(OTHER, round_id="GONE")
    assert names_somebody([NAMED], [told, unnamed])
    assert not names_somebody([told], [NAMED, unnamed])


def test_a_cards_number_tells_who_wrote_too(aws):
    """Whoever is found by the number is tied to what the pupil wrote anonymously."""
    told = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).round
    numbered = replace(OTHER, round_id=told.id, confidential=True)
    anonymous = replace(PLAIN, round_id=set_the_stage(codes=1).round.id)
    for pair in (([numbered], [anonymous]), ([anonymous], [OTHER, numbered])):
        assert names_somebody(*pair)
    assert not names_somebody([numbered], [replace(numbered, id="M")])
    assert not names_somebody([numbered], [NAMED])
