"""What CloudFormation would put into a template: references, conditions, other stacks'
outputs."""

import re
from dataclasses import dataclass
from typing import Any

_ARN = {
    "AWS::DynamoDB::Table": "dynamodb:{region}:{account}:table/{id}",
    "AWS::Events::Rule": "events:{region}:{account}:rule/{id}",
    "AWS::IAM::Role": "iam::{account}:role{path}{id}",
    "AWS::KMS::Key": "kms:{region}:{account}:key/{id}",
    "AWS::S3::Bucket": "s3:::{id}",
    "AWS::Serverless::Function": "lambda:{region}:{account}:function:{id}",
}
_NAMED = re.compile(r"\$\{([^}!]+)\}")
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Deployed:
    """What an account says of a stack: its parameters, the resources' own names by
    their logical ones, and every stack's exports."""

    account: str
    region: str
    parameters: dict[str, str]
    names: dict[str, str]
    exports: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stack:
    """A built template, and what an account says of it."""

    template: dict[str, Any]
    deployed: Deployed

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        """By logical name, the properties of those resources that are made here."""
        return {
            name: self.value(resource.get("Properties", {}))
            for name, resource in self.template["Resources"].items()
            if resource["Type"] == kind
            if self._holds(resource.get("Condition"))
        }

    def name(self, logical: str) -> str:
        """What the account calls a resource; a text that says so where it has none."""
        return self.deployed.names.get(logical, f"(no {logical})")

    def value(self, written: Any) -> Any:
        """With every reference put in."""
        if isinstance(written, list):
            listed = [self.value(part) for part in written]
            return [value for value in listed if value is not _NOTHING]
        if not isinstance(written, dict):
            return written
        if len(written) == 1:
            ((function, argument),) = written.items()
            if function == "Ref" or function.startswith("Fn::"):
                return self._called(function, argument)
        values = {key: self.value(part) for key, part in written.items()}
        return {key: value for key, value in values.items() if value is not _NOTHING}

    def _called(self, function: str, argument: Any) -> Any:
        match function, argument:
            case "Ref", str(name):
                return self._ref(name)
            case "Fn::GetAtt", [str(name), str(attribute)]:
                return self._attribute(name, attribute)
            case "Fn::Sub", str(text):
                return self._put_in(text, {})
            case "Fn::Sub", [str(text), dict(values)]:
                return self._put_in(text, self.value(values))
            case "Fn::If", [str(condition), then, otherwise]:
                return self.value(then if self._holds(condition) else otherwise)
            case "Fn::ImportValue", name:
                exported = self.value(name)
                return self.deployed.exports.get(exported, f"(no export {exported})")
            case "Fn::Join", [str(between), parts]:
                return between.join(map(str, self.value(parts)))
        raise ValueError(f"{function} is not known here")

    def _ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return _NOTHING
        if name in self.template.get("Parameters", {}):
            return self._parameter(name)
        known = {
            "AWS::AccountId": self.deployed.account,
            "AWS::Region": self.deployed.region,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
        }
        return known.get(name) or self.name(name)

    def _parameter(self, name: str) -> Any:
        about = self.template["Parameters"][name]
        given = str(self.deployed.parameters.get(name, about.get("Default", "")))
        return given.split(",") if about["Type"] == "CommaDelimitedList" else given

    def _attribute(self, name: str, attribute: str) -> str:
        resource = self.template["Resources"].get(name, {"Type": ""})
        pattern = _ARN.get(resource["Type"])
        if attribute != "Arn" or pattern is None:
            return f"(the {attribute} of {name})"
        path = self.value(resource.get("Properties", {}).get("Path", "/"))
        about = {"account": self.deployed.account, "region": self.deployed.region}
        return "arn:aws:" + pattern.format(id=self.name(name), path=path, **about)

    def _put_in(self, text: str, values: dict[str, Any]) -> str:
        def known(found: re.Match[str]) -> str:
            name, _, attribute = found[1].partition(".")
            if found[1] in values:
                return str(values[found[1]])
            return str(
                self._attribute(name, attribute) if attribute else self._ref(name)
            )

        return _NAMED.sub(known, text)

    def _holds(self, condition: Any) -> bool:
        if condition is None:
            return True
        if isinstance(condition, str):
            return self._holds(self.template["Conditions"][condition])
        ((function, argument),) = condition.items()
        match function:
            case "Condition":
                return self._holds(argument)
            case "Fn::Not":
                return not self._holds(argument[0])
            case "Fn::And":
                return all(map(self._holds, argument))
            case "Fn::Or":
                return any(map(self._holds, argument))
            case "Fn::Equals":
                left, right = map(self.value, argument)
                return str(left) == str(right)
        raise ValueError(f"{function} is no condition known here")
