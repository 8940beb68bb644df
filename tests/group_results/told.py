"""What is told of support groups and of follow-up, put where it is frozen."""

from collections.abc import Sequence
from datetime import date

from chalicelib.follow_up_quality.quality_figures import (
    QUALITY_FIGURES,
    STANDING_FIGURES,
    THREAD_FIGURES,
)
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.figures import CaseFigures, CaseQuestion, frozen
from chalicelib.group_results.group_figures import GROUP_FIGURES
from chalicelib.group_results.store import PROGRAMME, FigureKind, FrozenOf
from chalicelib.storage import transaction
from tests.cast import SCHOOL

_ON = date(2026, 6, 1)
_OF_A_MONTH = {
    FigureKind.GROUPS: GROUP_FIGURES,
    FigureKind.CASES: QUALITY_FIGURES,
    FigureKind.THREADS: THREAD_FIGURES,
}


def tell_of_groups() -> None:
    """Of twelve cases, to the school of one school and to all others of two."""
    for readers, schools in (((SCHOOL.id,), 1), ((SCHOOL.owner_id, PROGRAMME), 2)):
        for kind, questions in _OF_A_MONTH.items():
            told = _told(questions, schools)
            transaction.commit(*frozen_store.put_frozen(kind, "2026-06", readers, told))
        standing = _told(STANDING_FIGURES, schools)
        transaction.commit(
            *frozen_store.put_latest(FigureKind.STANDING, readers, standing)
        )


def _told(questions: Sequence[CaseQuestion], schools: int) -> FrozenOf:
    """By turns each of the options."""
    cases = [
        CaseFigures(
            {
                question.name: question.options[number % len(question.options)]
                for question in questions
            }
        )
        for number in range(12)
    ]
    figures = frozen(questions, cases, refused=7, schools=schools)
    return FrozenOf(SCHOOL.id if schools == 1 else SCHOOL.owner_id, _ON, figures)
