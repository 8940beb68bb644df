"""What of all that a name stands in may go to the pupil and their guardians."""

from dataclasses import replace

import pytest

from chalicelib.access_requests.goes_along import is_about, kept_because, names_told
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import item_content
from chalicelib.reading.open import open_item
from chalicelib.reading.own_items import own
from tests.cast import NOW, PRINCIPAL
from tests.referring import refer

NAME = "Test Elev"


@pytest.fixture
def referral(desk):
    referral_id = refer(desk)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    item = own(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    return item, [item_content.of(item)]


def test_a_referral_goes_along_and_is_about_the_pupil_it_names(referral):
    item, said = referral
    assert names_told(said) == [NAME]
    assert kept_because(PRINCIPAL, item, said, NAME) == ""
    assert is_about(item, said, NAME)
    assert not is_about(item, said, "Test Annensen")


@pytest.mark.parametrize(
    ("kind", "name", "why"),
    [
        (ItemKind.FLAG, NAME, "anonymous"),
        (ItemKind.THREAD, NAME, ""),
        (ItemKind.CONTACT, "Kim Prøvesen", "pupil"),
        (ItemKind.THREAD, "Kim Elev", "pupil"),  # who shares a name is another
        (ItemKind.THREAD, "Test Mellom Elev", ""),
        (ItemKind.THREAD, "Test", ""),
    ],
)
def test_pupils_words_go_along_under_their_own_name_alone(referral, kind, name, why):
    item, said = referral
    assert kept_because(PRINCIPAL, replace(item, kind=kind), said, name) == why


@pytest.mark.parametrize("kind", [ItemKind.THREAD, ItemKind.CONTACT])
def test_a_pupils_own_words_are_for_a_person_to_hand_on(referral, kind):
    item, said = referral
    assert not is_about(replace(item, kind=kind), said, NAME)


def test_what_nobody_told_a_name_in_is_another_pupils(referral):
    item, _ = referral
    anonymous = replace(item, kind=ItemKind.THREAD)
    assert kept_because(PRINCIPAL, anonymous, [None], NAME) == "pupil"


def test_what_its_reader_has_not_opened_is_kept(referral):
    item, said = referral
    unread = replace(item, unread=True)
    assert kept_because(PRINCIPAL, unread, said, NAME) == "unopened"


def test_of_a_case_and_of_the_log_no_pupil_is_the_owner():
    assert kept_because(PRINCIPAL, None, [], NAME) == ""
    assert not is_about(None, [], NAME)
