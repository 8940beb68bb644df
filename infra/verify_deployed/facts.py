"""What is compared, and the plain words for what differs."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

Facts = dict[str, dict[str, Any]]
"""By subject (``function x-public``), by aspect (``its code``), what stands there: a
text, None, or a list of which the order says nothing."""
_MOST = 12
_LONGEST = 400


def differences(built: Facts, found: Facts) -> Iterator[str]:
    for subject in sorted(built | found):
        if subject not in found:
            yield f"{subject} is missing"
        elif subject not in built:
            yield f"{subject} is no part of the release: somebody has added it"
        else:
            yield from _of_a_subject(subject, built[subject], found[subject])


def _of_a_subject(
    subject: str, built: dict[str, Any], found: dict[str, Any]
) -> Iterator[str]:
    for aspect in sorted(built | found):
        wanted, there = built.get(aspect), found.get(aspect)
        if isinstance(wanted, list) or isinstance(there, list):
            for words in _of_a_list(wanted or [], there or []):
                yield f"{subject}, {aspect}: {words}"
        elif wanted != there:
            yield (
                f"{subject}, {aspect}: {_shown(there)} instead of {_shown(wanted)}, as"
                " the release has it"
            )


def _of_a_list(wanted: list[str], there: list[str]) -> list[str]:
    added = [f"somebody has added {_shown(x)}" for x in sorted({*there} - {*wanted})]
    gone = [f"somebody took away {_shown(x)}" for x in sorted({*wanted} - {*there})]
    said = added + gone
    left = len(said) - _MOST
    return said[:_MOST] + ([f"and {left} differences more"] if left > 0 else [])


def _shown(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def hashed(value: str) -> str:
    """In place of a value that is nobody's to read here."""
    return f"sha256 {hashlib.sha256(value.encode()).hexdigest()[:16]}"


def statements(policy: Any) -> list[str]:
    """Each statement of a policy, given as JSON or read, so that equal ones are equal
    texts."""
    document = json.loads(policy) if isinstance(policy, str) else policy
    said = (document or {}).get("Statement", [])
    return [
        json.dumps(_plain(statement), sort_keys=True)
        for statement in (said if isinstance(said, list) else [said])
    ]


def _plain(value: Any) -> Any:
    """A list of one is that one; order and the case of a condition's key say
    nothing."""
    if isinstance(value, dict):
        return {
            key.replace("AWS:", "aws:"): _plain(part)
            for key, part in value.items()
            if (key, part) != ("Sid", "")
        }
    if isinstance(value, list):
        parts = sorted({_text(part) for part in value})
        return parts[0] if len(parts) == 1 else parts
    return _text(value)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """``Resources.Alarms.Type = AWS::SNS::Topic`` for each leaf of a template."""
    parts = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, part in parts:
        yield from leaves(part, f"{path}.{key}" if path else str(key))
    if not isinstance(value, dict | list):
        yield f"{path} = {_text(value)}"
