"""What the audit of Tau-Argus, the tool of Europe's statistical offices, says of our
figures: the least and the most that each hidden number could be."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytauargus import engine

from chalicelib.results.disclosure import FEW, PartOfSum, of_class, together
from chalicelib.results.figure import Figure

Tree = tuple[int, int] | Sequence["Tree"]
"""The answers of a class and how many of them need attention, or what is summed."""


@dataclass(slots=True)
class Table:
    """Figures as Tau-Argus reads them (a JJ file): cells, and sums of cells."""

    cells: list[tuple[int, Figure]] = field(default_factory=list)
    sums: list[tuple[int, list[int]]] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)

    def add(self, tree: Tree) -> tuple[int, PartOfSum, int]:
        """The cell, what it is in the sum above, and how many it really is."""
        if isinstance(tree, tuple) and isinstance(tree[1], int):
            answers, count = tree
            part = of_class(answers, count)
            self.classes.append(len(self.cells))
        else:
            below = [self.add(each) for each in tree]  # type: ignore[arg-type]
            part = together([part for _, part, _ in below])
            count = sum(count for _, _, count in below)
            self.sums.append((len(self.cells), [cell for cell, _, _ in below]))
        self.cells.append((count, part.figure))
        return len(self.cells) - 1, part, count

    def write(self, path: Path) -> None:
        lines = ["0", str(len(self.cells)), *map(self._cell, range(len(self.cells)))]
        lines.append(str(len(self.sums)))
        for whole, parts in self.sums:
            terms = " ".join(f"{part} (1)" for part in parts)
            lines.append(f"0.0 {len(parts) + 1} : {whole} (-1) {terms}")
        path.write_text("\n".join(lines) + "\n", encoding="ascii")

    def _cell(self, number: int) -> str:
        """Its number, value, weight, status (s: told, u: hidden), and bounds known
        beforehand; the last three ask for five numbers about the value."""
        count, figure = self.cells[number]
        status = "u" if figure.exact is None else "s"
        known = f"{figure.low}.0 {figure.high}.0"
        return f"{number} {count}.0 1 {status} {known} 0.0 0.0 {FEW}.0"


def audited(tree: Tree, folder: Path) -> tuple[Table, dict[int, tuple[int, int]]]:
    table, path = Table(), folder / "figures.jj"
    table.add(tree)
    table.write(path)
    rows: list[dict[str, Any]] = engine.audit_jj(str(path))
    return table, {row["cell"]: (round(row["min"]), round(row["max"])) for row in rows}


def a_school(drawn: random.Random, rate: float) -> list[tuple[int, int]]:
    sizes = [drawn.choice([8, *range(12, 26)]) for _ in range(drawn.randint(1, 7))]
    return [(size, sum(drawn.random() < rate for _ in range(size))) for size in sizes]


def test_the_audit_finds_what_suppression_alone_gives_away(tmp_path):
    """That it can is what makes the rest worth something: 11 of which 8 are told."""
    table = Table(
        [(8, Figure(20, 8, 8)), (3, Figure(20, 0, 20)), (0, Figure(20, 0, 20))]
    )
    table.cells.append((11, Figure(60, 11, 11)))
    table.sums.append((3, [0, 1, 2]))
    table.write(tmp_path / "figures.jj")
    rows = engine.audit_jj(str(tmp_path / "figures.jj"))
    assert [(round(row["min"]), round(row["max"])) for row in rows] == [(0, 3), (0, 3)]


@pytest.mark.parametrize("rate", [0.03, 0.07, 0.2])
@pytest.mark.parametrize("seed", range(8))
def test_tau_argus_narrows_no_class_by_the_sums_above_it(tmp_path, seed, rate):
    """An owner's schools, and two owners together."""
    drawn = random.Random(seed)
    owners = [
        [a_school(drawn, rate) for _ in range(drawn.randint(1, 6))] for _ in range(2)
    ]
    table, found = audited(owners, tmp_path)
    hidden = [cell for cell in table.classes if table.cells[cell][1].exact is None]
    assert hidden
    for cell in hidden:
        count, figure = table.cells[cell]
        low, high = found[cell]
        assert low <= count <= high
        assert high - low >= FEW or (low, high) == (figure.low, figure.high)
