"""A release's templates beside the stacks of an account that were made of them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra import cfn
from infra.package.__main__ import SIDES
from infra.verify_deployed.references import Deployed, Stack

Client = Callable[[str], Any]
_WRITTEN = ("zips", "data")
STACKS = (*_WRITTEN, *SIDES)


@dataclass(frozen=True, slots=True)
class Installed:
    """``client`` makes a client of a service by its name; ``build`` is the release's
    own, as make package leaves it."""

    client: Client
    prefix: str
    build: Path
    stacks: Mapping[str, Stack]

    def pages(self, service: str, operation: str, **asked: Any) -> list[dict[str, Any]]:
        pages = self.client(service).get_paginator(operation).paginate(**asked)
        return list(pages)

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        """By the name the account gives it, of all stacks."""
        return {
            stack.name(logical): properties
            for stack in self.stacks.values()
            for logical, properties in stack.of_type(kind).items()
        }


def installed(client: Client, prefix: str, region: str, build: Path) -> Installed:
    account = client("sts").get_caller_identity()["Account"]
    exports = {
        export["Name"]: export["Value"]
        for page in client("cloudformation").get_paginator("list_exports").paginate()
        for export in page["Exports"]
    }
    stacks = {
        name: Stack(
            template(build, name),
            Deployed(
                account,
                region,
                {"Prefix": prefix} | _parameters(client, f"{prefix}-{name}"),
                _names(client, f"{prefix}-{name}"),
                exports,
            ),
        )
        for name in STACKS
    }
    return Installed(client, prefix, build, stacks)


def template(build: Path, name: str) -> dict[str, Any]:
    if name in _WRITTEN:
        return cfn.load(build / f"{name}.yaml")
    text = (build / name / "sam.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _parameters(client: Client, stack: str) -> dict[str, str]:
    try:
        told = client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return {}
        raise
    return {
        given["ParameterKey"]: given["ParameterValue"]
        for given in told.get("Parameters", [])
    }


def _names(client: Client, stack: str) -> dict[str, str]:
    pages = client("cloudformation").get_paginator("list_stack_resources")
    try:
        return {
            resource["LogicalResourceId"]: resource["PhysicalResourceId"]
            for page in pages.paginate(StackName=stack)
            for resource in page["StackResourceSummaries"]
            if resource.get("PhysicalResourceId")
        }
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return {}
        raise
