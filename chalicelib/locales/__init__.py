"""What the service says, one file per language, found by its name.

A file declares NAME, DIRECTION, VOICES (the languages whose voices can read it aloud, best first),
DRAFT (true until a native speaker has checked it) and STRINGS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

_FIRST = ("nb", "nn")


@dataclass(frozen=True, slots=True)
class Locale:
    """One language. ``direction`` is ltr or rtl."""

    language: str
    name: str
    direction: str
    voices: tuple[str, ...]
    draft: bool
    strings: Mapping[str, str]


def _found() -> dict[str, Locale]:
    names = {module.name for module in iter_modules(__path__)}
    in_order = [*_FIRST, *sorted(names - set(_FIRST))]
    return {name: _locale(name) for name in in_order}


def _locale(name: str) -> Locale:
    file = import_module(f"{__name__}.{name}")
    return Locale(name, file.NAME, file.DIRECTION, file.VOICES, file.DRAFT, file.STRINGS)


LOCALES = _found()
