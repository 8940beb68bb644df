"""What pupils and guardians are told (GDPR article 13), to hang up: the words of the
public pages, and the names of the municipality."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from chalicelib.answer_form.privacy import PARTS, RIGHTS, numbers
from chalicelib.web.language import Texts, texts

_CONTACT = Path(__file__).with_name("contact.toml")
_TOLD = {"elever": "pupil.privacy", "foresatte": "privacy"}


def notices(names: Mapping[str, str]) -> dict[str, str]:
    """By the name of the file: one for each of those told, in each language."""
    contact = tomllib.loads(_CONTACT.read_text(encoding="utf-8"))
    return {
        f"{told}-{language}.md": _notice(key, language, line.format(**names))
        for told, key in _TOLD.items()
        for language, line in contact.items()
    }


def _notice(key: str, language: str, contact: str) -> str:
    t = texts(language)
    parts = [f"# {t(f'{key}.title')}"]
    for part in PARTS:
        parts.append(f"## {t(f'{key}.{part}.title')}")
        parts.append(t(f"{key}.{part}.text", **numbers()))
        if part == "rights" and key == _TOLD["foresatte"]:
            parts.append("\n".join(f"- {said}" for said in _rights(t)))
    return "\n\n".join([*parts, contact]) + "\n"


def _rights(t: Texts) -> list[str]:
    return [t(f"rights.{right}", **numbers()) for right in RIGHTS]
