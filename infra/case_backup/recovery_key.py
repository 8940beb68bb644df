"""``python -m infra.case_backup.recovery_key FILE``: the key pair that copies of cases
are sealed for. The private half is written to FILE, locked with a passphrase; the
public half is printed, for the staff stack's parameter RecoveryKey.

Run it on a machine that is not the service's. One person keeps the file, another the
passphrase: neither opens anything alone.
"""

import argparse
import getpass
import sys
from base64 import urlsafe_b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

_SHORTEST = 16


class Refused(Exception):
    """Nothing was made or opened; the message says why."""


def make(file: Path, passphrase: str) -> str:
    """The public half, 43 signs. Raises Refused: a key that is there is never written
    over."""
    if len(passphrase) < _SHORTEST:
        raise Refused(f"the passphrase wants {_SHORTEST} signs or more")
    key = X25519PrivateKey.generate()
    locked = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode())
    )
    try:
        with file.open("xb") as written:
            written.write(locked)
    except FileExistsError as error:
        raise Refused(
            f"{file} is there already, and nothing is written over"
        ) from error
    file.chmod(0o600)
    public = key.public_key().public_bytes_raw()
    return urlsafe_b64encode(public).decode().rstrip("=")


def private_key(file: Path, passphrase: str) -> bytes:
    """Raises Refused for another passphrase, or for a file that holds no such key."""
    try:
        key = load_pem_private_key(file.read_bytes(), passphrase.encode())
    except (OSError, TypeError, ValueError) as error:
        raise Refused(f"{file} does not open with this passphrase") from error
    if not isinstance(key, X25519PrivateKey):
        raise Refused(f"{file} holds another kind of key")
    return key.private_bytes_raw()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m infra.case_backup.recovery_key", description=__doc__
    )
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args(arguments).file
    passphrase = getpass.getpass("Passphrase: ")
    if getpass.getpass("The same again: ") != passphrase:
        print("Nothing was made: the two were not the same", file=sys.stderr)
        return 1
    try:
        public = make(file, passphrase)
    except (Refused, OSError) as error:
        print(f"Nothing was made: {error}", file=sys.stderr)
        return 1
    print(f"RecoveryKey={public}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
