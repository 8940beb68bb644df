import hashlib
import hmac

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from chalicelib.crypto import sealing
from chalicelib.crypto.secret_keys import Secret, secret
from tests.faults import failing


def test_what_is_sealed_opens_with_the_private_key_and_the_same_binding():
    public, private = sealing.new_key_pair()
    sealed = sealing.seal(public, {"æ": ["ø"]}, "answer|R|C")
    assert sealing.unseal(private, sealed, "answer|R|C") == {"æ": ["ø"]}


def test_another_binding_or_another_key_opens_nothing():
    public, private = sealing.new_key_pair()
    _, other = sealing.new_key_pair()
    sealed = sealing.seal(public, "x", "answer|R|C")
    with pytest.raises(InvalidTag):
        sealing.unseal(private, sealed, "answer|R|D")
    with pytest.raises(InvalidTag):
        sealing.unseal(other, sealed, "answer|R|C")


def test_the_size_does_not_tell_what_was_answered():
    public, _ = sealing.new_key_pair()
    sizes = {len(sealing.seal(public, {"a": "b" * n}, "x")) for n in (0, 1, 50, 700)}
    assert len(sizes) == 1


def test_the_same_thing_sealed_twice_looks_different():
    public, _ = sealing.new_key_pair()
    assert sealing.seal(public, "x", "y") != sealing.seal(public, "x", "y")


def test_a_private_key_is_wrapped_by_the_key_file_and_bound_to_its_name(environment):
    wrapped = sealing.wrap(b"k" * 32, "ROUND")
    assert b"k" * 32 not in wrapped
    assert sealing.unwrap(wrapped, "ROUND") == b"k" * 32
    with pytest.raises(InvalidTag):
        sealing.unwrap(wrapped, "OTHER")


def test_a_private_key_is_wrapped_by_kms_and_bound_to_its_name(aws, monkeypatch):
    from chalicelib.core.settings import settings

    key_id = aws("kms").create_key()["KeyMetadata"]["KeyId"]
    monkeypatch.setenv("KMS_KEY_ID", key_id)
    settings.cache_clear()
    wrapped = sealing.wrap(b"k" * 32, "ROUND")
    assert sealing.unwrap(wrapped, "ROUND") == b"k" * 32
    context = {"key": "ROUND"}  # the key's own policy names it
    opened = aws("kms").decrypt(CiphertextBlob=wrapped, EncryptionContext=context)
    assert opened["Plaintext"] == b"k" * 32
    with pytest.raises(aws("kms").exceptions.InvalidCiphertextException):
        sealing.unwrap(wrapped, "OTHER")


def test_a_guess_at_what_people_copy_costs_what_the_threat_model_says(environment):
    """By another scrypt: n = 2^15, r = 8, p = 1, its salt made with the secret."""
    salt = hmac.new(secret(Secret.RECEIPTS), b"salt|receipt", "sha256").digest()
    made = hashlib.scrypt(b"123", salt=salt, n=2**15, r=8, p=1, dklen=64, maxmem=2**26)
    public = (
        X25519PrivateKey.from_private_bytes(made[:32]).public_key().public_bytes_raw()
    )
    expected = sealing.DerivedKeys(public, made[:32], made[32:].hex())
    assert sealing.derived_keys(Secret.RECEIPTS, "receipt", "123") == expected


def test_derived_ids_are_stable_apart_and_fit_for_a_path(environment):
    from chalicelib.core.ids import ALPHABET

    derived = sealing.derived_id("flag|school", "attempt")
    assert derived == sealing.derived_id("flag|school", "attempt")
    assert derived != sealing.derived_id("flag|owner", "attempt")
    assert set(derived) <= set(ALPHABET)
    assert len(derived) == 20


@pytest.mark.parametrize("fault", ["throttled", "server_error", "no_right", "down"])
def test_trouble_of_kms_is_told_as_trouble_of_ours(aws, monkeypatch, fault):
    from chalicelib.core.aws import Unavailable
    from chalicelib.core.settings import settings

    key_id = aws("kms").create_key()["KeyMetadata"]["KeyId"]
    monkeypatch.setenv("KMS_KEY_ID", key_id)
    settings.cache_clear()
    wrapped = sealing.wrap(b"k" * 32, "ROUND")
    with failing("kms", "Decrypt", fault), pytest.raises(Unavailable):
        sealing.unwrap(wrapped, "ROUND")
    with failing("kms", "Encrypt", fault), pytest.raises(Unavailable):
        sealing.wrap(b"k" * 32, "ROUND")
