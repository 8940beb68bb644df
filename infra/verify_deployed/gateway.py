"""Where each address leads: what the gateway's deployed stage does with every path."""

import json
from collections.abc import Iterator
from typing import Any

from infra.verify_deployed.facts import Facts
from infra.verify_deployed.installed import Installed
from infra.verify_deployed.references import Stack

_API, _STAGE, _REST_API = "AWS::Serverless::Api", "api", "RestAPI"
_INTEGRATION = "x-amazon-apigateway-integration"


def built(installed: Installed) -> Facts:
    return {
        f"API {properties['Name']}": {
            "leads": list(_leads(properties["DefinitionBody"])),
            **{f"address {host}": _place(stack) for host in _hosts(stack)},
        }
        for stack in installed.stacks.values()
        for properties in stack.of_type(_API).values()
    }


def found(installed: Installed) -> Facts:
    client = installed.client("apigateway")
    facts: Facts = {}
    for stack in installed.stacks.values():
        for properties in stack.of_type(_API).values():
            if _REST_API not in stack.deployed.names:
                continue
            told = client.get_export(
                restApiId=stack.name(_REST_API),
                stageName=_STAGE,
                exportType="swagger",
                parameters={"extensions": "integrations"},
            )
            facts[f"API {properties['Name']}"] = {
                "leads": list(_leads(json.loads(told["body"].read()))),
                **{f"address {host}": _mapped(client, host) for host in _hosts(stack)},
            }
    return facts


def _leads(definition: dict[str, Any]) -> Iterator[str]:
    for path, methods in definition["paths"].items():
        for method, about in methods.items():
            where = about.get(_INTEGRATION, {})
            kind = str(where.get("type")).lower()
            yield f"{method} {path} to {kind} {where.get('uri')}"


def _hosts(stack: Stack) -> list[str]:
    named = stack.of_type("AWS::ApiGateway::DomainName").values()
    return [domain["DomainName"] for domain in named]


def _place(stack: Stack) -> list[str]:
    return [f"{stack.name(_REST_API)}/{_STAGE}"]


def _mapped(client: Any, host: str) -> list[str]:
    mappings = client.get_base_path_mappings(domainName=host)["items"]
    return [f"{mapping['restApiId']}/{mapping['stage']}" for mapping in mappings]
