"""Files are made of what may be shown: nothing raw can be reached from here."""

import ast

from tests.test_architecture import imported_by, ours, package_of, sources

MAY_BE_SHOWN = {
    "chalicelib.results.figure": {"Figure"},
    "chalicelib.results.grouping": {"GROUPINGS", "Grouping"},
    "chalicelib.results.snapshot": {"ClassFigures", "Snapshot"},
    "chalicelib.results.term_figures": {"FormFigures", "TermFigures"},
}


def trees():
    return {
        path.stem: ast.parse(path.read_text())
        for path in sources("chalicelib/result_exports")
        if path.name != "app.py"
    }


def test_only_what_may_be_shown_is_imported_from_results():
    wrong = [
        (module, node.module, alias.name)
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("chalicelib.results")
        for alias in node.names
        if alias.name not in MAY_BE_SHOWN.get(node.module or "", set())
    ]
    assert wrong == [
        ("fetch_file", "chalicelib.results", "release_term"),
        ("fetch_file", "chalicelib.results", "store"),
    ]


def test_of_the_store_only_snapshots_are_asked_for():
    asked = {
        node.attr
        for node in ast.walk(trees()["fetch_file"])
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("results", "release_term")
    }
    assert asked == {"snapshots", "PROGRAMME", "released"}


def test_no_answer_and_no_key_is_imported():
    beyond = {"answers", "crypto", "storage", "flags", "cases", "threads"}
    imported = {
        (name, other)
        for name in ours()
        if package_of(name) == "result_exports"
        for other in imported_by(name)
        if other.startswith("chalicelib.") and package_of(other) in beyond
    }
    assert imported == set()
