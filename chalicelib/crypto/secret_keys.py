"""The service's own secrets, one for each use: what one of them lets out opens nothing
else.

No function's configuration holds one. In AWS they stand in Secrets Manager, each side's
role may read its own, and a process reads each once; elsewhere they are files only
their owner can read.
"""

from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from chalicelib.core import aws
from chalicelib.core.settings import settings


class Secret(StrEnum):
    """What each is for; its value is how its file is called, and ends its name in
    AWS."""

    CODES = "codes"
    """Hashes of the pupils' codes, and of the flags that lead to a thread: both
    doors."""
    TICKETS = "tickets"
    """Signs what a pupil's page carries: the public door alone."""
    RECEIPTS = "receipts"
    """Draws receipts and salts their keys: the public door alone."""
    AUDIT = "audit"
    """Marks the audit log, and hides who a row of the staff side is about: never the
    public one."""


_AT_START = {
    "public": (Secret.CODES, Secret.TICKETS, Secret.RECEIPTS),
    "staff": (Secret.AUDIT,),
    "all": (),
}


def secret(which: Secret) -> bytes:
    """Raises aws.Unavailable."""
    prefix = settings().secrets_prefix
    return named(f"{prefix}-{which}" if prefix else which)


@lru_cache
def named(name: str) -> bytes:
    """A secret by its whole name. Raises aws.Unavailable."""
    folder = settings().secrets_folder
    if folder:
        return (Path(folder) / name).read_bytes()
    answer = aws.call("secretsmanager", "get_secret_value", SecretId=name)
    return str(answer["SecretString"]).encode()


def read_at_start() -> None:
    """What the side's first person need not wait for. What does not come is asked for
    again."""
    for name in _AT_START[settings().side]:
        with suppress(aws.Unavailable):
            secret(name)
