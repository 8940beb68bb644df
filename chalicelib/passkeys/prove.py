"""What a device has signed is checked: for our host, from our pages, by a person it
knows.

The only user of ``fido2``, imported when somebody comes with a passkey and not before.
"""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.passkeys.passkey import Passkey

if TYPE_CHECKING:
    from fido2.server import Fido2Server

ALGORITHMS = (-7, -257)
"""ES256 and RS256, by their numbers in COSE: what phones and computers have."""
_NONSENSE = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError),
    *(ArithmeticError, RuntimeError, struct.error),
)
"""What reading bytes raises that no device has made."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a device has made."""

    credential: str
    public_key: bytes
    count: int


def credential_of(answer: str) -> str:
    """Which passkey it is said to be; nothing is proved by it. Raises
    PasskeyRefused."""
    with _refusing_nonsense():
        found = json.loads(answer)["id"]
        if isinstance(found, str):
            return found
    raise errors.PasskeyRefused


def new_key(answer: str, challenge: str) -> NewKey:
    """What ``navigator.credentials.create`` gave. Raises PasskeyRefused."""
    from fido2.utils import websafe_encode

    with _refusing_nonsense():
        made = _server().register_complete(_asked(challenge), json.loads(answer))
        key = made.credential_data
        if key and key.public_key[3] in ALGORITHMS:
            return NewKey(websafe_encode(key.credential_id), bytes(key), made.counter)
    raise errors.PasskeyRefused


def count_of(answer: str, challenge: str, passkey: Passkey) -> int:
    """What ``navigator.credentials.get`` gave: how often the device says that it has
    signed. Raises PasskeyRefused."""
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    with _refusing_nonsense():
        given = AuthenticationResponse.from_dict(json.loads(answer))
        key = AttestedCredentialData(passkey.public_key)
        _server().authenticate_complete(_asked(challenge), [key], given)
        return int(given.response.authenticator_data.counter)


def _asked(challenge: str) -> dict[str, Any]:
    from fido2.utils import websafe_encode
    from fido2.webauthn import UserVerificationRequirement

    return {
        "challenge": websafe_encode(challenge.encode()),
        "user_verification": UserVerificationRequirement.REQUIRED,
    }


def _server() -> "Fido2Server":
    """Of the staff's host, and of no page but its own."""
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    url = urlsplit(settings().staff_url)
    ours = PublicKeyCredentialRpEntity(name="", id=url.hostname)
    return Fido2Server(
        ours, verify_origin=lambda origin: origin == f"{url.scheme}://{url.netloc}"
    )


@contextmanager
def _refusing_nonsense() -> Iterator[None]:
    try:
        yield
    except _NONSENSE:
        raise errors.PasskeyRefused from None
