"""Whatever makes pages, charts and files of figures takes none of what they hide: mypy
says so of every function and dataclass there that is handed what may be shown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mypy import api

from tests.conftest import ROOT

MAY_BE_SHOWN = {"Figure", "ClassFigures", "Snapshot", "FormFigures", "TermFigures"}
RAW = ("PartOfSum", "Hidden", "RoundPart", "Parts", "Answered", "int")
MADE_FROM_FIGURES = ("result_pages", "result_exports")
IMPORTED = """
from chalicelib.results.disclosure import Hidden, PartOfSum
from chalicelib.results.snapshot import Answered, Parts
from chalicelib.results.term_figures import RoundPart
"""


def takers(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Each public function and dataclass with what it is handed, as types in words."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name, args=args) if name[0] != "_":
                yield (
                    name,
                    [
                        ast.unparse(arg.annotation)
                        for arg in args.args
                        if arg.annotation
                    ],
                )
            case ast.ClassDef(name=name, body=body) if name[0] != "_":
                fields = [part for part in body if isinstance(part, ast.AnnAssign)]
                yield name, [ast.unparse(part.annotation) for part in fields]


def shown(type_: str) -> bool:
    return bool(MAY_BE_SHOWN & set(re.findall(r"\w+", type_)))


def handed(type_: str, raw: str) -> str:
    """The type with something raw in it instead."""
    return re.sub(rf"\b({'|'.join(sorted(MAY_BE_SHOWN))})\b", raw, type_)


def called(name: str, types: list[str]) -> str:
    """On a line, so that what mypy says of it is known by its number."""
    typed = ", ".join(f"a{place}: {type_}" for place, type_ in enumerate(types))
    given = ", ".join(f"a{place}" for place in range(len(types)))
    return f"def try_{name}({typed}) -> object: return {name}({given})"


def snippet(module: Path) -> tuple[str, set[int]]:
    """What hands on what may be shown, and raw things instead; and on which lines raw
    ones are."""
    tree = ast.parse(module.read_text())
    own = f"chalicelib.{module.parent.name}.{module.stem}"
    defined = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    taking = [(name, types) for name, types in takers(tree) if any(map(shown, types))]
    imports = [
        ast.unparse(node)
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    names = dict.fromkeys((*defined, *(name for name, _ in taking)))
    imports += [f"from {own} import {name}" for name in names]
    lines = [*imports, *IMPORTED.strip().splitlines()]
    lines += [called(name, types) for name, types in taking]
    wrong = [
        called(name, [*types[:place], handed(types[place], raw), *types[place + 1 :]])
        for name, types in taking
        for place in range(len(types))
        for raw in RAW
        if shown(types[place])
    ]
    first = len(lines) + 1
    lines += wrong
    return "\n".join(lines) + "\n", set(range(first, first + len(wrong)))


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """By module, the lines on which raw things are handed on and those that mypy
    refuses for a type."""
    folder, raw_lines = tmp_path_factory.mktemp("handed"), {}
    for package in MADE_FROM_FIGURES:
        for module in sorted((ROOT / "chalicelib" / package).glob("*.py")):
            text, lines = snippet(module)
            if lines:
                name = f"try_{package}_{module.stem}"
                (folder / f"{name}.py").write_text(text)
                raw_lines[name] = lines
    refused = refused_in(folder)
    return {name: (raw_lines[name], refused.get(name, set())) for name in raw_lines}


def refused_in(folder: Path) -> dict[str, set[int]]:
    own = ("--config-file", str(ROOT / "pyproject.toml"), "--no-error-summary")
    said, trouble, _ = api.run(
        [
            *own,
            "--disable-error-code=no-redef",
            "--cache-dir",
            str(folder / "cache"),
            str(folder),
        ]
    )
    assert trouble == ""
    found: dict[str, set[int]] = {}
    for name, line in re.findall(r"(\w+)\.py:(\d+): error: .*\[arg-type\]", said):
        found.setdefault(name, set()).add(int(line))
    others = [line for line in said.splitlines() if "[arg-type]" not in line]
    assert [line for line in others if ": error:" in line] == []
    return found


def test_what_may_be_shown_is_taken_and_nothing_raw(checked):
    assert {name: found for name, (_, found) in checked.items()} == {
        name: raw for name, (raw, _) in checked.items()
    }


def test_nothing_is_handed_on_that_could_be_anything():
    """Else mypy would look away, and the test before this one with it."""
    anything = [
        (module.name, name)
        for package in MADE_FROM_FIGURES
        for module in sorted((ROOT / "chalicelib" / package).glob("*.py"))
        for name, types in takers(ast.parse(module.read_text()))
        if re.search(r"\b(Any|object)\b", " ".join(types))
    ]
    assert anything == []


def test_bars_sentences_trends_pages_tables_and_sheets_are_among_what_was_tried(
    checked,
):
    tried = {"bars", "figure_words", "lead", "trend", "report_view", "sums_view"}
    assert {f"try_result_pages_{name}" for name in tried} <= set(checked)
    assert "try_result_exports_released" in set(checked)
