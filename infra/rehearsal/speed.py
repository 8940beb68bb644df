"""How many mails one sweep of four hands over in a second, and that each goes once."""

import json
import time
from datetime import UTC, datetime
from typing import Any

from chalicelib.storage.codec import stamp
from infra.rehearsal.report import need
from infra.rehearsal.stacks import PREFIX, Installed
from infra.rehearsal.troubles import a_row, put

MAILS = 20
"""As many as one school may have due at once; each goes to the whole group."""
_SHARD = 3
_ID = "REHEARSEDREHEARSED33"
_SECONDS = 120
_GROUP = {"S": "group"}


def of_a_sweep(stacks: Installed, group: set[str]) -> str:
    """A mail that the group has had, so many times more, due in one shard, which is
    swept as its schedule does. Raises Failed."""
    had = len(stacks.engine.mails())
    undo = put(stacks, _more(a_row(stacks, "answers", sk="MAIL#", recipients=_GROUP)))
    began = time.monotonic()
    payload = json.dumps({"shard": _SHARD}).encode()
    answer = stacks.engine.client("lambda", read_timeout=_SECONDS).invoke(
        FunctionName=f"{PREFIX}-sweeper", Payload=payload
    )
    took = time.monotonic() - began
    need("FunctionError" not in answer, "the sweeper failed")
    sent = len(stacks.engine.mails()) - had
    undo()
    need(sent == MAILS * len(group), f"{sent} mails went, not {MAILS * len(group)}")
    return f"{sent} mails in {took:.1f} s, {sent / took:.0f} a second"


def _more(mail: dict[str, Any]) -> list[dict[str, Any]]:
    now = {"S": stamp(datetime.now(UTC))}
    due = {"due_shard": {"S": f"DUE#{_SHARD}"}, "due_at": now, "told": {"M": {}}}
    ids = [f"{_ID}{number}" for number in range(MAILS)]
    return [mail | due | {"id": {"S": id_}, "sk": {"S": f"MAIL#{id_}"}} for id_ in ids]
