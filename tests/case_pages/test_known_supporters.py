"""A supporter who has a case of their own: said to who may open both, to nobody else."""

from dataclasses import replace

from chalicelib.case_forms.save import save
from chalicelib.cases import act
from chalicelib.cases import store as cases
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import Move
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from tests.case_access.cast import SOCIAL, shared
from tests.case_forms.test_save import ANSWERS
from tests.case_forms.test_supporters import row
from tests.cases.cast import entry_for, made, pen, stored
from tests.cases.test_act import WHY
from tests.cast import PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.staff_browser import text

CASE = "/staff/cases/1"
LIST = f"{CASE}/forms/supporters"


def listed(browser, name):
    """Their own case's supporters, with one of the name."""
    save(pen(stored(), "q" * 22, account=SOCIAL), EntryKind.TALK, ANSWERS["talk"])
    browser.become(SOCIAL)
    typed = {field: value[0] for field, value in row(1, name).items()}
    saved = browser.post(LIST, form(text(browser.get(LIST)), LIST, **typed))
    assert saved.status_code == 303
    browser.get(CASE)  # where it is said once that it was saved


def of_emil():
    """Another case, which is not open to the social teacher."""
    return made(drafts.desk(TEACHER), pupil=["Emil Dikt"])


def test_who_may_open_both_is_told_and_who_may_not_gets_no_hint(stage, visitor):
    shared()
    listed(visitor, "Emil Dikt")
    alone = text(visitor.get(CASE))
    of_emil()
    hint = "Kan være eleven i sak 2"
    assert hint not in text(visitor.get(CASE))
    assert len(text(visitor.get(CASE))) == len(alone)
    visitor.become(PRINCIPAL)
    assert hint in text(visitor.get(CASE))


def test_nobody_is_warned_of_a_case_that_is_closed(stage, visitor):
    shared()
    listed(visitor, "Emil Dikt")
    other = of_emil()
    save(pen(other, "c" * 22), EntryKind.CLOSING, ANSWERS["closing"])
    visitor.become(PRINCIPAL)
    assert "Kan være eleven" not in text(visitor.get(CASE))
    act.move(pen(stored(2), "d" * 22), Move.REOPEN, WHY)
    assert "Kan være eleven" in text(visitor.get(CASE))


def test_who_is_let_into_the_other_case_is_told(stage, visitor):
    shared()
    listed(visitor, "Emil Dikt")
    other = of_emil()
    mine = replace(other, version=2, team=(SOCIAL.id,))
    transaction.commit(*cases.replace(other, mine, *entry_for(mine)))
    assert "Kan være eleven i sak 2" in text(visitor.get(CASE))
