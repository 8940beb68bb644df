"""A device that makes passkeys and signs with them, as a phone or a computer does
(WebAuthn): honest unless a test makes it lie."""

import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG
HOST, ORIGIN = "ansatt.example", "https://ansatt.example"
PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40
SEEN = PRESENT | VERIFIED


@dataclass
class Device:
    """``count`` goes up with each signature, unless it is None: such a device does not
    count."""

    count: int | None = 0
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def makes(
        self, challenge: str, host: str = HOST, origin: str = ORIGIN, flags: int = SEEN
    ) -> str:
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(bytes(16), self.credential, public)
        data = AuthenticatorData.create(
            sha256(host.encode()), FLAG(flags | HAS_KEY), self._counted(), made
        )
        about = client_data("webauthn.create", challenge, origin)
        attested = AttestationObject.create("none", data, {})
        return self._answer(clientDataJSON=about, attestationObject=attested)

    def signs(
        self, challenge: str, host: str = HOST, origin: str = ORIGIN, flags: int = SEEN
    ) -> str:
        data = AuthenticatorData.create(
            sha256(host.encode()), FLAG(flags), self._counted()
        )
        about = client_data("webauthn.get", challenge, origin)
        signature = self.key.sign(data + sha256(about), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=about, authenticatorData=data, signature=signature
        )

    def _counted(self) -> int:
        if self.count is None:
            return 0
        self.count += 1
        return self.count

    def _answer(self, **response: bytes) -> str:
        name = websafe_encode(self.credential)
        parts = {part: websafe_encode(value) for part, value in response.items()}
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": parts}
        )


def client_data(kind: str, challenge: str, origin: str) -> bytes:
    return bytes(CollectedClientData.create(kind, challenge.encode(), origin))
