"""Figures as tests need them."""

from collections.abc import Sequence

from chalicelib.accounts.account import Account
from chalicelib.case_forms.forms import Outcome
from chalicelib.case_forms.save import save
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind
from chalicelib.group_results.figures import (
    CaseFigures,
    CaseQuestion,
    FrozenFigures,
    frozen,
)
from chalicelib.referrals import drafts
from chalicelib.referrals.referral import YesNo
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import made, pen, stored
from tests.cast import TEACHER

OUTCOME = CaseQuestion("outcome", ("better", "same", "worse"))
TALK = CaseQuestion("talk", ("soon", "later", "never"), median=True)


def of(figure: CaseQuestion, *options: str) -> list[CaseFigures]:
    return [CaseFigures({figure.name: option}) for option in options]


def counts(better: int, same: int, worse: int) -> FrozenFigures:
    said = ["better"] * better + ["same"] * same + ["worse"] * worse
    return frozen((OUTCOME,), of(OUTCOME, *said))


def told(
    found: FrozenFigures, figure: CaseQuestion = OUTCOME
) -> Sequence[tuple[int, int]]:
    ranges = found.ranges[figure.name]
    return [(ranges[option].least, ranges[option].most) for option in figure.options]


def ended(
    outcome: Outcome = Outcome.REACHED,
    holds: YesNo | None = YesNo.YES,
    account: Account = TEACHER,
) -> Case:
    """A case at the school whose group met, followed to its end; ``holds`` None: nobody
    has asked after three months."""
    case = made(drafts.desk(account), pupil=["Test Elev"])
    kinds = [EntryKind.TALK, EntryKind.MEETING, EntryKind.REVIEW, EntryKind.CLOSING]
    for kind in kinds + ([EntryKind.CHECK] if holds else []):
        form = ANSWERS[kind]
        if kind is EntryKind.CLOSING:
            form = form.model_copy(update={"outcome": outcome})
        if kind is EntryKind.CHECK:
            form = form.model_copy(update={"holds": holds})
        now = stored(case.number)
        save(pen(now, f"{kind:a<22}"[:22]), kind, form)
    return stored(case.number)
