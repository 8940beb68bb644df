"""What the engine of this machine does not know, or cannot hold, taken out of a
template and done beside it."""

from typing import Any


def roles_by_name(policies: list[dict[str, Any]]) -> None:
    """Asked of a role, its IAM leaves the path out of the resource."""
    for statement in policies[0]["PolicyDocument"]["Statement"]:
        if "iam:GetRole" in statement["Action"]:
            statement["Resource"] = "*"


def without(resources: dict[str, Any], kind: str) -> None:
    """What ministack does not know or cannot hold: tests/infra/test_data.py reads what
    it says."""
    for name in [
        name for name, resource in resources.items() if resource["Type"] == kind
    ]:
        del resources[name]
        for resource in resources.values():
            resource["DependsOn"] = [
                other for other in resource.get("DependsOn", []) if other != name
            ]


def apply_what_is_left_out(
    dynamodb: Any, prefix: str, template: dict[str, Any]
) -> None:
    """ministack's CloudFormation skips these two: they are taken from the template."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::DynamoDB::Table":
            written = resource["Properties"]
            name = written["TableName"]["Fn::Sub"].replace("${Prefix}", prefix)
            expiry, backup = (
                "TimeToLiveSpecification",
                "PointInTimeRecoverySpecification",
            )
            dynamodb.update_time_to_live(TableName=name, **{expiry: written[expiry]})
            dynamodb.update_continuous_backups(
                TableName=name, **{backup: written[backup]}
            )
