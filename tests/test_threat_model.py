"""What the threat model says holds is held by tests that exist."""

import ast
import re

import pytest

from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
ROWS = [line for line in TEXT.splitlines() if re.match(r"\| \d+ \|", line)]


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_exists(path, name):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {
        node.name for node in tree.body if isinstance(node, ast.FunctionDef)
    }


def test_every_threat_has_an_answer_and_a_test():
    assert [row.split(" | ")[0] for row in ROWS] == [
        f"| {n}" for n in range(1, len(ROWS) + 1)
    ]
    for row in ROWS:
        _, threat, answer, held = row.strip("| ").split(" | ")
        assert threat
        assert answer
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", held)
