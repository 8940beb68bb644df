"""Which of our modules a door reaches, and which libraries they ask for. They are read,
not run."""

import sys
from functools import cache
from pathlib import Path

import grimp

from chalicelib.doors import BEHIND, PAGES

_OURS = "chalicelib"
_OF_DOORS = ("doors", "core.aws", "crypto.secret_keys", "web.safe_responses")
"""What app.py asks for where there are pages."""
FOUND_BY_BEING_THERE = ("forms.definitions", "urgent_words.lists")
"""Packages that import each file in them, whatever its name."""
_NEVER_ASKED_FOR = {"public": {"holidays", "pydantic_core"}}
"""core/local_time.py asks for public holidays, which the pupils' side neither has nor
needs."""


@cache
def _imports() -> grimp.ImportGraph:
    return grimp.build_graph(_OURS, include_external_packages=True, cache_dir=None)


@cache
def modules(side: str) -> frozenset[str]:
    """Ours, with the packages they stand in; imports inside functions count too."""
    graph, found = _imports(), set[str]()
    pages = (*_OF_DOORS, *PAGES[side]) if side in PAGES else ()
    named = ("core.settings", *pages, *BEHIND[side])
    waiting = {f"{_OURS}.{name}" for name in named}
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting |= {
            module
            for module in graph.find_modules_directly_imported_by(name)
            if _is_ours(module)
        }
        if "." in name:
            waiting.add(name.rpartition(".")[0])
        if name.removeprefix(f"{_OURS}.") in FOUND_BY_BEING_THERE:
            waiting |= graph.find_children(name)
    return frozenset(found)


def libraries(side: str) -> frozenset[str]:
    """What those modules import that is neither ours nor Python's own."""
    graph = _imports()
    asked = {
        module
        for name in modules(side)
        for module in graph.find_modules_directly_imported_by(name)
    }
    outside = {module for module in asked if not _is_ours(module)} - set(
        sys.stdlib_module_names
    )
    return frozenset(outside - _NEVER_ASKED_FOR.get(side, set()))


def keep_only(folder: Path, side: str) -> None:
    """Take from an unpacked zip what its door never reaches."""
    kept = {
        folder / f"{name.replace('.', '/')}{end}"
        for name in modules(side)
        for end in _ENDS
    }
    for source in sorted((folder / _OURS).rglob("*.py")):
        if source not in kept:
            source.unlink()
    for empty in sorted((folder / _OURS).rglob("*"), reverse=True):
        if empty.is_dir() and not any(empty.iterdir()):
            empty.rmdir()


_ENDS = (".py", "/__init__.py")


def _is_ours(name: str) -> bool:
    return name == _OURS or name.startswith(f"{_OURS}.")
