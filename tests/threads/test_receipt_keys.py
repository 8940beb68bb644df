"""A receipt and the keys that follow from it: of a ticket, as typed, and for who was
shown it."""

import pytest

from chalicelib.core import errors
from chalicelib.core.receipt import grouped, is_well_formed
from chalicelib.crypto import signed_tokens
from chalicelib.crypto.sealing import derived_keys
from chalicelib.crypto.secret_keys import Secret
from chalicelib.threads import receipt_keys
from tests.cast import NOW

pytestmark = pytest.mark.usefixtures("environment")


def test_a_ticket_is_good_for_one_receipt_at_each_draw():
    drawn = receipt_keys.drawn("nonce", 0)
    assert drawn == receipt_keys.drawn("nonce", 0)
    assert is_well_formed(drawn.receipt)
    others = receipt_keys.drawn("nonce", 1), receipt_keys.drawn("another", 0)
    assert len({drawn.receipt, *(other.receipt for other in others)}) == 3
    assert len({drawn.keys.id, *(other.keys.id for other in others)}) == 3


def test_a_receipts_keys_are_those_of_its_digits_and_of_no_other_purpose():
    drawn = receipt_keys.drawn("nonce", 0)
    assert drawn.keys == derived_keys(Secret.RECEIPTS, "receipt", drawn.receipt)


def test_as_people_type_it_the_keys_are_the_same():
    drawn = receipt_keys.drawn("nonce", 0)
    assert receipt_keys.of_typed(grouped(drawn.receipt), NOW) == drawn


@pytest.mark.parametrize("typed", ["", "12", "1" * 13, "x" * 14])
def test_a_slip_of_the_finger_is_told_before_anything_is_derived(typed):
    with pytest.raises(errors.ReceiptMistyped):
        receipt_keys.of_typed(typed, NOW)
    with pytest.raises(errors.ReceiptMistyped):
        receipt_keys.of_shown(typed, "")


def test_who_was_shown_a_thread_may_write_in_it_and_in_no_other():
    drawn, other = receipt_keys.drawn("nonce", 0), receipt_keys.drawn("nonce", 1)
    attempt = receipt_keys.attempt_for(drawn, NOW)
    assert receipt_keys.of_shown(drawn.receipt, attempt) == drawn
    with pytest.raises(errors.Tampered):
        receipt_keys.of_shown(other.receipt, attempt)
    with pytest.raises(errors.Tampered):
        receipt_keys.of_shown(
            drawn.receipt, signed_tokens.issue("wait", drawn.receipt, NOW)
        )
