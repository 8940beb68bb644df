"""What has been done with an item, by whom and when, stays to be seen whatever comes of
it."""

from datetime import timedelta

from chalicelib.cases import make_case
from chalicelib.handle_items import handle
from chalicelib.items.handling import Did
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.referring import refer


def at(minutes):
    return NOW + timedelta(minutes=minutes)


def history(referral_id):
    acts = see(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW).item.handling.history
    return [(one.did, one.who, one.to) for one in acts]


def test_everything_from_opening_to_case_stands_there_in_order(desk):
    one = refer(desk)
    open_item(PRINCIPAL, ItemKind.REFERRAL, one, NOW)
    handle.take(Press(PRINCIPAL, ItemKind.REFERRAL, one, 0, at(1)))
    handle.hand_over(Press(PRINCIPAL, ItemKind.REFERRAL, one, 1, at(2)), NURSE.id)
    open_item(NURSE, ItemKind.REFERRAL, one, at(3))
    handle.close(Press(PRINCIPAL, ItemKind.REFERRAL, one, 2, at(4)), "talked", "")
    handle.reopen(Press(PRINCIPAL, ItemKind.REFERRAL, one, 3, at(5)))
    make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, one, 4, at(6)))
    assert history(one) == [
        (Did.OPENED, PRINCIPAL.id, None),
        (Did.TOOK, PRINCIPAL.id, None),
        (Did.HANDED_OVER, PRINCIPAL.id, NURSE.id),
        (Did.OPENED, NURSE.id, None),
        (Did.CLOSED, PRINCIPAL.id, None),
        (Did.REOPENED, PRINCIPAL.id, None),
        (Did.CASE, PRINCIPAL.id, None),
    ]
    acts = see(PRINCIPAL, ItemKind.REFERRAL, one, NOW).item.handling.history
    assert [act.at for act in acts] == [at(minutes) for minutes in range(7)]


def test_joining_stands_with_both_and_so_does_reading_for_a_reason(desk):
    one, other = refer(desk), refer(desk)
    handle.ask_access(
        Press(NURSE, ItemKind.REFERRAL, one, 0, NOW), "Eleven ba meg lese dette"
    )
    open_item(PRINCIPAL, ItemKind.REFERRAL, other, NOW)
    handle.join(Press(PRINCIPAL, ItemKind.REFERRAL, other, 0, at(1)), f"referral.{one}")
    assert sorted(did for did, _, _ in history(one)) == [
        Did.ACCESS,
        Did.JOINED,
        Did.OPENED,
    ]
    assert [did for did, _, _ in history(other)] == [Did.OPENED, Did.JOINED]
