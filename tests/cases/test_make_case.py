import pytest

from chalicelib.cases import make_case, see_case
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.referrals.referral import Status
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER
from tests.referring import refer
from tests.rows import rows_with


def opened(desk, **changes):
    referral_id = refer(desk, **changes)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    return referral_id


def test_an_item_becomes_a_case_with_the_next_number_and_leaves_the_inbox(desk):
    item_id, other = opened(desk), opened(desk)
    assert make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, item_id, 0, NOW)) == 1
    assert [item.id for item in list_items(PRINCIPAL, Filter(), NOW).items] == [other]
    assert make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, other, 0, NOW)) == 2
    found = see_case.list_cases(PRINCIPAL, NOW).cases
    assert [(case.number, case.origins) for case in found] == [
        (2, (f"referral.{other}",)),
        (1, (f"referral.{item_id}",)),
    ]
    assert {case.made_by for case in found} == {PRINCIPAL.id}
    assert drafts.sent(TEACHER, item_id).status is Status.FOLLOWED_UP
    assert see_case.list_cases(STRANGER, NOW).cases == []


def test_what_was_joined_comes_along(desk):
    item_id, other = opened(desk), opened(desk)
    handle.join(
        Press(PRINCIPAL, ItemKind.REFERRAL, item_id, 0, NOW), f"referral.{other}"
    )
    make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, other, 1, NOW))
    assert see_case.list_cases(PRINCIPAL, NOW).cases[0].origins == (
        f"referral.{other}",
        f"referral.{item_id}",
    )


def test_of_two_one_makes_the_case_and_the_other_is_told(desk):
    item_id = opened(desk)
    make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, item_id, 0, NOW))
    for turn in (0, 1):
        with pytest.raises(errors.ChangedMeanwhile):
            make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, item_id, turn, NOW))
    assert len(rows_with("casework", pk="CASES#")) == 1


def test_two_cases_at_the_same_moment_get_two_numbers(desk, aws):
    item_id, other, first = opened(desk), opened(desk), []

    def meanwhile(**_):
        if not first:
            first.append(True)
            make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, other, 0, NOW))

    events = aws("dynamodb").meta.events
    events.register("before-call.dynamodb.TransactWriteItems", meanwhile)
    try:
        assert make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, item_id, 0, NOW)) == 2
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)


def test_who_may_not_makes_none(desk):
    item_id = opened(desk)
    with pytest.raises(errors.Incomplete):
        make_case.make(Press(NURSE, ItemKind.REFERRAL, item_id, 0, NOW))
    for account in (OWNER, TEACHER, STRANGER):
        with pytest.raises(errors.NotFound):
            make_case.make(Press(account, ItemKind.REFERRAL, item_id, 0, NOW))
    assert rows_with("casework", pk="CASES#") == []
