"""What makes figures is arithmetic: solvers and tables of data are for tests alone."""

import pytest

from infra.package import reached
from tests.conftest import ROOT

ONLY_FOR_TESTS = {"highspy", "numpy", "pandas", "pytauargus", "scipy"}


def test_no_solver_is_among_what_runs_in_lambda():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert not ONLY_FOR_TESTS & {line.split("==")[0].lower() for line in lines}


@pytest.mark.parametrize("side", ["public", "staff"])
def test_no_zip_has_a_solver(side):
    assert not ONLY_FOR_TESTS & reached.libraries(side)
