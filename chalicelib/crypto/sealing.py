"""The only user of cryptography: sealing to a key pair (HPKE, RFC 9180), wrapping the
private key.

The public side can seal and cannot open. The private key is stored wrapped, by KMS in
AWS and by a key file locally; deleting the wrapped key shreds everything that was
sealed to the pair.
"""

import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from chalicelib.core import aws
from chalicelib.core.ids import ALPHABET, ID_LENGTH
from chalicelib.core.settings import settings
from chalicelib.crypto.secret_keys import Secret, secret

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_BUCKET = 768
WITH_TEXT = 4096
"""Room for the longest answers of every form with the heaviest text that is taken
(``core.text.MOST_BYTES``): whatever a pupil writes or leaves out, the size is one."""
_NONCE = 12
DoesNotOpen = InvalidTag


class DerivedKeys(NamedTuple):
    """A key pair and an id that follow from a secret; the id tells nothing of the
    pair."""

    public: bytes
    private: bytes
    id: str


def new_key_pair() -> tuple[bytes, bytes]:
    """The public and the private key, raw, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), private.private_bytes_raw()


def derived_keys(key: Secret, purpose: str, short_secret: str) -> DerivedKeys:
    """For a secret that people copy by hand. Each guess costs 32 MB and a tenth of a
    second (scrypt); the salt is made with ``key``, so who has only the tables cannot
    even begin."""
    salt = bytes.fromhex(keyed_hash(key, "salt", purpose))
    made = Scrypt(salt=salt, length=64, n=2**15, r=8, p=1).derive(short_secret.encode())
    private = X25519PrivateKey.from_private_bytes(made[:32])
    public = private.public_key().public_bytes_raw()
    return DerivedKeys(public, made[:32], made[32:].hex())


def seal(
    public_key: bytes, content: object, bound_to: str, step: int = _BUCKET
) -> bytes:
    """``content`` (anything JSON can hold) sealed; opens only with the same
    ``bound_to``.

    Padded to a multiple of ``step`` bytes before sealing: the size of a row must not
    tell what was answered.
    """
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    padded = plain.ljust(-(-len(plain) // step) * step)
    return _SUITE.encrypt(
        padded, X25519PublicKey.from_public_bytes(public_key), _info(bound_to)
    )


def unseal(private_key: bytes, sealed: bytes, bound_to: str) -> object:
    """What was sealed. Raises DoesNotOpen for another key or another ``bound_to``."""
    key = X25519PrivateKey.from_private_bytes(private_key)
    content: object = json.loads(_SUITE.decrypt(sealed, key, _info(bound_to)))
    return content


def wrap(private_key: bytes, name: str) -> bytes:
    """The private key, fit to be stored; ``name`` is part of what KMS checks at the
    unwrapping.

    Raises aws.Unavailable.
    """
    if settings().kms_key_id:
        answer = _kms("encrypt", name, Plaintext=private_key)
        return bytes(answer["CiphertextBlob"])
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_key_file()).encrypt(nonce, private_key, name.encode())


def unwrap(wrapped: bytes, name: str) -> bytes:
    """The private key that ``wrap`` was given. Raises aws.Unavailable, and DoesNotOpen
    or KMS's own refusal where it was wrapped by another key or under another name."""
    if settings().kms_key_id:
        answer = _kms("decrypt", name, CiphertextBlob=wrapped)
        return bytes(answer["Plaintext"])
    return AESGCM(_key_file()).decrypt(
        wrapped[:_NONCE], wrapped[_NONCE:], name.encode()
    )


def keyed_hash(key: Secret, purpose: str, text: str) -> str:
    """A hash that only who has the secret can make; ``purpose`` keeps its uses
    apart."""
    return hmac.new(
        secret(key), f"{purpose}|{text}".encode(), hashlib.sha256
    ).hexdigest()


def plain_hash(purpose: str, text: str) -> str:
    """A hash of something nobody can guess (a link, a cookie, an attempt id)."""
    return hashlib.sha256(f"{purpose}|{text}".encode()).hexdigest()


def derived_id(purpose: str, text: str) -> str:
    """An id like ``ids.new_id`` makes, always the same for the same text."""
    number = int.from_bytes(hashlib.sha256(f"{purpose}|{text}".encode()).digest())
    return "".join(
        ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)]
        for place in range(ID_LENGTH)
    )


def _kms(operation: str, name: str, **request: bytes) -> dict[str, Any]:
    """Trouble of KMS is Unavailable; a key that is not what it is said to be is no
    trouble."""
    asked = {
        "KeyId": settings().kms_key_id,
        "EncryptionContext": {"key": name},
        **request,
    }
    return aws.call("kms", operation, spared="InvalidCiphertextException", **asked)


def _key_file() -> bytes:
    path = settings().key_file
    if path is None:
        raise RuntimeError(
            "this side has no key: neither KMS_KEY_ID nor KEY_FILE is set"
        )
    return Path(path).read_bytes()


def _info(bound_to: str) -> bytes:
    return f"supportgrupper/v1|{bound_to}".encode()
