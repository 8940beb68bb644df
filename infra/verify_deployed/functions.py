"""Each function: its code and all that decides what it does, and who may call it."""

import base64
import hashlib
import json
from typing import Any

from botocore.exceptions import ClientError

from infra.verify_deployed.facts import Facts, hashed, statements
from infra.verify_deployed.installed import Installed
from infra.verify_deployed.references import Stack

_FUNCTION, _PERMISSION = "AWS::Serverless::Function", "AWS::Lambda::Permission"
_LATEST = "$LATEST"


def built(installed: Installed) -> Facts:
    return {
        f"function {properties['FunctionName']}": _as_built(properties)
        | {
            "code": _code(installed, side),
            "who may call it": _callers(stack, logical, properties),
        }
        for side, stack in installed.stacks.items()
        for logical, properties in stack.of_type(_FUNCTION).items()
    }


def found(installed: Installed) -> Facts:
    """Also those that the release does not have: called by the prefix, or with a role
    or a setting of the service's."""
    return {
        f"function {about['FunctionName']}": _as_found(installed, about)
        for page in installed.pages("lambda", "list_functions")
        for about in page["Functions"]
        if _is_ours(installed.prefix, about)
    }


def _is_ours(prefix: str, about: dict[str, Any]) -> bool:
    settings = about.get("Environment", {}).get("Variables", {}).values()
    return (
        about["FunctionName"].startswith(f"{prefix}-")
        or f":role/{prefix}/" in about["Role"]
        or any(value.startswith(f"{prefix}-") for value in settings)
    )


def _as_built(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "handler": properties["Handler"],
        "runtime": properties["Runtime"],
        "architecture": properties["Architectures"][0],
        "memory": properties["MemorySize"],
        "seconds": properties["Timeout"],
        "role": properties["Role"],
        "environment": _environment(properties["Environment"]["Variables"]),
        "log": f"/aws/lambda/{properties['FunctionName']}",
        "versions": [_LATEST],
        **dict.fromkeys(("address of its own", "network", "key", "failures go to")),
        **{aspect: [] for aspect in ("layers", "aliases", "disks", "taps")},
    }


def _as_found(installed: Installed, about: dict[str, Any]) -> dict[str, Any]:
    client, name = installed.client("lambda"), about["FunctionName"]
    versions = installed.pages("lambda", "list_versions_by_function", FunctionName=name)
    aliases = client.list_aliases(FunctionName=name)["Aliases"]
    taps = client.list_event_source_mappings(FunctionName=name)["EventSourceMappings"]
    configuration = client.get_function_configuration(FunctionName=name)
    return _settings(configuration) | {
        "versions": [told["Version"] for page in versions for told in page["Versions"]],
        "aliases": [alias["Name"] for alias in aliases],
        "taps": [tap.get("EventSourceArn", "of somebody") for tap in taps],
        "address of its own": _asked(
            lambda: client.get_function_url_config(FunctionName=name)["FunctionUrl"]
        ),
        "who may call it": _without_sids(
            _asked(lambda: client.get_policy(FunctionName=name)["Policy"])
        ),
    }


def _settings(told: dict[str, Any]) -> dict[str, Any]:
    network = told.get("VpcConfig", {}).get("SubnetIds")
    return {
        "code": told["CodeSha256"],
        "handler": told.get("Handler"),
        "runtime": told.get("Runtime"),
        "architecture": told.get("Architectures", ["x86_64"])[0],
        "memory": told["MemorySize"],
        "seconds": told["Timeout"],
        "role": told["Role"],
        "environment": _environment(told.get("Environment", {}).get("Variables", {})),
        "log": told.get("LoggingConfig", {}).get(
            "LogGroup", f"/aws/lambda/{told['FunctionName']}"
        ),
        "layers": [layer["Arn"] for layer in told.get("Layers", [])],
        "network": ", ".join(network) if network else None,
        "key": told.get("KMSKeyArn") or None,
        "failures go to": told.get("DeadLetterConfig", {}).get("TargetArn"),
        "disks": [disk["Arn"] for disk in told.get("FileSystemConfigs", [])],
    }


def _environment(variables: dict[str, str]) -> list[str]:
    """Names, and hashes of what they are set to."""
    return [f"{name} = {hashed(str(value))}" for name, value in variables.items()]


def _code(installed: Installed, side: str) -> str:
    """As Lambda tells it of a zip."""
    content = (installed.build / side / "deployment.zip").read_bytes()
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def _callers(stack: Stack, logical: str, properties: dict[str, Any]) -> list[str]:
    """The template's permissions, and those its transform gives for each event."""
    written = [
        permission
        for permission in stack.of_type(_PERMISSION).values()
        if permission["FunctionName"] == properties["FunctionName"]
    ]
    of_events = [
        {
            "Action": "lambda:InvokeFunction",
            "Principal": "events.amazonaws.com",
            "SourceArn": stack.value(
                {"Fn::Sub": _RULE.format(stack.name(f"{logical}{event}"))}
            ),
        }
        for event in properties.get("Events", {})
    ]
    arn = stack.value({"Fn::GetAtt": [logical, "Arn"]})
    given = [_statement(permission, arn) for permission in written + of_events]
    return statements({"Statement": given})


_RULE = "arn:aws:events:${{AWS::Region}}:${{AWS::AccountId}}:rule/{}"


def _statement(permission: dict[str, Any], arn: str) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Principal": {"Service": permission["Principal"]},
        "Action": permission["Action"],
        "Resource": arn,
        "Condition": {"ArnLike": {"aws:SourceArn": permission["SourceArn"]}},
    }


def _without_sids(policy: str | None) -> list[str]:
    """Lambda's own are drawn."""
    said = json.loads(policy)["Statement"] if policy else []
    return statements({"Statement": [{**statement, "Sid": ""} for statement in said]})


def _asked(ask: Any) -> Any:
    """None where there is none."""
    try:
        return ask()
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        return None
