"""A receipt and the keys that follow from it, derived once a request, since that is
slow.

Whoever types a receipt waits with everybody while wrong codes pour in. To write, or to
take it back, one must have been shown its thread: the attempt of that page says so, at
no cost.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core import errors
from chalicelib.core.receipt import NUMBERS, is_well_formed, normalise, receipt
from chalicelib.crypto import signed_tokens
from chalicelib.crypto.sealing import DerivedKeys, derived_keys, keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.rounds import slow_guesses

_SHOWN = "thread"


@dataclass(frozen=True, slots=True)
class ReceiptKeys:
    """``keys`` open the pupil's copy and say where it stands."""

    receipt: str
    keys: DerivedKeys


def drawn(nonce: str, draw: int) -> ReceiptKeys:
    """The receipt a ticket is good for: always the same one."""
    number = int(keyed_hash(Secret.RECEIPTS, f"receipt {draw}", nonce), 16) % NUMBERS
    return _derived(receipt(number))


def of_typed(typed: str, now: datetime, ticket: str | None = None) -> ReceiptKeys:
    """Raises ReceiptMistyped; MustWait while wrong codes pour in."""
    digits = _well_formed(typed)
    slow_guesses.must_wait(digits, ticket, now)
    return _derived(digits)


def of_shown(typed: str, attempt: str) -> ReceiptKeys:
    """For whoever was shown the thread; nobody else makes us derive anything. Raises
    ReceiptMistyped, Tampered."""
    digits = _well_formed(typed)
    signed_tokens.issued_at(attempt, _SHOWN, digits)
    return _derived(digits)


def attempt_for(own: ReceiptKeys, now: datetime) -> str:
    """For what is written next, and the proof that the thread was shown."""
    return signed_tokens.issue(_SHOWN, own.receipt, now)


def _well_formed(typed: str) -> str:
    digits = normalise(typed)
    if not is_well_formed(digits):
        raise errors.ReceiptMistyped
    return digits


def _derived(digits: str) -> ReceiptKeys:
    return ReceiptKeys(digits, derived_keys(Secret.RECEIPTS, "receipt", digits))
