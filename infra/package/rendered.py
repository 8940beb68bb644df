"""Which templates a door renders: those its modules name, and those that these take
in."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from infra.package import reached

ROOT = Path(__file__).resolve().parents[2]
_TEMPLATES = ROOT / "templates"


@cache
def templates(side: str) -> frozenset[str]:
    """Their names below ``templates/``. A text that ends as a folder does ("forms/")
    stands before a name that is known only later: the whole folder comes along."""
    waiting = {name for names in by_module(side).values() for name in names}
    found = set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= set(_taken_in_by(name))
    return frozenset(found)


def by_module(side: str) -> dict[str, frozenset[str]]:
    """Which templates each module of a door names."""
    return {module: frozenset(_named_by(module)) for module in reached.modules(side)}


def _named_by(module: str) -> Iterator[str]:
    path = ROOT.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant):
            yield from _with_this_name(node.value)


def _taken_in_by(template: str) -> Iterator[str]:
    source = (_TEMPLATES / template).read_text(encoding="utf-8")
    for node in Environment(autoescape=True).parse(source).find_all(nodes.Const):
        yield from _with_this_name(node.value)


def _with_this_name(text: object) -> Iterator[str]:
    known = _all()
    if text in known:
        yield str(text)
    elif isinstance(text, str) and text.endswith("/"):
        yield from (name for name in known if name.startswith(text))


@cache
def _all() -> frozenset[str]:
    paths = (path for path in _TEMPLATES.rglob("*") if path.is_file())
    return frozenset(path.relative_to(_TEMPLATES).as_posix() for path in paths)
