"""Released figures as the tests of files use them: every kind of figure, and classes
with names that something could take amiss."""

from datetime import date

from chalicelib.result_exports.released import Released, SchoolRounds
from chalicelib.results.figure import Figure
from chalicelib.results.snapshot import ClassFigures, Snapshot
from chalicelib.results.term_figures import FormFigures, TermFigures

FIGURES = {
    "thriving": Figure(40, 6, 6, 12),
    "company": Figure(40, 0, 4),
    "hurt": Figure(40, 36, 40),
    "excluded": Figure(40, 6, 14),
    "safe": Figure(40, 0, 40),
    "trusted_adult": Figure(40, 9, 9),
}
OF_THE_YOUNGEST = {
    item: figure for item, figure in FIGURES.items() if item != "trusted_adult"
}
ODD = ("=1+1", "+4712", "-2+3,x", "@SUM(A1)", "6\"A'", "6❤A", "Å" * 200, "6a", "6A")
TOO_FEW = "6;C"


def class_called(label: str) -> ClassFigures:
    told = {item: Figure(20, 0, 4) for item in FIGURES} | {"safe": Figure(20, 7, 7)}
    return ClassFigures(label, (f"id of {label}",), 22, 20, told)


def snapshot(
    round_id: str = "R1",
    closed_on: date = date(2026, 5, 12),
    form_id: str = "grades_5_7",
    classes: tuple[str, ...] = (),
    without_row: tuple[str, ...] = (),
) -> Snapshot:
    figures = OF_THE_YOUNGEST if form_id == "grades_1_4" else FIGURES
    rows = tuple(map(class_called, classes))
    return Snapshot(
        round_id,
        "SCHAAA",
        form_id,
        date(2026, 5, 4),
        closed_on,
        44,
        40,
        figures,
        rows,
        without_row,
    )


def term(term_id: str = "2026-1", answers: int = 250) -> TermFigures:
    shown = FormFigures(3, 4, 300, answers, FIGURES)
    return TermFigures(term_id, date(2026, 8, 31), 2, 1, {"grades_5_7": shown})


def of_school() -> Released:
    rounds = (
        snapshot("R2", date(2026, 11, 3), "grades_1_4"),
        snapshot("R1", classes=ODD, without_row=(TOO_FEW,)),
    )
    return Released(schools=(SchoolRounds("Testskolen", rounds),), shows_classes=True)


def of_owner() -> Released:
    schools = (
        SchoolRounds("Nabotestskolen", (snapshot("R3"),)),
        SchoolRounds("Testskolen", (snapshot("R1", classes=ODD),)),
    )
    return Released((term("2026-2"), term()), schools)


def counted_round() -> Snapshot:
    """Of the tests' school, as its store keeps it."""
    return snapshot("round-of-spring", classes=("6A",))
