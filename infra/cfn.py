"""CloudFormation's YAML read as plain data, its short tags in their long form."""

from pathlib import Path
from typing import Any

import yaml

_BARE = {"Ref", "Condition"}


class _Loader(yaml.SafeLoader):
    """A SafeLoader that knows the tags."""


def _tag(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in _BARE else f"Fn::{suffix}"
    value: Any
    match node:
        case yaml.MappingNode():
            value = loader.construct_mapping(node, deep=True)
        case yaml.SequenceNode():
            value = loader.construct_sequence(node, deep=True)
        case _:
            value = loader.construct_scalar(node)  # type: ignore[arg-type]
    return {
        name: value.split(".", 1) if (suffix, type(value)) == ("GetAtt", str) else value
    }


_Loader.add_multi_constructor("!", _tag)


def load(path: Path) -> dict[str, Any]:
    return read(path.read_text(encoding="utf-8"))


def read(text: str) -> dict[str, Any]:
    # S506: the loader is a SafeLoader.
    content: dict[str, Any] = yaml.load(text, _Loader)  # noqa: S506
    return content


def merged(*parts: Any) -> Any:
    """Mappings merged at every depth; where two differ the later one stands, lists
    too."""
    first, *rest = parts
    for later in rest:
        if not (isinstance(first, dict) and isinstance(later, dict)):
            first = later
            continue
        first = first | {
            key: merged(first[key], value) if key in first else value
            for key, value in later.items()
        }
    return first
