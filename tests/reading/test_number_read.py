"""Who reads a card's number and the reasons in a confidential round: in the log and on
the item."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Function
from chalicelib.audit import store as audit
from chalicelib.handle_items import handle
from chalicelib.items import store as item_store
from chalicelib.items.filter import Filter
from chalicelib.items.handling import Did
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import inbox_list, see_item
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import (
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL_INBOX,
    _member,
    set_the_stage,
)
from tests.faults import failing, first_of_all
from tests.roles import playing

DEPUTY = _member("B1", "SCHAAA", "vikar@test.example", Function.SOCIAL_TEACHER, False)
COLLEAGUE = _member("B2", "SCHAAA", "kollega@test.example", Function.OTHER, False)
WHY = "Hun som har vakt, er syk i dag"
DAY = timedelta(days=1)
LATER = NOW + timedelta(hours=3)
WHAT = "read_number_flag"


@pytest.fixture
def stage(aws):
    return set_the_stage(mode=Mode.CONFIDENTIAL)


@pytest.fixture
def flag(stage):
    people = [row for one in (DEPUTY, COLLEAGUE) for row in accounts.put_account(one)]
    transaction.commit(
        *people, *rounds.change_round(replace(stage.round, deputy=on_duty(DEPUTY)))
    )
    stage.send(4, safe="hardly_ever", hurt="often")
    sweep(NOW)
    (item,) = inbox_list.list_items(NURSE, Filter(), NOW).items
    return item


def see(account, flag, now):
    return see_item.see(account, ItemKind.FLAG, flag.id, now)


def logged(body_id="SCHAAA"):
    return [
        (one.who, one.subject) for one in audit.of_body(body_id) if one.what == WHAT
    ]


def readings(flag, reader=NURSE):
    acts = see(reader, flag, NOW).item.handling.readings
    return [(one.did, one.who, one.at) for one in acts]


def let_in(account, flag):
    for hours in range(1, 4):
        sweep(NOW + timedelta(hours=hours))
    handle.ask_access(Press(account, ItemKind.FLAG, flag.id, 0, LATER), WHY)


def test_the_day_it_is_opened_the_opening_says_it(flag):
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    assert see(NURSE, flag, LATER).content.flag.card == 5
    assert logged() == []
    assert "opened_flag" in [one.what for one in audit.of_body("SCHAAA")]


def test_the_person_on_duty_who_reads_it_again_is_written_down_once_a_day(flag):
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    for now in (LATER, NOW + DAY, LATER + DAY, NOW + 2 * DAY):
        with playing("staff"):
            assert see(NURSE, flag, now).content.flag.card == 5
    assert logged() == [(NURSE.id, flag.id)] * 2
    expected = [(Did.READ_NUMBER, NURSE.id, NOW + n * DAY) for n in (1, 2)]
    assert readings(flag) == expected
    last = see(NURSE, flag, NOW + 2 * DAY).history[-2:]
    assert [one.did for one in last] == [Did.READ_NUMBER] * 2


@pytest.mark.parametrize("account", [PRINCIPAL, DEPUTY], ids=lambda one: one.id)
def test_who_was_let_in_by_a_reason_is_written_down_each_day_they_read(flag, account):
    let_in(account, flag)
    assert see(account, flag, LATER).content.flag.card == 5
    assert logged() == []
    assert see(account, flag, LATER + DAY).content.flag.card == 5
    assert logged() == [(account.id, flag.id)]
    assert readings(flag, account) == [(Did.READ_NUMBER, account.id, LATER + DAY)]


def test_the_owner_who_alone_reads_of_the_leadership_is_written_down_too(stage):
    stage.send(2, adult_hurt="weekly", leadership="yes")
    (flag,) = inbox_list.list_items(OWNER, Filter(), NOW).items
    reading.open_item(OWNER, ItemKind.FLAG, flag.id, NOW)
    assert see(OWNER, flag, NOW + DAY).content.flag.card == 3
    assert logged(OWNER.body_id) == [(OWNER.id, flag.id)]


@pytest.mark.parametrize(
    "account", [PRINCIPAL, DEPUTY, COLLEAGUE], ids=lambda one: one.id
)
def test_who_sees_the_item_without_its_number_has_read_nothing(flag, account):
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    assert see(account, flag, NOW + DAY).content.flag is None
    assert logged() == []
    assert readings(flag) == []


def test_in_an_anonymous_round_there_is_no_number_to_read(aws):
    set_the_stage().send(hurt="often", safe="hardly_ever")
    (flag,) = inbox_list.list_items(NURSE, Filter(), NOW).items
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    see(NURSE, flag, NOW + DAY)
    assert (logged(), readings(flag)) == ([], [])


def test_reading_changes_nothing_of_what_a_colleague_is_about_to_do(flag):
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    turn = see(NURSE, flag, NOW + DAY).item.handling.turn
    handle.take(Press(NURSE, ItemKind.FLAG, flag.id, turn, NOW + DAY))
    see(NURSE, flag, NOW + 2 * DAY)
    assert see(NURSE, flag, NOW + 2 * DAY).item.handling.turn == turn + 1


def test_of_two_who_read_in_one_moment_both_are_written_down(flag):
    let_in(PRINCIPAL, flag)
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, LATER)
    moment = LATER + DAY
    with first_of_all(
        "TransactWriteItems", lambda: see(PRINCIPAL, flag, moment)
    ) as quicker:
        assert see(NURSE, flag, moment).content.flag.card == 5
    assert quicker
    assert sorted(logged()) == sorted([(NURSE.id, flag.id), (PRINCIPAL.id, flag.id)])
    assert {who for _, who, _ in readings(flag)} == {NURSE.id, PRINCIPAL.id}


def test_what_cannot_be_written_down_is_not_shown(flag):
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    with (
        failing("dynamodb", "TransactWriteItems", "server_error"),
        pytest.raises(transaction.Unavailable),
    ):
        see(NURSE, flag, NOW + DAY)


def test_where_it_waits_anew_no_reading_is_written_twice(flag):
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    see(NURSE, flag, NOW + DAY)
    item = see(NURSE, flag, NOW + DAY).item
    after = item.released(PRINCIPAL.id, NOW + DAY, "M", None)
    transaction.commit(item_store.replace(item, after))
    done = item_store.get(SCHOOL_INBOX, ItemKind.FLAG, flag.id).handling
    assert sorted(one.did for one in done.history) == sorted(
        [Did.OPENED, Did.READ_NUMBER, Did.RELEASED]
    )
