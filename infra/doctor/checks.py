"""The service's own parts in the account: tables, key, logs, clock. Checks say what is
amiss."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address
from typing import Any

from chalicelib.storage.keys import SHARDS
from infra.doctor.copies import TABLES
from infra.doctor.patient import Patient

LOGS = ("public", "staff", "sweeper", "bounces", "archive")
GATEWAY_LOGS = ("public", "staff")
LATELY = timedelta(minutes=10)
_ADDRESS = re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b|[\w.+-]+@[\w-]+\.\w+|Mozilla/")
_COLONS = re.compile(r"(?<![\w:.-])[0-9A-Fa-f:]{4,39}(?![\w:])")
_MOST_LINES = 200_000


def expiry(patient: Patient) -> Iterator[str]:
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        told = patient.client("dynamodb").describe_time_to_live(TableName=name)
        told = told["TimeToLiveDescription"]
        if (
            told.get("AttributeName") != "expires_at"
            or told["TimeToLiveStatus"] != "ENABLED"
        ):
            yield f"{name} does not delete by expires_at: deploy infra/data.yaml again"


def key(patient: Patient) -> Iterator[str]:
    kms, alias = patient.client("kms"), f"alias/{patient.prefix}-wrapping"
    about = kms.describe_key(KeyId=alias)["KeyMetadata"]
    if about["KeyState"] != "Enabled":
        yield (
            f"{alias} is {about['KeyState']}: cancel its deletion at once, or nothing"
            " opens again"
        )
    if not kms.get_key_rotation_status(KeyId=about["KeyId"])["KeyRotationEnabled"]:
        yield f"{alias} does not rotate: turn rotation on"
    own = f":{about['Arn'].split(':')[4]}:root"
    for statement in _allowing(patient):
        if not _is_only(own, statement.get("Principal")):
            yield (
                f"{alias} lets others in ({statement.get('Sid')}): take the"
                " statement out"
            )


def key_opens(patient: Patient) -> Iterator[str]:
    """For the staff door alone: each statement that lets somebody use the key names its
    role."""
    for statement in filter(_opens, _allowing(patient)):
        if f":role/{patient.prefix}/staff/" not in str(
            statement.get("Condition", {}).get("ArnLike")
        ):
            yield (
                f"alias/{patient.prefix}-wrapping opens for others than the staff door "
                f"({statement.get('Sid')}): deploy infra/data.yaml again"
            )


def _allowing(patient: Patient) -> list[dict[str, Any]]:
    """The statements of the key's policy that allow something."""
    kms = patient.client("kms")
    about = kms.describe_key(KeyId=f"alias/{patient.prefix}-wrapping")["KeyMetadata"]
    policy = json.loads(
        kms.get_key_policy(KeyId=about["KeyId"], PolicyName="default")["Policy"]
    )
    return [
        statement for statement in policy["Statement"] if statement["Effect"] == "Allow"
    ]


def _opens(statement: dict[str, Any]) -> bool:
    actions = statement.get("Action", [])
    named = [actions] if isinstance(actions, str) else actions
    return bool({"kms:*", "*", "kms:Decrypt", "kms:CreateGrant"} & set(named))


def _is_only(own: str, principal: Any) -> bool:
    """A principal is "*", or lists by kind; each may be one word or several."""
    if not isinstance(principal, dict) or set(principal) != {"AWS"}:
        return False
    named = principal["AWS"]
    return all(
        str(name).endswith(own)
        for name in (named if isinstance(named, list) else [named])
    )


def logs(patient: Patient) -> Iterator[str]:
    client = patient.client("logs")
    groups = [f"/aws/lambda/{patient.prefix}-{name}" for name in LOGS]
    groups += [f"/aws/apigateway/{patient.prefix}-{name}" for name in GATEWAY_LOGS]
    for group in groups:
        found = client.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
        kept = [
            log_group.get("retentionInDays")
            for log_group in found
            if log_group["logGroupName"] == group
        ]
        if not any(kept):
            yield f"{group} is missing or kept for ever: deploy infra/data.yaml again"
            continue
        pages = client.get_paginator("filter_log_events").paginate(
            logGroupName=group, PaginationConfig={"MaxItems": _MOST_LINES}
        )
        if any(
            _names_somebody(event["message"])
            for page in pages
            for event in page["events"]
        ):
            yield (
                f"{group} holds an address or an agent: stop, find the line, delete the"
                " stream"
            )


def _names_somebody(line: str) -> bool:
    return bool(_ADDRESS.search(line)) or any(map(_is_ipv6, _COLONS.findall(line)))


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True


def clock(patient: Patient) -> Iterator[str]:
    yield from _schedules(patient)
    # Lambda itself writes some lines for each run, whatever the sweeper has to say.
    since = int((datetime.now(UTC) - LATELY).timestamp() * 1000)
    pages = patient.client("logs").get_paginator("filter_log_events")
    group = f"/aws/lambda/{patient.prefix}-sweeper"
    if not any(
        page["events"] for page in pages.paginate(logGroupName=group, startTime=since)
    ):
        minutes = LATELY // timedelta(minutes=1)
        yield patient.unless_new(
            f"no sweep for {minutes} minutes: look at the sweeper's concurrency and"
            " its log"
        )


def _schedules(patient: Patient) -> Iterator[str]:
    """Each shard's schedule is there and on."""
    missing = set(range(SHARDS))
    for rule, target in rules_for(patient, "sweeper"):
        missing.discard(json.loads(target.get("Input", "{}")).get("shard"))
        if rule["State"] != "ENABLED":
            yield (
                f"the schedule {rule['Name']} is off: turn it on, mail of its schools"
                " goes late until then, or not at all"
            )
    if missing:
        shards = ", ".join(str(shard) for shard in sorted(missing))
        yield (
            f"no schedule calls the sweeper for shard {shards}: deploy the staff stack"
            " again"
        )


def rules_for(
    patient: Patient, function: str
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The rules that call the function, each with what it calls it by."""
    events, wanted = patient.client("events"), f":function:{patient.prefix}-{function}"
    for page in events.get_paginator("list_rules").paginate():
        for rule in page["Rules"]:
            for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]:
                if target["Arn"].endswith(wanted):
                    yield rule, target
