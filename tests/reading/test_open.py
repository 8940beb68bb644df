from datetime import timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.core.local_time import quarter_of
from chalicelib.core.settings import settings
from chalicelib.items.filter import Filter, Show
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.open import open_item
from chalicelib.reading.see_item import see
from chalicelib.storage import keys, transaction, writes
from chalicelib.upkeep.schedule import sweep
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    STRANGER,
    TEACHER,
    set_the_stage,
)
from tests.faults import failing
from tests.rows import rows_with
from tests.sweeping import sweep_between

NEXT_WEEK = NOW + timedelta(days=6)
"""When the weekly list has been told of."""


def items(account, at=NOW, **wanted):
    return list_items(account, Filter(**wanted), at).items


def opened(account, item, now=NOW):
    """The item as its reader sees it after pressing the button."""
    open_item(account, item.kind, item.id, now)
    return see(account, item.kind, item.id, now)


def rules(seen):
    return [reason.rule for reason in seen.content.flag.reasons]


def test_level_first_then_what_goes_first_then_age(stage):
    stage.send(0, hurt="few")
    stage.send(1, hurt="once")
    stage.send(2, contact="today")
    stage.send(3, hurt="few", trusted_adult="no")
    shown = items(NURSE, at=NEXT_WEEK)
    assert [int(one.level) for one in shown] == [3, 2, 2, 1]
    assert [one.first for one in shown] == [False, True, False, False]


def test_opening_does_not_move_what_is_urgent_down(stage):
    stage.send(0, contact="today")
    stage.send(1, hurt="few")
    opened(NURSE, items(NURSE)[0])
    assert [int(one.level) for one in items(NURSE)] == [3, 2]
    assert [int(one.level) for one in items(NURSE, show=Show.UNOPENED)] == [2]


def test_the_list_is_a_query_for_each_place_and_opens_nothing_sealed(stage, calls):
    stage.send(hurt="few")
    calls.clear()
    items(PRINCIPAL)
    # What pupils sent, what staff sent, and the people's names
    assert calls == ["Query"] * 3
    calls.clear()
    items(NURSE)
    assert calls == ["Query"] * 4  # and what is for the health service alone


def test_nothing_of_a_flag_is_shown_before_it_is_opened(stage):
    stage.send(hurt="few", more="De tar ballen min")
    (item,) = items(NURSE)
    assert see(NURSE, item.kind, item.id, NOW).content.flag is None
    assert opened(NURSE, item).content.flag.text == "De tar ballen min"
    assert "ballen" not in str(rows_with("answers"))


def test_an_item_of_another_school_does_not_exist_for_me(stage):
    stage.send(hurt="few")
    (flag,) = rows_with("answers", sk="FLAG#")
    assert items(STRANGER) == []
    for look in (see, open_item):
        with pytest.raises(errors.NotFound):
            look(STRANGER, ItemKind.FLAG, flag["id"], NOW)
    assert "opened_by" not in rows_with("answers", sk="FLAG#")[0]


@pytest.mark.parametrize("account", [TEACHER, ADMINISTRATOR])
def test_who_has_no_inbox_sees_nothing_of_one(stage, account):
    stage.send(hurt="few")
    (flag,) = rows_with("answers", sk="FLAG#")
    for look in (see, open_item):
        with pytest.raises(errors.NotFound):
            look(account, ItemKind.FLAG, flag["id"], NOW)
    with pytest.raises(errors.NotFound):
        items(account)


def test_what_concerns_the_leadership_is_seen_by_the_owner_alone(stage):
    stage.send(adult_hurt="few", leadership="unsure", hurt="few", more="Han i ledelsen")
    (own,) = items(OWNER)
    told = opened(OWNER, own)
    assert set(rules(told)) >= {"adult", "leadership"}
    assert told.content.flag.text == "Han i ledelsen"
    for member in (PRINCIPAL, NURSE):
        (item,) = items(member)
        seen = opened(member, item)
        assert rules(seen) == ["bullied"]
        assert seen.content.flag.text is None
        with pytest.raises(errors.NotFound):
            see(member, own.kind, own.id, NOW)


def test_the_owner_of_several_schools_is_told_which_and_a_member_is_not(stage):
    stage.send(adult_hurt="few", leadership="yes", hurt="few")
    (own,), (item,) = items(OWNER), items(NURSE)
    assert opened(OWNER, own).schools[own.school_id] == "Testskolen"
    assert opened(NURSE, item).schools == {}


def test_the_owner_does_not_see_the_schools_flags(stage):
    stage.send(hurt="few")
    (flag,) = rows_with("answers", sk="FLAG#")
    assert items(OWNER) == []
    with pytest.raises(errors.NotFound):
        see(OWNER, ItemKind.FLAG, flag["id"], NOW)


def test_opening_names_who_and_is_written_down_and_the_second_reader_too(stage):
    stage.send(hurt="few")
    (item,) = items(NURSE)
    opened(NURSE, item)
    seen = opened(PRINCIPAL, item, NOW + timedelta(minutes=1))
    assert seen.item.handling.opened.who == NURSE.id
    assert seen.item.handling.opened.at == NOW.replace(microsecond=0)
    entries = audit.of_body("SCHAAA")
    assert [(one.who, one.what, one.subject) for one in entries] == [
        ("A3", "opened_flag", item.id),
        ("A2", "read_flag", item.id),
    ]
    opened(NURSE, item, NOW + timedelta(minutes=2))
    assert audit.last_of("SCHAAA", "A3").before == entries[0].hash


def test_a_shredded_round_leaves_the_flag_without_its_content(stage):
    stage.send(hurt="few")
    key = keys.wrapped_key(stage.round.id)
    transaction.commit(writes.Delete(settings().casework_table, key))
    (item,) = items(NURSE)
    seen = opened(NURSE, item)
    assert seen.content.flag is None
    assert int(seen.item.level) == 2


def test_small_classes_are_shown_as_their_grade_step(aws):
    stage = set_the_stage(class_id="STEP5-7")
    stage.send(hurt="few")
    assert items(NURSE)[0].place == "5–7"


def test_one_sees_who_was_told_and_when(stage):
    stage.send(contact="today")
    sweep_between(NOW, NOW + timedelta(minutes=63))
    (item,) = items(NURSE)
    told = see(NURSE, item.kind, item.id, NOW).told
    assert [(mail.recipients, sorted(mail.told)) for mail in told] == [
        ("group", [PRINCIPAL.id, NURSE.id]),
        ("principal", [PRINCIPAL.id]),
    ]
    assert told[0].told[NURSE.id] == quarter_of(NOW)


def test_one_sees_that_a_mail_did_not_arrive_and_who_was_told_instead(stage):
    stage.send(adult_hurt="few", leadership="no")
    with failing("sesv2", "SendEmail", "bad_address"):
        sweep(NOW)
    sweep(NOW + timedelta(minutes=1))
    (item,) = items(PRINCIPAL)
    told = see(PRINCIPAL, item.kind, item.id, NOW).told
    assert [(mail.recipients, mail.dead) for mail in told] == [
        ("group", True),
        ("principal", True),
        ("owner", False),
        ("principal", True),
        ("owner", False),
    ]
