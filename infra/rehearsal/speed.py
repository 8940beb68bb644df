"""How many mails a sweep of four hands over in a second, and that each goes once, also
where sweeps meet."""

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from chalicelib.storage.codec import stamp
from chalicelib.storage.keys import SHARDS
from infra.rehearsal.bounces import mails
from infra.rehearsal.doors import as_function
from infra.rehearsal.report import need
from infra.rehearsal.stacks import PREFIX, Installed
from infra.rehearsal.troubles import Undo, a_row, put

MAILS = 20
"""As many as one school may have due at once; each goes to the whole group."""
_SHARD = 3
_ID = "REHEARSEDREHEARSED33"
_SECONDS = 120


def of_a_sweep(stacks: Installed, group: set[str]) -> str:
    """A mail that the group has had, so many times more, due in one shard, which is
    swept as its schedule does. Raises Failed."""
    had = len(stacks.engine.mails())
    undo = _due(stacks, [_SHARD])
    began = time.monotonic()
    payload = json.dumps({"shard": _SHARD}).encode()
    answer = stacks.engine.client("lambda", read_timeout=_SECONDS).invoke(
        FunctionName=f"{PREFIX}-sweeper", Payload=payload
    )
    took = time.monotonic() - began
    need("FunctionError" not in answer, "the sweeper failed")
    said = _told(stacks, had, MAILS * len(group), took)
    undo()
    return said


def side_by_side(stacks: Installed, group: set[str]) -> str:
    """The same in every shard, each swept twice at once, as where a minute's sweeps are
    still at work in the next one: eight processes with the sweeper's own key. Raises
    Failed."""
    had = len(stacks.engine.mails())
    undo = _due(stacks, range(SHARDS))
    sweeps = [_begun(stacks, shard) for shard in (*range(SHARDS), *range(SHARDS))]
    began = time.monotonic()
    for sweep in sweeps:
        print(file=sweep.stdin, flush=True)
    ended = {sweep.wait(_SECONDS) for sweep in sweeps}
    took = time.monotonic() - began
    need(ended == {0}, "a sweep failed")
    said = _told(stacks, had, SHARDS * MAILS * len(group), took)
    undo()
    return said


def _begun(stacks: Installed, shard: int) -> "subprocess.Popen[str]":
    """It has imported all it needs, and waits for a line."""
    sweep = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "infra.rehearsal.sweeper", str(shard)],
        env=as_function(stacks, "sweeper", "staff"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    need(sweep.stdout and sweep.stdout.readline(), "a sweep did not begin")
    return sweep


def _told(stacks: Installed, had: int, wanted: int, took: float) -> str:
    """Each of the mails is finished, so that none is lost, and as many went as there
    are, so that none went twice."""
    rows = [row for row in mails(stacks) if row["id"]["S"].startswith(_ID)]
    need(not [row for row in rows if "due_at" in row], "a mail is still due")
    told = sum(len(row["told"]["M"]) for row in rows)
    sent = len(stacks.engine.mails()) - had
    need(told == sent == wanted, f"{sent} mails went, {told} were told, not {wanted}")
    return f"{sent} mails in {took:.1f} s, {sent / took:.0f} a second"


def _due(stacks: Installed, shards: Iterable[int]) -> Undo:
    """In each shard as many as a school may have, of a mail the group has had."""
    mail = a_row(stacks, "answers", sk="MAIL#", recipients={"S": "group"})
    now = {"S": stamp(datetime.now(UTC))}
    return put(
        stacks, [_another(mail, s, n, now) for s in shards for n in range(MAILS)]
    )


def _another(
    mail: dict[str, Any], shard: int, number: int, now: dict[str, str]
) -> dict[str, Any]:
    id_ = f"{_ID}{shard}{number:02}"
    due = {"due_shard": {"S": f"DUE#{shard}"}, "due_at": now, "told": {"M": {}}}
    return mail | due | {"id": {"S": id_}, "sk": {"S": f"MAIL#{id_}"}}
