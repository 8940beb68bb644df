"""The data folder, its secrets, and the environment the app finds when it is
imported."""

import fcntl
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from chalicelib.storage import FORMAT
from infra.tables import table_names

PREFIX = "supportgrupper-local"
REGION = "eu-north-1"
ARCHIVE_FUNCTION = "supportgrupper-local-archive"
CARDS = "demo-cards.json"
"""Is written last: with it the demo is whole."""
MAIL_FROM = "ikke-svar@supportgrupper.example"

SECRETS = ("codes", "tickets", "receipts", "audit", "feide")
"""The service's own, as ``crypto.secret_keys`` names them, and the one it shares with
Feide."""
_KEY_BYTES = 32
_LOOPBACK = "127.0.0.1,localhost"


def data_folder() -> Path:
    """``.local`` in the project, or LOCAL_DATA_DIR; only its owner can look inside."""
    default = Path(__file__).resolve().parents[2] / ".local"
    folder = Path(os.environ.get("LOCAL_DATA_DIR") or default).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def only_one(folder: Path) -> IO[str]:
    """Hold the folder for this process; keep the result. Raises BlockingIOError when it
    is taken.

    Two services recording into one file would each replay the other's half.
    """
    lock = (folder / "lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def has_todays_format(folder: Path, recording: Path) -> bool:
    """Whether what is recorded in the folder has rows as today's code has them; where
    nothing is recorded yet, it will."""
    note = folder / "format"
    if not recording.exists():
        note.write_text(str(FORMAT), encoding="ascii")
    return note.exists() and note.read_text(encoding="ascii") == str(FORMAT)


def forget_half_made(folder: Path, recording: Path) -> bool:
    """Whether the first start was cut off before the demo was whole. What it wrote is
    nobody's work, and is forgotten: the next start would stumble over it."""
    half_made = recording.exists() and not (folder / CARDS).exists()
    if half_made:
        recording.unlink()
    return half_made


def prepare(folder: Path, recording: Path) -> None:
    """Set what libraries read when they are imported; call before moto, boto3 or the
    app is."""
    for name in [n for n in os.environ if n.startswith("AWS_")]:
        # A developer's own profile, endpoint or token must neither be needed nor be
        # used.
        del os.environ[name]
    proxy_free = ",".join(filter(None, (os.environ.get("NO_PROXY"), _LOOPBACK)))
    os.environ.update(
        AWS_ACCESS_KEY_ID="local",
        AWS_SECRET_ACCESS_KEY="local",  # noqa: S106 - moto wants one, and looks at none
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
        AWS_EC2_METADATA_DISABLED="true",
        AWS_REGION=REGION,
        AWS_DEFAULT_REGION=REGION,
        NO_PROXY=proxy_free,
        no_proxy=proxy_free,
        MOTO_ENABLE_RECORDING="true",
        MOTO_RECORDER_FILEPATH=str(recording),
        KEY_FILE=str(_secret_file(folder / "key", secrets.token_bytes(_KEY_BYTES))),
        SECRETS_FOLDER=str(_secrets(folder)),
    )


def describe_app(endpoint: str, port: int, feide: str = "") -> None:
    """Set the app's own settings; call before chalicelib.core.settings is asked for
    them."""
    groups = f"{feide}/groups" if feide else ""
    os.environ.update(
        _settings(endpoint, port), FEIDE_ISSUER=feide, FEIDE_GROUPS=groups
    )
    for name in ("KMS_KEY_ID", "BASE_PATH"):
        os.environ.pop(name, None)


def _settings(endpoint: str, port: int) -> Mapping[str, str]:
    tables = table_names(PREFIX)
    return {
        "APP_SIDE": "all",
        "AWS_ENDPOINT": endpoint,
        "FORMS_TABLE": tables["forms"],
        "CODES_TABLE": tables["codes"],
        "ANSWERS_TABLE": tables["answers"],
        "CASEWORK_TABLE": tables["casework"],
        "ARCHIVE_FUNCTION": ARCHIVE_FUNCTION,
        "MAIL_FROM": MAIL_FROM,
        # A name and no number: browsers make passkeys for names alone
        "PUBLIC_URL": f"http://localhost:{port}",
        "STAFF_URL": f"http://localhost:{port}/staff",
        "SLOTS_AT_ONCE": "1",
        "FEIDE_CLIENT_ID": "supportgrupper-local",
        "FEIDE_SECRET": "feide",
    }


def _secrets(folder: Path) -> Path:
    """What Secrets Manager holds in AWS: a file for each secret, of any length, named
    as it is."""
    for name in SECRETS:
        _secret_file(folder / name, secrets.token_hex(_KEY_BYTES).encode())
    return folder


def _secret_file(path: Path, content: bytes) -> Path:
    """Make the file whole or not at all: a kill in between must not leave an empty
    key."""
    if not path.exists():
        half = path.with_suffix(".new")
        half.unlink(missing_ok=True)
        with os.fdopen(
            os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as file:
            file.write(content)
        half.replace(path)
    return path
