"""Where everything lies: in the EEA, and nowhere besides."""

from collections.abc import Iterator
from pathlib import Path

from botocore.exceptions import ClientError

from infra import cfn
from infra.doctor.copies import TABLES
from infra.doctor.patient import FUNCTIONS, Patient

_TEMPLATE = Path(__file__).parents[1] / "data.yaml"
_NOT_COPIED = "ReplicationConfigurationNotFoundError"


def in_the_eea(patient: Patient) -> Iterator[str]:
    """The templates refuse other regions; this looks at what is there, by each part's
    own name."""
    countries = cfn.load(_TEMPLATE)["Mappings"]["EEA"]
    for arn in _arns(patient):
        _, _, _, region, _, *name = arn.split(":")
        if region not in countries:
            yield (
                f"{':'.join(name)} lies in {region}, which is outside the EEA: move"
                " what it holds, and delete it"
            )
    yield from _copied(patient)


def _arns(patient: Patient) -> Iterator[str]:
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        told = patient.client("dynamodb").describe_table(TableName=name)["Table"]
        yield told["TableArn"]
    for function in FUNCTIONS:
        name = f"{patient.prefix}-{function}"
        told = patient.client("lambda").get_function_configuration(FunctionName=name)
        yield told["FunctionArn"]


def _copied(patient: Patient) -> Iterator[str]:
    """Tables and the locked bucket, to another region or account."""
    for table in TABLES:
        name = f"{patient.prefix}-{table}"
        told = patient.client("dynamodb").describe_table(TableName=name)["Table"]
        for replica in told.get("Replicas", []):
            yield f"{name} is copied to {replica['RegionName']}: take that copy away"
    account = patient.client("sts").get_caller_identity()["Account"]
    bucket = f"{patient.prefix}-audit-heads-{account}"
    try:
        patient.client("s3").get_bucket_replication(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] != _NOT_COPIED:
            raise
    else:
        yield f"{bucket} is copied elsewhere: take its replication away"
