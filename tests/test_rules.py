"""Every module of rules has a test file of its name,
``tests/<package>/test_<module>.py``."""

import ast
from pathlib import Path

from tests.conftest import ROOT
from tests.test_architecture import imported_by, ours

OUTER = ("chalice", "chalicelib.storage.database", "chalicelib.storage.transaction")
TRIED_ELSEWHERE = {
    "core.settings": "infra/test_package.py",  # reads the environment
    "doors": "infra/test_reached.py",  # a list of pages
    "forms.definitions": "forms/test_form.py",  # finds its files
    "storage.database": "storage/test_expired_rows.py",  # reads
    "storage.case_keys": "infra/test_policy_keys.py",  # the same, of cases
    "storage.result_keys": "infra/test_policy_keys.py",  # the same, of results
    "storage.keys": "infra/test_policy_keys.py",  # a table of names
    "storage.reply_keys": "infra/test_policy_keys.py",  # the same, of replies
    "storage.status_keys": "infra/test_policy_keys.py",  # the same, of the service
    "storage.transaction": "core/test_retries.py",  # writes
    "storage.writes": "storage/test_expired_rows.py",  # how DynamoDB is asked
    "web.qr_code": "answer_form/test_codes.py",  # hands an address to a library
    "web.recordings": "forms/test_pupil_pages.py",  # finds its files
}
"""Modules that ask nothing outer and hold no rules either, and the tests that try
them."""


def modules_of_rules() -> set[str]:
    """What computes something and asks neither the database, nor a store, nor Chalice
    for it."""
    return {
        name.removeprefix("chalicelib.")
        for name in ours()
        if not name.endswith("store") and not name.startswith("chalicelib.locales")
        if not [
            imported
            for imported in imported_by(name)
            if imported in OUTER or imported.endswith("store")
        ]
        if computes(source_of(name))
    }


def source_of(name: str) -> Path:
    path = ROOT / name.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def computes(path: Path) -> bool:
    """Has a function or a method, other than one that keeps what a class is given."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return any(function.name != "__init__" for function in functions)


def file_for(name: str) -> Path:
    *packages, module = name.split(".")
    return ROOT.joinpath("tests", *packages, f"test_{module}.py")


def test_every_module_of_rules_has_a_test_file_of_its_name():
    assert {name for name in modules_of_rules() if not file_for(name).exists()} == {
        *TRIED_ELSEWHERE
    }


def test_what_is_tried_elsewhere_is_tried():
    assert [
        file
        for file in TRIED_ELSEWHERE.values()
        if not (ROOT / "tests" / file).exists()
    ] == []
