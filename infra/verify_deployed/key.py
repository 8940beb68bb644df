"""The key that wraps the schools' private keys: who may use it, and to whom it is
lent."""

from typing import Any

from infra.verify_deployed.facts import Facts, statements
from infra.verify_deployed.installed import Installed

_NAME = "WrappingKey"


def built(installed: Installed) -> Facts:
    (properties,) = installed.stacks["data"].of_type("AWS::KMS::Key").values()
    return {
        _subject(installed): {
            "policy": statements(properties["KeyPolicy"]),
            "state": "Enabled",
            "lent to": [],
        }
    }


def found(installed: Installed) -> Facts:
    client = installed.client("kms")
    key = installed.stacks["data"].deployed.names.get(_NAME)
    if key is None:
        return {}
    grants = client.list_grants(KeyId=key)["Grants"]
    policy = client.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    return {
        _subject(installed): {
            "policy": statements(policy),
            "state": client.describe_key(KeyId=key)["KeyMetadata"]["KeyState"],
            "lent to": [_lent(grant) for grant in grants],
        }
    }


def _lent(grant: dict[str, Any]) -> str:
    return f"{grant['GranteePrincipal']}: {', '.join(sorted(grant['Operations']))}"


def _subject(installed: Installed) -> str:
    return f"key {installed.prefix}-wrapping"
