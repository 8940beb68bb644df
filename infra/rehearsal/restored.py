"""What was erased, brought back as a restore to a point in time brings it back, and
erased again by the commands that ``make erasures`` prints."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from infra.rehearsal.colleague import Colleague
from infra.rehearsal.command_line import run
from infra.rehearsal.engine import ROOT_KEY
from infra.rehearsal.report import need
from infra.rehearsal.stacks import PREFIX, Installed

Rows = dict[tuple[str, str, str], dict[str, Any]]
_TABLES = ("forms", "answers", "casework")
_REASON = "Foreldrene krever at det slettes."


def asked_for_before(stacks: Installed, asker: str, decider: str) -> str:
    """A flag whose erasure somebody had asked for when the copy was taken, and that a
    second person agreed to afterwards. Raises Failed."""
    before, colleague = rows(stacks), Colleague(stacks, asker)
    flag = f"/staff/inbox/flag/{_flag(stacks)}"
    typed = {"reason": _REASON, "confirmed": "yes"}
    colleague.press(f"{flag}/erase", f"{flag}/erase", typed)
    then = rows(stacks)
    second = Colleague(stacks, decider)
    found = re.search(r"/staff/erasures/[\w/]+", second.see("/staff/erasures").text)
    need(found, "nobody is asked to agree")
    assert found
    second.press(found[0], found[0], {"answer": "erase"}, 200)
    said = f"{erased_again(stacks, then)} rows"
    _take_mail_away(stacks, before)
    return said


def rows(stacks: Installed) -> Rows:
    """By table, pk and sk: what a copy of this second would hold."""
    pages = stacks.engine.client("dynamodb").get_paginator("scan")
    return {
        (table, row["pk"]["S"], row["sk"]["S"]): row
        for table in _TABLES
        for page in pages.paginate(TableName=f"{PREFIX}-{table}")
        for row in page["Items"]
    }


def erased_again(stacks: Installed, then: Rows) -> int:
    """How many rows were erased since ``then``. Raises Failed where one of them, put
    back, is not gone again."""
    now, dynamodb = rows(stacks), stacks.engine.client("dynamodb")
    gone = [key for key in then if key in now and _is_newly_erased(then[key], now[key])]
    need(gone, "nothing was erased")
    commands = _printed(stacks)
    for key in gone:
        dynamodb.put_item(TableName=f"{PREFIX}-{key[0]}", Item=then[key])
    for command in commands:
        run(dynamodb, command)
    after = rows(stacks)
    back = [key[1] for key in gone if after[key] != now[key]]
    need(not back, f"{len(back)} rows came back: {back[:3]}")
    return len(gone)


def _take_mail_away(stacks: Installed, before: Rows) -> None:
    """What was to tell of it: all mail to these people came back, and the doctor would
    find what is given up."""
    dynamodb = stacks.engine.client("dynamodb")
    for table, pk, sk in rows(stacks).keys() - before.keys():
        if pk.startswith("OUTBOX#"):
            key = {"pk": {"S": pk}, "sk": {"S": sk}}
            dynamodb.delete_item(TableName=f"{PREFIX}-{table}", Key=key)


def _is_newly_erased(then: dict[str, Any], now: dict[str, Any]) -> bool:
    return "erased_on" in now and "erased_on" not in then


def _printed(stacks: Installed) -> list[str]:
    """As the README has it, before anything is put back."""
    since = datetime.now(UTC) - timedelta(days=1)
    key = {name.upper(): value for name, value in ROOT_KEY.items()}
    said = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "infra.erasures", "--since", f"{since:%Y-%m-%d}"],
        env={**os.environ, **key, "AWS_ENDPOINT_URL": stacks.engine.endpoint},
        capture_output=True,
        text=True,
        check=False,
    )
    need(said.returncode == 0, said.stderr[-500:])
    return [line for line in said.stdout.splitlines() if not line.startswith("#")]


def _flag(stacks: Installed) -> str:
    """The id of the school's own."""
    found = [
        row["id"]["S"]
        for (_, __, sk), row in rows(stacks).items()
        if sk.startswith("FLAG#") and "case" in row.get("handling", {}).get("M", row)
    ]
    need(found, "there is no flag that was taken into a case")
    return str(found[0])
