"""``python -m infra.verify_audit``: every audit log link by link; exit code 1 where one is broken.

Uses the tables the environment names (CASEWORK_TABLE and the rest); where it names none, those of
``make run``, which must be running. It finds the logs with a scan, which no request may do: it
wants an operator's own credentials.
"""

import os
import sys
from collections.abc import Iterator

from infra.local import environment

_NOT_RUNNING = "Neither CASEWORK_TABLE is set nor does the local service run: make run, then again."


def main() -> int:
    if "CASEWORK_TABLE" not in os.environ and not _use_local():
        print(_NOT_RUNNING, file=sys.stderr)
        return 2
    broken = sum(_tell(body_id) for body_id in _bodies())
    return 1 if broken else 0


def _use_local() -> bool:
    folder = environment.data_folder()
    endpoint = folder / "endpoint"
    if not endpoint.exists():
        return False
    environment.prepare(folder, folder / "recording.jsonl")
    environment.describe_app(endpoint.read_text(encoding="ascii"), 0)
    return True


def _bodies() -> Iterator[str]:
    """Whose logs there are."""
    from chalicelib import aws
    from chalicelib.config import settings

    pages = (
        aws.client("dynamodb")
        .get_paginator("scan")
        .paginate(
            TableName=settings().casework_table,
            FilterExpression="begins_with(pk, :audit)",
            ExpressionAttributeValues={":audit": {"S": "AUDIT#"}},
            ProjectionExpression="pk",
        )
    )
    yield from sorted(
        {row["pk"]["S"].removeprefix("AUDIT#") for page in pages for row in page["Items"]}
    )


def _tell(body_id: str) -> bool:
    """Say how the log stands; whether it is broken."""
    from chalicelib.domain.audit import first_broken
    from chalicelib.stores import audit

    chain = list(audit.marked(body_id))
    broken = first_broken(chain)
    if broken is not None:
        print(f"{body_id}: BROKEN at entry {broken}")
        return True
    last = chain[-1][0]
    print(f"{body_id}: {len(chain)} entries, whole; the last is {last.hash[:16]} of {last.at}")
    return False


if __name__ == "__main__":
    sys.exit(main())
