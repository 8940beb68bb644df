"""A pupil deletes what they wrote after a case was made of it."""

from datetime import date, timedelta

import pytest

from chalicelib.cases import act, make_case, see_case
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.taken_back import take_back
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items import store as item_store
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import by_pupil
from chalicelib.reading.own_items import own
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.threads.message import MessageKind
from chalicelib.upkeep.schedule import sweep
from tests.cases.cast import pen, stored
from tests.cast import BEFORE, LAST_SLOT, NOW, PRINCIPAL, TEACHER
from tests.pupil_cast import from_pupils, opened, own_keys, receipt_with, ticket_of
from tests.referring import refer
from tests.roles import playing
from tests.rows import rows_with

MINUTE = timedelta(minutes=1)
AFTER = NOW + MINUTE
NAME = "Kim Prøvesen"
TODAY = date(2026, 11, 24)


@pytest.fixture
def code(stage):
    """Of a pupil who has said their name."""
    return told(receipt_with(ticket_of(stage, "t" * 22), "Ingen vil være med meg."))


def told(code, text=NAME):
    by_pupil.write(own_keys(code), "n" * 22, MessageKind.NAME, text, BEFORE)
    return code


def a_case():
    (item,) = from_pupils(PRINCIPAL)
    item = opened(PRINCIPAL, item).item
    make_case.make(press(item))
    return item


def press(item, at=NOW):
    turn = own(PRINCIPAL, item.kind, item.id, LAST_SLOT).handling.turn
    return Press(PRINCIPAL, item.kind, item.id, turn, at)


def own_row(item):
    return item_store.get(item.inbox, item.kind, item.id)


def withdrawn(code, at=NOW):
    with playing("public"):
        by_pupil.withdraw(own_keys(code), at)
    with playing("sweeper"):
        sweep(at + MINUTE)


def seen():
    return see_case.see(PRINCIPAL, 1, AFTER)


def said():
    last = seen().entries[-1]
    return last.entry.kind, last.text("name")


def test_before_anybody_has_written_in_the_case_the_name_goes_along(code):
    a_case()
    assert seen().about.pupil == NAME
    withdrawn(code)
    assert seen().about.pupil == ""
    assert seen().about.place == "6A"
    assert said() == (EntryKind.TAKEN_BACK, "gone")
    assert [row for row in rows_with("casework", pk="CASES#") if "pupil" in row] == []


def test_who_takes_the_case_over_or_plans_a_day_has_not_begun_to_help(code):
    a_case()
    act.plan(pen(stored()), NextKind.FIRST_TALK, TODAY)
    withdrawn(code)
    assert said() == (EntryKind.TAKEN_BACK, "gone")


def test_once_somebody_has_written_the_name_stays_and_the_case_says_so(code):
    a_case()
    act.note(pen(stored()), "Snakket med eleven i friminuttet.", TODAY)
    withdrawn(code)
    assert seen().about.pupil == NAME
    assert said() == (EntryKind.TAKEN_BACK, "stays")


def test_where_what_was_written_is_about_danger_the_name_stays(stage):
    code = receipt_with(ticket_of(stage, "t" * 22), "jeg vil ta livet mitt")
    told(code)
    a_case()
    withdrawn(code)
    assert seen().about.pupil == NAME
    assert said() == (EntryKind.TAKEN_BACK, "stays")


def test_a_name_that_a_person_wrote_is_not_the_pupils_to_take_back(code):
    a_case()
    act.say_about(pen(stored()), "Kim P.", "6A", False)
    withdrawn(code)
    assert seen().about.pupil == "Kim P."
    assert said() == (EntryKind.TAKEN_BACK, "not_from_it")


def test_a_name_that_a_teacher_gave_stays(code):
    referral_id = refer(drafts.desk(TEACHER), pupil=["Kim"])
    (thread,) = from_pupils(PRINCIPAL)
    opened(PRINCIPAL, thread)
    item = own(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    item = opened(PRINCIPAL, item).item
    handle.join(press(thread), item.ref)
    make_case.make(press(item))
    withdrawn(code)
    assert seen().about.pupil == "Kim"
    assert said() == (EntryKind.TAKEN_BACK, "not_from_it")


def test_the_case_is_no_less_late_for_it_and_tells_no_minute(code):
    a_case()
    at = NOW + timedelta(hours=3, minutes=7)
    withdrawn(code, at)
    entry = seen().entries[-1].entry
    assert stored().touched_at == NOW
    assert entry.recorded == NOW.replace(hour=at.hour, minute=0, second=0)


def test_done_again_it_says_nothing_twice(code):
    item = a_case()
    withdrawn(code)
    take_back(own_row(item), False, NOW)
    kinds = [read.entry.kind for read in seen().entries]
    assert kinds == [EntryKind.MADE, EntryKind.TAKEN_BACK]


def test_a_case_made_in_the_moment_of_the_withdrawal_gets_no_name_that_is_gone(
    code, aws
):
    (item,) = from_pupils(PRINCIPAL)
    now, first = press(opened(PRINCIPAL, item).item), []

    def meanwhile(**_):
        if not first:
            first.append(True)
            withdrawn(code)

    events = aws("dynamodb").meta.events
    events.register("before-call.dynamodb.TransactWriteItems", meanwhile)
    try:
        with pytest.raises(errors.ChangedMeanwhile):
            make_case.make(now)
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)
    assert rows_with("casework", pk="CASES#") == []
