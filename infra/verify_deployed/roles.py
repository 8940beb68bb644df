"""Each role: who may take it, and all it may do."""

from typing import Any

from infra.verify_deployed.facts import Facts, statements
from infra.verify_deployed.installed import Installed

_ROLE = "AWS::IAM::Role"


def built(installed: Installed) -> Facts:
    return {
        f"role {name}": _as_built(properties)
        for name, properties in installed.of_type(_ROLE).items()
    }


def _as_built(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": properties.get("Path", "/"),
        "who may take it": statements(properties["AssumeRolePolicyDocument"]),
        "attached policies": properties.get("ManagedPolicyArns", []),
        "boundary": None,
        **{
            f"policy {policy['PolicyName']}": statements(policy["PolicyDocument"])
            for policy in properties.get("Policies", [])
        },
    }


def found(installed: Installed) -> Facts:
    """Also those that the release does not have: key, secrets and tables know a role by
    its path alone."""
    told = {
        role["RoleName"]: role
        for page in installed.pages("iam", "list_roles")
        for role in page["Roles"]
    }
    ours = installed.of_type(_ROLE)
    return {
        f"role {name}": _as_found(installed, role)
        for name, role in told.items()
        if name in ours or role["Path"].startswith(f"/{installed.prefix}/")
    }


def _as_found(installed: Installed, role: dict[str, Any]) -> dict[str, Any]:
    client, name = installed.client("iam"), role["RoleName"]
    told = client.get_role(RoleName=name)["Role"]
    attached = installed.pages("iam", "list_attached_role_policies", RoleName=name)
    written = installed.pages("iam", "list_role_policies", RoleName=name)
    return {
        "path": role["Path"],
        "who may take it": statements(told["AssumeRolePolicyDocument"]),
        "attached policies": [
            policy["PolicyArn"]
            for page in attached
            for policy in page["AttachedPolicies"]
        ],
        "boundary": told.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn"),
        **{
            f"policy {policy}": statements(
                client.get_role_policy(RoleName=name, PolicyName=policy)[
                    "PolicyDocument"
                ]
            )
            for page in written
            for policy in page["PolicyNames"]
        },
    }
