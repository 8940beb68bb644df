"""The policies of tables, secrets and buckets themselves, and whether a table has a
stream."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from infra.verify_deployed.facts import Facts, statements
from infra.verify_deployed.installed import Installed

_NONE = {"NoSuchBucketPolicy", "PolicyNotFoundException", "ResourceNotFoundException"}


def built(installed: Installed) -> Facts:
    tables = installed.of_type("AWS::DynamoDB::Table")
    return (
        _secrets(installed)
        | _buckets(installed)
        | {
            f"table {name}": {
                "policy": statements(properties["ResourcePolicy"]["PolicyDocument"]),
                "stream": None,
            }
            for name, properties in tables.items()
        }
    )


def _secrets(installed: Installed) -> Facts:
    return {
        f"secret {_name(policy['SecretId'])}": {
            "policy": statements(policy["ResourcePolicy"])
        }
        for policy in installed.of_type("AWS::SecretsManager::ResourcePolicy").values()
    }


def _buckets(installed: Installed) -> Facts:
    return {
        f"bucket {policy['Bucket']}": {"policy": statements(policy["PolicyDocument"])}
        for policy in installed.of_type("AWS::S3::BucketPolicy").values()
    }


def _name(arn: str) -> str:
    """Of a secret: Secrets Manager adds six letters of its own."""
    return arn.rpartition(":")[2].rpartition("-")[0]


def found(installed: Installed) -> Facts:
    by_kind: dict[str, Callable[[Installed, str], dict[str, Any]]] = {
        "table": _table,
        "secret": _secret,
        "bucket": _bucket,
    }
    facts: Facts = {}
    for subject in built(installed):
        kind, _, name = subject.partition(" ")
        try:
            facts[subject] = by_kind[kind](installed, name)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _NONE:
                raise
            facts[subject] = {"policy": [], "stream": None}
    return facts


def _table(installed: Installed, name: str) -> dict[str, Any]:
    client = installed.client("dynamodb")
    about = client.describe_table(TableName=name)["Table"]
    policy = client.get_resource_policy(ResourceArn=about["TableArn"])["Policy"]
    return {"policy": statements(policy), "stream": about.get("LatestStreamArn")}


def _secret(installed: Installed, name: str) -> dict[str, Any]:
    told = installed.client("secretsmanager").get_resource_policy(SecretId=name)
    return {"policy": statements(told.get("ResourcePolicy"))}


def _bucket(installed: Installed, name: str) -> dict[str, Any]:
    told = installed.client("s3").get_bucket_policy(Bucket=name)
    return {"policy": statements(told["Policy"])}
