from datetime import timedelta

import pytest

from chalicelib.cases.about import About
from chalicelib.cases.who_about import WhoAbout, who_about
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.own_items import everything, own
from chalicelib.referrals import drafts
from tests.cast import LAST_SLOT, NOW, PRINCIPAL, TEACHER
from tests.pupil_cast import TODAY, ticket_of
from tests.referring import refer
from tests.sweeping import sweep_between

TOMORROW = LAST_SLOT + timedelta(days=1)


def about(*items):
    return who_about(PRINCIPAL, list(items), LAST_SLOT)


def listed(kind):
    items = list_items(PRINCIPAL, Filter(), LAST_SLOT).items
    return [item for item in items if item.kind is kind]


def a_referral(**changes):
    referral_id = refer(drafts.desk(TEACHER), **changes)
    return own(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)


def test_a_referral_says_the_name_the_class_and_whether_it_is_bullying(desk):
    assert about(a_referral()) == WhoAbout(About("Test Elev", "6A", True), False)
    plain = a_referral(situations=["left_out"], pupil=["Nora"])
    assert about(plain) == WhoAbout(About("Nora", "6A"), False)


def test_a_pupil_who_asks_for_contact_has_said_the_name(stage):
    ask_contact.ask(ticket_of(stage, "t" * 22).text, TODAY, None, NOW)
    (item,) = listed(ItemKind.CONTACT)
    assert about(item) == WhoAbout(About("Kim Prøvesen", "6A"), False)


@pytest.mark.parametrize(("hurt", "bullying"), [("weekly", True), ("never", False)])
def test_a_flag_of_an_anonymous_round_names_nobody(stage, hurt, bullying):
    stage.send(0, hurt=hurt, excluded="weekly")
    (item,) = listed(ItemKind.FLAG)
    assert about(item) == WhoAbout(About("", "6A", bullying), False)


def test_a_name_that_came_with_what_was_joined_is_the_cases(stage):
    stage.send(0, excluded="weekly")
    (flag,) = listed(ItemKind.FLAG)
    found = about(flag, a_referral(pupil=["Nora"], situations=["left_out"]))
    assert found == WhoAbout(About("Nora", "6A"), False)


def test_a_class_flag_is_about_the_class(stage):
    for number in range(6):
        stage.send(number, hurt="weekly")
    sweep_between(NOW, TOMORROW, timedelta(minutes=15))
    found = [
        who_about(PRINCIPAL, [item], TOMORROW)
        for item in everything(PRINCIPAL, TOMORROW)
    ]
    assert [said for said in found if said.of_class] == [
        WhoAbout(About("", "6A"), True)
    ]
