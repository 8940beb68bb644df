"""scrypt, which is slow on purpose, asked once for each secret.

It gives the same bytes for the same secret always, and the tests' keys make the same
receipts again and again: a fifth of the processor time of tests with receipts was
deriving what had been derived before. ``test_sealing.py`` holds it against another
scrypt; ``costs.py`` measures the real one.
"""

from functools import cache

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt


class RememberedScrypt:
    def __init__(self, **parameters: bytes | int) -> None:
        self._parameters = tuple(sorted(parameters.items()))

    def derive(self, secret: bytes) -> bytes:
        return _derived(self._parameters, secret)


@cache
def _derived(parameters: tuple[tuple[str, bytes | int], ...], secret: bytes) -> bytes:
    return Scrypt(**dict(parameters)).derive(secret)  # type: ignore[arg-type]
