"""Commands of the AWS CLI as it would carry them out: it is not on every machine."""

import json
import shlex
from base64 import b64decode
from typing import Any


def run(dynamodb: Any, command: str) -> None:
    """One of DynamoDB, as ``infra.erasures`` prints it."""
    _, _, operation, *options = shlex.split(command)
    given = dict(zip(options[::2], options[1::2], strict=True))
    request = {_name(option): _value(text) for option, text in given.items()}
    getattr(dynamodb, operation.replace("-", "_"))(**request)


def _name(option: str) -> str:
    return "".join(word.title() for word in option.strip("-").split("-"))


def _value(text: str) -> Any:
    return _bytes(json.loads(text)) if text[:1] == "{" else text


def _bytes(value: Any) -> Any:
    """Base64 as the CLI takes it, for what boto3 takes as it is."""
    if isinstance(value, dict):
        return {
            name: b64decode(held) if name == "B" else _bytes(held)
            for name, held in value.items()
        }
    return [_bytes(held) for held in value] if isinstance(value, list) else value
