"""Each line that an alarm waits for: brought about, and looked for in the log its
filter reads.

An alarm on a line that never reaches the log is deaf, and nothing else would show it.
"""

import time
from collections.abc import Callable
from pathlib import Path

from chalicelib.core.log_lines import WRITERS, LogLine
from infra import cfn
from infra.rehearsal import troubles
from infra.rehearsal.engine import ACCOUNT
from infra.rehearsal.report import need
from infra.rehearsal.stacks import PREFIX, Installed

_SECONDS = 180


def _story(_: Installed, __: str) -> troubles.Undo:
    """What was done before brings it about: the schedule ran, every mail came back."""
    return lambda: None


_HOW: dict[LogLine, Callable[[Installed, str], troubles.Undo]] = {
    LogLine.ROW_UNREADABLE: troubles.unreadable,
    LogLine.RECONCILED_SHORT: troubles.told_to_nobody,
    LogLine.SWEEP_FAILED: troubles.of_no_round,
    LogLine.MAIL_VOLUME: troubles.many_mails,
    LogLine.MAIL_REFUSED: troubles.refused,
    LogLine.MAIL_UNDELIVERABLE: _story,
    LogLine.RECONCILED_WHOLE: _story,
    LogLine.WRONG_CODES: troubles.guessing,
}
"""In this order: the first signs in and opens a form, which the later ones would
hinder."""
_HEARD_OF = {LogLine.MAIL_UNDELIVERABLE: {"bounces"}}
"""Where only one of its writers is driven."""
WHY_NOT = {
    LogLine.MAIL_DEAD: (
        "SES must say eight times that it is busy, and ministack's never does"
    ),
    LogLine.SWEEP_CUT_SHORT: "more rows must be due than a minute is enough for",
    LogLine.NOT_COUNTED: "our own rules must fail, and no answer is known to do it",
    LogLine.NOT_COMPARED: "as with the counting",
    LogLine.ADDRESS_REFUSED: "ministack's SES takes every address",
}
"""Left to the tests, which let SES say it (tests/faults.py)."""


def waited_for(stacks: Installed, build: Path, code: str) -> str:
    """Raises Failed, naming each line that did not come to its log."""
    wanted = {
        (line, function)
        for line in _HOW
        for function in _HEARD_OF.get(line, WRITERS[line])
    }
    need(wanted <= _filtered(build), f"no filter for {wanted - _filtered(build)}")
    undo = [bring_about(stacks, code) for bring_about in dict.fromkeys(_HOW.values())]
    end = time.monotonic() + _SECONDS
    missing = wanted
    while missing and time.monotonic() < end:
        missing = {
            wanted_line
            for wanted_line in missing
            if not _is_there(stacks, *wanted_line)
        }
        time.sleep(2)
    for take_away in undo:
        take_away()
    need(not missing, f"these never reached their log: {sorted(missing)}")
    others = [
        line for line in _lines(stacks, "sweeper") if LogLine.SWEEP_FAILED in line
    ]
    others = [line for line in others if "kind=FLAG error=LookupError" not in line]
    need(not others, f"the sweeper failed besides: {others[:3]}")
    need(_heads(stacks), "the heads of the audit logs were not put away")
    left = "; ".join(f"{line}: {reason}" for line, reason in WHY_NOT.items())
    return (
        f"{len(_HOW)} of {len(LogLine)} lines in {len(wanted)} logs; left to the tests:"
        f" {left}"
    )


def _filtered(build: Path) -> set[tuple[LogLine, str]]:
    """Each line with the function whose log a filter of the data stack reads for it."""
    resources = cfn.load(build / "data.yaml")["Resources"].values()
    filters = [
        resource["Properties"]
        for resource in resources
        if resource["Type"] == "AWS::Logs::MetricFilter"
    ]
    return {
        (line, properties["LogGroupName"]["Ref"].removesuffix("Log").lower())
        for properties in filters
        for line in LogLine
        if f'"{line}"' in properties["FilterPattern"]
    }


def _is_there(stacks: Installed, line: LogLine, function: str) -> bool:
    return any(line in text for text in _lines(stacks, function))


def _lines(stacks: Installed, function: str) -> list[str]:
    pages = stacks.engine.client("logs").get_paginator("filter_log_events")
    found = pages.paginate(logGroupName=f"/aws/lambda/{PREFIX}-{function}")
    return [event["message"] for page in found for event in page["events"]]


def _heads(stacks: Installed) -> bool:
    """Whether the sweeper, with its own role, has written to the locked bucket."""
    bucket = f"{PREFIX}-audit-heads-{ACCOUNT}"
    listed = stacks.engine.client("s3").list_objects_v2(Bucket=bucket, Prefix="heads/")
    return bool(listed.get("Contents"))
