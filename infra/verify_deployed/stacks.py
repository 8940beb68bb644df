"""Each stack: its template as it was given, and stacks that are none of the
service's."""

from copy import deepcopy
from typing import Any

from infra import cfn
from infra.verify_deployed.facts import Facts, leaves
from infra.verify_deployed.installed import Installed


def built(installed: Installed) -> Facts:
    return {
        f"stack {installed.prefix}-{name}": {
            "template": list(leaves(_without_place(stack.template))),
            "is whole": "yes",
        }
        for name, stack in installed.stacks.items()
    }


def found(installed: Installed) -> Facts:
    """Whatever is called by the prefix."""
    return {
        f"stack {stack['StackName']}": {
            "template": list(leaves(_without_place(_given(installed, stack)))),
            "is whole": "yes" if _is_whole(stack) else stack["StackStatus"],
        }
        for page in installed.pages("cloudformation", "describe_stacks")
        for stack in page["Stacks"]
        if stack["StackName"].startswith(f"{installed.prefix}-")
    }


def _is_whole(stack: dict[str, Any]) -> bool:
    status: str = stack["StackStatus"]
    return status.endswith("_COMPLETE") and not status.startswith("DELETE")


def _given(installed: Installed, stack: dict[str, Any]) -> dict[str, Any]:
    """YAML comes back as the text it was, JSON read."""
    told = installed.client("cloudformation").get_template(
        StackName=stack["StackName"], TemplateStage="Original"
    )["TemplateBody"]
    return cfn.read(told) if isinstance(told, str) else dict(told)


def _without_place(template: dict[str, Any]) -> dict[str, Any]:
    """Where the zip lay is the deployment's own; what is in it is told by the
    functions."""
    copied = deepcopy(template)
    for resource in copied.get("Resources", {}).values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"].pop("CodeUri", None)
    return copied
