"""Pages of results are made from what may be told: nothing raw can be named there."""

import ast

from tests.conftest import ROOT

RAW = {
    *("PartOfSum", "Hidden", "RoundPart", "Parts", "Answered"),
    *("of_class", "of_round", "together", "of_answers", "of_rounds", "writes_of"),
    *("put_part", "opened"),
}
"""Types and makers of what a figure hides."""


def named(source):
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.alias(name=name) | ast.Name(id=name) | ast.Attribute(attr=name):
                yield name


def reads_parts(source):
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "parts"
        and isinstance(node.value, ast.Name)
        and node.value.id in ("results", "store")
        for node in ast.walk(ast.parse(source))
    )


def test_no_module_of_pages_names_anything_raw():
    folder = ROOT / "chalicelib" / "result_pages"
    found = {
        path.name: sorted(RAW & set(named(path.read_text())))
        for path in folder.glob("*.py")
    }
    assert {name: raw for name, raw in found.items() if raw} == {}
    assert not [path for path in folder.glob("*.py") if reads_parts(path.read_text())]


def test_what_would_be_raw_is_seen():
    assert RAW & set(named("from chalicelib.results.disclosure import PartOfSum"))
    assert reads_parts("results.parts(body_id, term)")
