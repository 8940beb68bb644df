from datetime import date, timedelta

import pytest

from chalicelib.cases import make_case, see_case
from chalicelib.cases import store as cases
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.origins import items_in
from chalicelib.cases.states import Move
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.storage import transaction
from tests.cases.cast import entry_for, made, stored
from tests.cases.test_act import kinds
from tests.cast import NOW, PRINCIPAL, TEACHER
from tests.referring import refer

REFERRAL = ItemKind.REFERRAL


def joined(desk):
    """A referral that has come to the case."""
    case = made(desk)
    other = refer(desk)
    open_item(PRINCIPAL, REFERRAL, other, NOW)
    handle.join(Press(PRINCIPAL, REFERRAL, other, 0, NOW), case.origins[0])
    return other


def test_an_item_comes_to_an_open_case_and_is_taken_out_again_on_any_day(desk):
    other, later = joined(desk), NOW + timedelta(days=9)
    assert stored().origins[1] == f"referral.{other}"
    handle.part(Press(PRINCIPAL, REFERRAL, other, 1, later))
    assert len(stored().origins) == 1
    assert kinds() == [EntryKind.MADE, EntryKind.ITEM_IN, EntryKind.ITEM_OUT]
    last = see_case.see(PRINCIPAL, 1, NOW).entries[-1]
    assert last.text("ref") == f"referral.{other}"


def test_the_entry_that_made_a_case_says_what_came_when_and_by_whom(desk):
    case = made(desk)
    first = see_case.see(PRINCIPAL, 1, NOW).entries[0]
    on = local_day(NOW).isoformat()
    assert items_in(first.content) == [
        {"ref": case.origins[0], "on": on, "by": TEACHER.id}
    ]


def test_a_closed_case_takes_in_nothing(desk):
    case = made(desk)
    check = NextAction(NextKind.CHECK, date(2027, 2, 24))
    closed = case.moved(Move.CLOSE, check, NOW)
    transaction.commit(*cases.replace(case, closed, *entry_for(closed)))
    other = refer(desk)
    open_item(PRINCIPAL, REFERRAL, other, NOW)
    with pytest.raises(errors.Incomplete):
        handle.join(Press(PRINCIPAL, REFERRAL, other, 0, NOW), case.origins[0])


def test_a_case_in_which_something_was_written_is_not_undone(desk):
    case = made(desk)
    referral_id = case.origins[0].partition(".")[2]
    noted = case.noted(NOW)
    transaction.commit(*cases.replace(case, noted, *entry_for(noted)))
    with pytest.raises(errors.ChangedMeanwhile):
        make_case.undo(Press(PRINCIPAL, REFERRAL, referral_id, 1, NOW))
    assert stored().version == 2
