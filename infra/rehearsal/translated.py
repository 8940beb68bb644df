"""What CloudFormation's own transform makes of the code stacks: what was found right
stays so."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.rehearsal import templates
from infra.rehearsal.report import need

_FUNCTIONS = {"public": {"public"}, "staff": {"staff", "sweeper", "bounces"}}
_IDS = ("$context.requestId", "$context.extendedRequestId")
_QUOTED = re.compile(r"'[^']*(?:'(?:self|none|sha256-[A-Za-z0-9+/=]+)'[^']*)*'")


def sound(build: Path) -> str:
    """Raises Failed, naming whatever AWS would refuse or would do otherwise than
    meant."""
    faults: list[str] = []
    for side, names in _FUNCTIONS.items():
        template = json.loads(
            (build / side / "translated.json").read_text(encoding="utf-8")
        )
        faults += [
            f"{side}: {fault}" for fault in _faults(template["Resources"], side, names)
        ]
    need(not faults, "; ".join(faults))
    return "log format, names, permissions, deployment, roles"


def _faults(resources: dict[str, Any], side: str, names: set[str]) -> Iterator[str]:
    named = {"Fn::Sub": f"${{Prefix}}-{side}"}
    (api,) = _of_type(resources, "AWS::ApiGateway::RestApi")
    if not api["Name"] == api["Body"]["info"]["title"] == named:
        yield (
            f"the API would be called {api['Body']['info']['title']} by its second"
            " deployment"
        )
    for answer, page in api["Body"]["x-amazon-apigateway-gateway-responses"].items():
        for name, value in page["responseParameters"].items():
            if not _QUOTED.fullmatch(value):
                yield f"{answer}: {name} is no fixed value in quotes: {value}"
    stages = _of_type(resources, "AWS::ApiGateway::Stage")
    if [stage["StageName"] for stage in stages] != ["api"]:
        yield f"stages {[stage['StageName'] for stage in stages]}"
    for stage in stages:
        if not any(id_ in stage["AccessLogSetting"]["Format"] for id_ in _IDS):
            yield "API Gateway refuses an access log format without a request's id"
    yield from _functions(resources, names)


def _functions(resources: dict[str, Any], names: set[str]) -> Iterator[str]:
    functions = _of_type(resources, "AWS::Lambda::Function")
    found = {
        function["FunctionName"]["Fn::Sub"].removeprefix("${Prefix}-")
        for function in functions
    }
    if found != names:
        yield f"functions {sorted(found)}"
    for role in _of_type(resources, "AWS::IAM::Role"):
        if not role.get("Path", {}).get("Fn::Sub", "").startswith("/${Prefix}/"):
            yield "a role has no path, so neither key nor secret knows it"
    for permission in _of_type(resources, "AWS::Lambda::Permission"):
        if permission["Principal"] not in (
            "apigateway.amazonaws.com",
            "events.amazonaws.com",
        ):
            yield f"{permission['Principal']} may call a function"
        if "SourceArn" not in permission:
            yield f"anybody's {permission['Principal']} may call a function"


def deployed_each_time(build: Path, python: Path) -> str:
    """The same template translated once more gives a deployment of its own: what only a
    parameter changes is deployed too."""
    before = _deployments(build)
    templates.translate(build, python)
    need(before != _deployments(build), "a domain added later would not be deployed")
    return ""


def _deployments(build: Path) -> set[str]:
    template = json.loads(
        (build / "public" / "translated.json").read_text(encoding="utf-8")
    )
    resources = template["Resources"].items()
    return {
        name
        for name, resource in resources
        if resource["Type"] == "AWS::ApiGateway::Deployment"
    }


def _of_type(resources: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [
        resource["Properties"]
        for resource in resources.values()
        if resource["Type"] == kind
    ]
