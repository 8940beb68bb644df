"""What signs in stands for an address, and the address is one person's: when nobody has
it any more, its next holder shares no way in with the one before."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.passkeys import store as passkeys
from chalicelib.passkeys.passkey import Passkey
from chalicelib.sign_in import feide_store as feide
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE, NURSE_THERE, PRINCIPAL
from tests.manage_schools.test_setup_pages import NEW_PERSON, NURSE_FORM, PERSON
from tests.rows import rows_with

HERS = accounts.hash_of(NURSE.email)
WHO = "https://feide.example|nurse"
KEY = Passkey("id", "credential", b"key", "telefonen min", 3, NOW)
GONE = {name: value for name, value in NURSE_FORM.items() if name != "active"}


@pytest.fixture
def ways(admin):
    """A passkey, Feide, and that she was asked and said no: all of her address."""
    transaction.commit(*passkeys.put_passkey(HERS, KEY), passkeys.decline(HERS))
    transaction.commit(*feide.connect(WHO, HERS))
    return admin


def left():
    return [
        row["sk"].partition("#")[0]
        for row in rows_with("casework", pk=f"EMAIL#{HERS}")
        if not row["sk"].startswith("ACCOUNT#")
    ]


def assert_gone():
    assert left() == []
    assert passkeys.get("credential") is None
    assert feide.email_hash_of(WHO) is None
    assert rows_with("casework", pk="PASSKEY#") == []


def test_who_leaves_leaves_no_way_in_behind(ways):
    assert ways.post(PERSON, GONE | {"heir": PRINCIPAL.id}).status_code == 303
    assert_gone()


def test_a_new_address_does_not_take_the_old_ones_ways_in_along(ways):
    form = {**NURSE_FORM, "email": "ny@test.example"}
    assert ways.post(PERSON, form).status_code == 303
    assert_gone()
    assert passkeys.of_address(accounts.hash_of("ny@test.example")) == []


def test_who_is_at_another_school_still_keeps_them(ways):
    transaction.commit(*accounts.put_account(NURSE_THERE))
    assert ways.post(PERSON, GONE | {"heir": PRINCIPAL.id}).status_code == 303
    assert sorted(left()) == ["FEIDE", "NO_PASSKEY", "PASSKEY"]


def test_a_change_of_something_else_leaves_them_be(ways):
    form = {**NURSE_FORM, "email": NURSE.email, "name": "Ny Helse"}
    assert ways.post(PERSON, form).status_code == 303
    assert sorted(left()) == ["FEIDE", "NO_PASSKEY", "PASSKEY"]


def test_who_gets_an_address_that_was_left_with_ways_in_gets_none_of_them(ways):
    """However they were left: two who went at the same moment each saw the other."""
    before = replace(NURSE, active=False)
    transaction.commit(*accounts.put_account(before))
    form = {**NURSE_FORM, "email": NURSE.email, "name": "En Annen"}
    assert (
        ways.post(NEW_PERSON.replace(NURSE.body_id, "SCHBBB"), form).status_code == 303
    )
    assert_gone()


def test_who_comes_back_begins_anew(ways):
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    form = {**NURSE_FORM, "email": NURSE.email}
    assert ways.post(PERSON, form).status_code == 303
    assert_gone()
