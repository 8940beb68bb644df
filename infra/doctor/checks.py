"""The account's side: tables, key, logs, mail, clock. Each check returns what is wrong."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

TABLES = ("forms", "answers", "casework")
LOGS = ("public", "staff", "sweeper", "bounces")
_ADDRESS = re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b|[\w.+-]+@[\w-]+\.\w+|Mozilla/")
_LINES = 500


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined. ``client`` makes a client of a service by its name."""

    client: Callable[[str], Any]
    prefix: str
    public_url: str
    staff_url: str


def tables(patient: Patient) -> Iterator[str]:
    dynamodb = patient.client("dynamodb")
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        described = dynamodb.describe_table(TableName=name)["Table"]
        if not described.get("DeletionProtectionEnabled"):
            yield f"{name} can be deleted: deploy infra/data.yaml again"
        backups = dynamodb.describe_continuous_backups(TableName=name)
        backups = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        if backups["PointInTimeRecoveryStatus"] != "ENABLED":
            yield f"{name} has no point-in-time recovery: deploy infra/data.yaml again"


def expiry(patient: Patient) -> Iterator[str]:
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        told = patient.client("dynamodb").describe_time_to_live(TableName=name)
        told = told["TimeToLiveDescription"]
        if told.get("AttributeName") != "expires_at" or told["TimeToLiveStatus"] != "ENABLED":
            yield f"{name} does not delete by expires_at: deploy infra/data.yaml again"


def key(patient: Patient) -> Iterator[str]:
    kms, alias = patient.client("kms"), f"alias/{patient.prefix}-wrapping"
    about = kms.describe_key(KeyId=alias)["KeyMetadata"]
    if about["KeyState"] != "Enabled":
        yield f"{alias} is {about['KeyState']}: cancel its deletion at once, or nothing opens again"
    if not kms.get_key_rotation_status(KeyId=about["KeyId"])["KeyRotationEnabled"]:
        yield f"{alias} does not rotate: turn rotation on"
    policy = json.loads(kms.get_key_policy(KeyId=about["KeyId"], PolicyName="default")["Policy"])
    own = f":{about['Arn'].split(':')[4]}:root"
    for statement in policy["Statement"]:
        if not str(statement.get("Principal", {}).get("AWS", "")).endswith(own):
            yield f"{alias} lets others in ({statement.get('Sid')}): take the statement out"


def logs(patient: Patient) -> Iterator[str]:
    client = patient.client("logs")
    for side in LOGS:
        group = f"/aws/lambda/{patient.prefix}-{side}"
        found = client.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
        if not found or not found[0].get("retentionInDays"):
            yield f"{group} is missing or kept for ever: deploy infra/data.yaml again"
            continue
        events = client.filter_log_events(logGroupName=group, limit=_LINES)["events"]
        if any(_ADDRESS.search(one["message"]) for one in events):
            yield f"{group} holds an address or an agent: stop, find the line, delete the stream"


def mail(patient: Patient) -> Iterator[str]:
    ses = patient.client("sesv2")
    account = ses.get_account()
    if not account["ProductionAccessEnabled"]:
        yield "SES is in the sandbox, mail reaches nobody: ask AWS for production access"
    if not account["SendingEnabled"]:
        yield "SES does not send: see why in its console"
    domains = ses.list_email_identities()["EmailIdentities"]
    verified = [one for one in domains if one.get("VerificationStatus") == "SUCCESS"]
    if not verified:
        yield "no mail domain is verified: make the three CNAME records of the data stack's outputs"


def clock(patient: Patient) -> Iterator[str]:
    rule = _rule_for(patient, "sweeper")
    if rule is None:
        yield "no schedule calls the sweeper, no mail goes: deploy the staff stack again"
    elif rule["State"] != "ENABLED":
        yield f"the schedule {rule['Name']} is off: turn it on, no mail goes until then"


def bounces(patient: Patient) -> Iterator[str]:
    rule = _rule_for(patient, "bounces")
    if rule is None:
        yield "nobody hears of mail that comes back: deploy the staff stack again"
        return
    if rule["State"] != "ENABLED":
        yield f"the rule {rule['Name']} is off: turn it on, nobody hears of mail that comes back"
    if "aws.ses" not in json.loads(rule.get("EventPattern", "{}")).get("source", ()):
        yield f"the rule {rule['Name']} does not listen to SES: deploy the staff stack again"


def _rule_for(patient: Patient, function: str) -> Any:
    """The rule that calls the function; None where none does."""
    events, wanted = patient.client("events"), f":function:{patient.prefix}-{function}"
    for rule in events.list_rules()["Rules"]:
        targets = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
        if any(one["Arn"].endswith(wanted) for one in targets):
            return rule
    return None
