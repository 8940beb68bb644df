"""What pupils are told of a confidential round: who may find out who they are, and
when."""

from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Function
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.reading import inbox_list, see_item
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, _member, set_the_stage
from tests.mailbox import to_whom

DEPUTY = _member("B1", "SCHAAA", "vikar@test.example", Function.SOCIAL_TEACHER, False)
COLLEAGUE = _member("B2", "SCHAAA", "kollega@test.example", Function.OTHER, False)
WHY = "Hun som har vakt, er syk i dag"
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def flag(aws):
    from dataclasses import replace

    stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    people = [row for one in (DEPUTY, COLLEAGUE) for row in accounts.put_account(one)]
    after = replace(stage.round, deputy=on_duty(DEPUTY))
    transaction.commit(*people, *rounds.change_round(after))
    stage.send(4, safe="hardly_ever", hurt="often")
    sweep(NOW)
    (item,) = inbox_list.list_items(NURSE, Filter(), NOW).items
    return item


def escalate():
    for hours in range(1, 4):
        sweep(NOW + timedelta(hours=hours))


def read(account, flag, now):
    reading.open_item(account, ItemKind.FLAG, flag.id, now)
    return see_item.see(account, ItemKind.FLAG, flag.id, now).content.flag


def ask(account, flag, now):
    turn = see_item.see(account, ItemKind.FLAG, flag.id, now).item.handling.turn
    handle.ask_access(Press(account, ItemKind.FLAG, flag.id, turn, now), WHY)
    return see_item.see(account, ItemKind.FLAG, flag.id, now).content


def test_the_person_on_duty_reads_the_number_and_the_reasons(flag):
    content = read(NURSE, flag, NOW)
    assert content.card == 5
    assert content.reasons


@pytest.mark.parametrize(
    "account", [PRINCIPAL, DEPUTY, COLLEAGUE], ids=lambda one: one.id
)
def test_nobody_else_does_nor_stops_the_clock_nor_gets_it_by_a_reason(flag, account):
    with pytest.raises(errors.Incomplete):
        read(account, flag, NOW)
    with pytest.raises(errors.Incomplete):
        ask(account, flag, NOW)
    seen = see_item.see(account, ItemKind.FLAG, flag.id, NOW)
    assert (seen.may_read, seen.content.flag, seen.item.handling.opened) == (
        False,
        None,
        None,
    )
    assert seen.item.clock_at


@pytest.mark.parametrize("account", [PRINCIPAL, DEPUTY], ids=lambda one: one.id)
def test_after_escalation_deputy_and_principal_do_with_a_reason_that_is_kept(
    flag, account
):
    escalate()
    with pytest.raises(errors.Incomplete):
        read(account, flag, LATER)
    content = ask(account, flag, LATER)
    assert content.flag.card == 5
    assert [(one.who, one.text) for one in content.reasons] == [(account.id, WHY)]
    assert "access_with_reason_flag" in [one.what for one in audit.of_body("SCHAAA")]


def test_the_least_urgent_is_not_left_to_who_is_away_either(aws):
    """The weekly list, two school days, one mail to the principal, who may then ask."""
    stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    stage.send(now=NOW, hurt="once")
    listed = next(at for at in stage.round.weekly if at >= NOW)
    sweep(listed)
    sweep(listed + timedelta(minutes=1))
    assert to_whom().count(PRINCIPAL.email) == 1
    (flag,) = inbox_list.list_items(NURSE, Filter(), listed).items
    assert flag.level is Level.L1
    with pytest.raises(errors.Incomplete):
        ask(PRINCIPAL, flag, listed + timedelta(days=2, minutes=-1))
    for hours in (47, 48, 49, 24 * 3, 24 * 9):
        sweep(listed + timedelta(hours=hours))
    assert to_whom().count(PRINCIPAL.email) == 2
    assert OWNER.email not in to_whom()
    assert ask(PRINCIPAL, flag, listed + timedelta(days=2, hours=1)).flag.card == 1


def test_a_colleague_does_not_even_then(flag):
    escalate()
    with pytest.raises(errors.Incomplete):
        ask(COLLEAGUE, flag, LATER)


def test_where_the_person_on_duty_has_left_nobody_waits_for_a_clock(flag):
    from dataclasses import replace

    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    assert ask(DEPUTY, flag, NOW).flag.card == 5


def test_it_is_handed_over_to_nobody_who_may_not_read_it(flag):
    read(NURSE, flag, NOW)
    turn = see_item.see(NURSE, ItemKind.FLAG, flag.id, NOW).item.handling.turn
    with pytest.raises(errors.Incomplete):
        handle.hand_over(Press(NURSE, ItemKind.FLAG, flag.id, turn, NOW), COLLEAGUE.id)
