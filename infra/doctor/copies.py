"""Copies over time: whatever could say which second an answer came, and which code went
then."""

import json
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from infra.doctor.patient import Patient

TABLES = ("forms", "codes", "answers", "casework")
WITHOUT_RECOVERY = "codes"
"""The table of the codes: as it was at two moments, it would say who answered when."""
_TABLE_TYPE = "AWS::DynamoDB::Table"
_AGAIN = "deploy infra/data.yaml again"
_REFUSED = {
    "RestoreTableToPointInTime": "restore {}",
    "PartiQLSelect": "read {} by PartiQL",
}
_REFUSED_OF_CODES = {"Scan": "list {}", "GetItem": "read {}"}
"""By action, what goes where no policy refuses it."""


def tables(patient: Patient) -> Iterator[str]:
    dynamodb = patient.client("dynamodb")
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        described = dynamodb.describe_table(TableName=name)["Table"]
        if not described.get("DeletionProtectionEnabled"):
            yield f"{name} can be deleted: deploy infra/data.yaml again"
        recovers = _recovers(dynamodb, name)
        if table == WITHOUT_RECOVERY and recovers:
            yield (
                f"{name} keeps copies, which say who answered when: turn its recovery"
                " off at once"
            )
        if table != WITHOUT_RECOVERY and not recovers:
            yield f"{name} has no point-in-time recovery: deploy infra/data.yaml again"


def _recovers(dynamodb: Any, name: str) -> bool:
    told = dynamodb.describe_continuous_backups(TableName=name)[
        "ContinuousBackupsDescription"
    ]
    status: str = told["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    return status == "ENABLED"


def copies(patient: Patient) -> Iterator[str]:
    dynamodb = patient.client("dynamodb")
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        described = dynamodb.describe_table(TableName=name)["Table"]
        if described.get("StreamSpecification", {}).get("StreamEnabled"):
            yield (
                f"{name} has a stream: turn it off, see docs/on-aws.md, Copies over"
                " time"
            )
        if dynamodb.list_backups(TableName=name)["BackupSummaries"]:
            yield (
                f"{name} has backups made by hand: delete them, or note who decided"
                " otherwise"
            )
        sent = dynamodb.describe_kinesis_streaming_destination(TableName=name)
        if any(
            destination["DestinationStatus"] == "ACTIVE"
            for destination in _destinations(sent)
        ):
            yield f"{name} is copied to Kinesis as it changes: stop it at once"
        if _insights(dynamodb, name) == "ENABLED":
            yield (
                f"{name} has contributor insights, which keep keys and times: turn"
                " them off"
            )


def _destinations(sent: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sent.get("KinesisDataStreamDestinations", [])
    return found


def _insights(dynamodb: Any, name: str) -> str:
    told = dynamodb.describe_contributor_insights(TableName=name)
    return str(told.get("ContributorInsightsStatus", ""))


def policies(patient: Patient) -> Iterator[str]:
    """Each table's own policy is there and denies what it must."""
    dynamodb = patient.client("dynamodb")
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        arn = dynamodb.describe_table(TableName=name)["Table"]["TableArn"]
        try:
            policy = json.loads(dynamodb.get_resource_policy(ResourceArn=arn)["Policy"])
        except ClientError as error:
            if error.response["Error"]["Code"] != "PolicyNotFoundException":
                raise
            policy = {"Statement": []}
        denied = {
            action
            for statement in policy["Statement"]
            if statement["Effect"] == "Deny"
            for action in (
                [statement["Action"]]
                if isinstance(statement["Action"], str)
                else statement["Action"]
            )
        }
        wanted = _REFUSED | (_REFUSED_OF_CODES if table == WITHOUT_RECOVERY else {})
        for action, what in wanted.items():
            if f"dynamodb:{action}" not in denied:
                yield f"anybody may {what.format(name)}: its policy is gone, {_AGAIN}"


def kept_by_aws_backup(patient: Patient) -> Iterator[str]:
    """What a plan of AWS Backup has made: it may not be asked by the table's policy."""
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        arn = patient.client("dynamodb").describe_table(TableName=name)["Table"][
            "TableArn"
        ]
        found = patient.client("backup").list_recovery_points_by_resource(
            ResourceArn=arn
        )
        for vault in sorted(
            {point["BackupVaultName"] for point in found["RecoveryPoints"]}
        ):
            yield (
                f"AWS Backup keeps {name} in the vault {vault}: take the table out of"
                " the plan"
            )


def trails(patient: Patient) -> Iterator[str]:
    """Data events of the tables hold each key with its second. What an organisation's
    own trail keeps is not seen from here."""
    cloudtrail = patient.client("cloudtrail")
    for trail in cloudtrail.describe_trails()["trailList"]:
        told = cloudtrail.get_event_selectors(TrailName=trail["TrailARN"])
        if _keeps_rows(told):
            yield (
                f"the trail {trail['Name']} keeps data events of tables: take DynamoDB"
                " out of it"
            )
    if not cloudtrail.describe_trails()["trailList"]:
        yield (
            "there is no CloudTrail trail, so nobody hears of a restore or a touched"
            " key: make one, for management events only"
        )


def _keeps_rows(told: dict[str, Any]) -> bool:
    plain = (
        resource
        for selector in told.get("EventSelectors", [])
        for resource in selector["DataResources"]
    )
    fields = (
        field
        for selector in told.get("AdvancedEventSelectors", [])
        for field in selector["FieldSelectors"]
    )
    return any(resource["Type"] == _TABLE_TYPE for resource in plain) or any(
        field["Field"] == "resources.type" and _TABLE_TYPE in field.get("Equals", ())
        for field in fields
    )
