"""``python -m infra.verify_audit``: every audit log link by link, and against the heads
of its days; exit code 1 where one is broken.

Uses the tables the environment names (CASEWORK_TABLE and the rest); where it names
none, those of ``make run``, which must be running. It finds the logs with a scan, which
no request may do: it wants an operator's own credentials.
"""

import os
import sys

from infra.local import environment

_NOT_RUNNING = (
    "Neither CASEWORK_TABLE is set nor does the local service run: make run, then"
    " again."
)


def main() -> int:
    if "CASEWORK_TABLE" not in os.environ and not _use_local():
        print(_NOT_RUNNING, file=sys.stderr)
        return 2
    broken = sum(
        _tell(body_id, writers) for body_id, writers in sorted(_chains().items())
    )
    return 1 if broken else 0


def _use_local() -> bool:
    folder = environment.data_folder()
    endpoint = folder / "endpoint"
    if not endpoint.exists():
        return False
    environment.prepare(folder, folder / "recording.jsonl")
    environment.describe_app(endpoint.read_text(encoding="ascii"), 0)
    return True


def _chains() -> dict[str, set[str]]:
    """Whose logs there are, and who wrote in each: by what stands there, not by what is
    listed."""
    from chalicelib.core import aws
    from chalicelib.core.settings import settings

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
    found: dict[str, set[str]] = {}
    for name in {
        row["pk"]["S"].removeprefix("AUDIT#") for page in pages for row in page["Items"]
    }:
        body_id, of_somebody, who = name.partition("#")
        if body_id != "BODIES":
            found.setdefault(body_id, set()).update({who} if of_somebody else ())
    return found


def _tell(body_id: str, writers: set[str]) -> bool:
    """Say how the log stands; whether it is broken."""
    from chalicelib.audit import head_store
    from chalicelib.audit import store as audit
    from chalicelib.audit.head import faults

    chains = {who: list(audit.marked(body_id, who)) for who in writers}
    hidden = [
        f"{who}, whom no list names" for who in writers - set(audit.writers(body_id))
    ]
    heads = list(head_store.marked(body_id))
    found = [*faults(chains, heads), *hidden]
    for fault in found:
        print(f"{body_id}: BROKEN: {fault}")
    if not found:
        entries = sum(map(len, chains.values()))
        last = (
            f"the head of {heads[-1][0].day} is {heads[-1][0].hash}"
            if heads
            else "no head yet"
        )
        print(f"{body_id}: {entries} entries of {len(chains)}, whole; {last}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
