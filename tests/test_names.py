"""A name says what the thing is: no variable is called by a pronoun."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT
from tests.test_architecture import sources

PRONOUNS = ("one", "it", "each")
IN_A_TEMPLATE = re.compile(rf"(?:for|set|macro \w+\() ?(?:{'|'.join(PRONOUNS)})\b")


def bound(path: Path) -> Iterator[str]:
    """Every name that the module, a function or a comprehension of it gives."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.arg(arg=name) | ast.FunctionDef(name=name):
                yield name


def test_no_variable_is_called_by_a_pronoun():
    assert [
        (str(path.relative_to(ROOT)), name)
        for path in sources("chalicelib", "infra")
        for name in bound(path)
        if name in PRONOUNS
    ] == []


def test_no_template_calls_a_variable_by_a_pronoun():
    assert [
        (str(path.relative_to(ROOT)), found)
        for path in sorted((ROOT / "templates").rglob("*.*"))
        if path.suffix in (".html", ".txt")
        for found in IN_A_TEMPLATE.findall(path.read_text(encoding="utf-8"))
    ] == []
