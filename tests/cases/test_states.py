import pytest

from chalicelib.cases.states import FINAL, MOVES, OPEN, Move, State, by_hand, can_go


def test_every_state_but_the_first_is_reached_by_some_move():
    reached = {way.to for way in MOVES.values()}
    assert reached == {*State, None} - {State.RECEIVED}


def test_every_open_state_can_be_closed_and_every_final_one_opened_again():
    assert all(can_go(state, Move.CLOSE, False) for state in OPEN)
    assert all(can_go(state, Move.REOPEN, False) for state in FINAL)
    assert not any(can_go(state, Move.CLOSE, False) for state in FINAL)


@pytest.mark.parametrize("state", State)
def test_nothing_moves_to_where_it_is(state):
    assert not [
        move
        for move, way in MOVES.items()
        if way.to is state and can_go(state, move, False)
    ]


def test_a_refusal_says_whose_it_was_and_leads_to_another_measure():
    refusals = {
        Move.PUPIL_DECLINED,
        Move.GUARDIAN_DECLINED,
        Move.ADULT_DECLINED,
        Move.TRY_OTHER,
    }
    others = {Move.LEFT_SCHOOL}
    assert set(by_hand(State.GROUP_RUNNING, False)) == refusals | others
    assert {MOVES[move].to for move in refusals} == {State.OTHER_MEASURE}


def test_a_class_is_offered_no_group():
    assert by_hand(State.RECEIVED, True) == [Move.TRY_OTHER]
    assert not can_go(State.RECEIVED, Move.OFFER, True)
    assert by_hand(State.CLOSED, True) == [Move.REOPEN]
