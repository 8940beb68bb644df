"""Each line that an alarm waits for: brought about, and looked for in the log its filter reads.

An alarm on a line that never reaches the log is deaf, and nothing else would show it.
"""

import secrets
import time
from collections.abc import Callable
from pathlib import Path

from chalicelib.domain import codes as code_words
from chalicelib.domain import guesses
from chalicelib.domain.log_lines import WRITERS, LogLine
from infra import cfn
from infra.rehearsal import pupil
from infra.rehearsal.engine import ACCOUNT
from infra.rehearsal.report import need
from infra.rehearsal.stacks import PREFIX, Installed

_SECONDS = 150
_POISON = {"pk": {"S": "POISON"}, "sk": {"S": "POISON"}}


def _wrong_codes(stacks: Installed) -> None:
    for _ in range(guesses.FREE + 1):
        pupil.form(stacks.urls["public"], code_words.new_code(secrets.choice))


def _poison(stacks: Installed) -> None:
    row = {**_POISON, "due_shard": {"S": "DUE#0"}, "due_at": {"S": "2026-01-01T00:00:00Z"}}
    stacks.engine.client("dynamodb").put_item(TableName=f"{PREFIX}-answers", Item=row)


def _story(_: Installed) -> None:
    """What was done before brings it about: the schedule ran, every mail came back."""


_HOW: dict[LogLine, Callable[[Installed], None]] = {
    LogLine.WRONG_CODES: _wrong_codes,
    LogLine.SWEEP_FAILED: _poison,
    LogLine.MAIL_UNDELIVERABLE: _story,
    LogLine.RECONCILED_WHOLE: _story,
}
_HEARD_OF = {LogLine.MAIL_UNDELIVERABLE: {"bounces"}}
"""Where only one of its writers is driven."""


def waited_for(stacks: Installed, build: Path) -> str:
    """Raises Failed, naming each line that did not come to its log."""
    wanted = {(line, function) for line in _HOW for function in _HEARD_OF.get(line, WRITERS[line])}
    need(wanted <= _filtered(build), f"no filter for {wanted - _filtered(build)}")
    for bring_about in {*_HOW.values()}:
        bring_about(stacks)
    end = time.monotonic() + _SECONDS
    missing = wanted
    while missing and time.monotonic() < end:
        missing = {one for one in missing if not _is_there(stacks, *one)}
        time.sleep(2)
    stacks.engine.client("dynamodb").delete_item(TableName=f"{PREFIX}-answers", Key=_POISON)
    need(not missing, f"these never reached their log: {sorted(missing)}")
    others = [one for one in _lines(stacks, "sweeper") if LogLine.SWEEP_FAILED in one]
    others = [one for one in others if "kind=POISON" not in one]
    need(not others, f"the sweeper failed besides: {others[:3]}")
    need(_heads(stacks), "the heads of the audit logs were not put away")
    others = sorted(set(LogLine) - set(_HOW))
    return f"{len(wanted)}; left to the tests, for want of such trouble here: {', '.join(others)}"


def _filtered(build: Path) -> set[tuple[LogLine, str]]:
    """Each line with the function whose log a filter of the data stack reads for it."""
    resources = cfn.load(build / "data.yaml")["Resources"].values()
    filters = [one["Properties"] for one in resources if one["Type"] == "AWS::Logs::MetricFilter"]
    return {
        (line, one["LogGroupName"]["Ref"].removesuffix("Log").lower())
        for one in filters
        for line in LogLine
        if f'"{line}"' in one["FilterPattern"]
    }


def _is_there(stacks: Installed, line: LogLine, function: str) -> bool:
    return any(line in one for one in _lines(stacks, function))


def _lines(stacks: Installed, function: str) -> list[str]:
    pages = stacks.engine.client("logs").get_paginator("filter_log_events")
    found = pages.paginate(logGroupName=f"/aws/lambda/{PREFIX}-{function}")
    return [one["message"] for page in found for one in page["events"]]


def _heads(stacks: Installed) -> bool:
    """Whether the sweeper, with its own role, has written to the locked bucket."""
    bucket = f"{PREFIX}-audit-heads-{ACCOUNT}"
    listed = stacks.engine.client("s3").list_objects_v2(Bucket=bucket, Prefix="heads/")
    return bool(listed.get("Contents"))
