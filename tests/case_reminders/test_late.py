"""Where those who are told of a late case find it: the school owner at which school,
the resource group which and whose."""

from datetime import date, timedelta

import pytest

from chalicelib.case_forms.save import save
from chalicelib.cases import act
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.plans import write_plan
from chalicelib.referrals import drafts
from chalicelib.staff_door import door
from tests.case_forms.test_save import ANSWERS
from tests.case_reminders.cast import DEPUTY, SOCIAL, made, pen, told, with_deputy
from tests.cast import NOW, OWNER, SCHOOL, TEACHER
from tests.mailbox import sent
from tests.staff_browser import text

WHY = "Eleven er ny her og har det trygt og godt."
AT_SCHOOL = "Saker på Testskolen der noe har ventet for lenge: 1."
IN_LIST = "Saker der noe har ventet for lenge: 1"


@pytest.fixture
def late(stage, visitor, monkeypatch):
    """Nobody has held the first talk, and the owner has just been told so."""
    with_deputy()
    made(drafts.desk(TEACHER))
    assert told(date(2026, 12, 10))[-1][2:] == ("eier", "at school")
    monkeypatch.setattr(door, "clock", lambda: NOW + timedelta(days=16))
    return visitor


def at(visitor, who, path):
    return text(visitor.become(who, NOW + timedelta(days=16)).get(path))


def test_the_owner_sees_which_school_and_how_many_until_it_is_done(late):
    page = at(late, OWNER, "/staff/inbox")
    assert AT_SCHOOL in page
    assert "Sak 1" not in page
    schools = at(late, OWNER, "/staff/schools")
    assert IN_LIST in schools
    assert "Har ventet for lenge" in schools
    now = NOW + timedelta(days=16)
    act.plan(pen(at=now), NextKind.MEETING, date(2026, 12, 14))
    assert AT_SCHOOL in at(late, OWNER, "/staff/inbox")
    save(pen(at=now), EntryKind.TALK, ANSWERS[EntryKind.TALK])
    write_plan.say_no_plan(pen(at=now), WHY)
    for path, said in (("/staff/inbox", AT_SCHOOL), ("/staff/schools", IN_LIST)):
        assert said not in at(late, OWNER, path)


def test_the_group_sees_which_case_it_is_and_whose_and_still_no_page(late):
    page = at(late, DEPUTY, "/staff/cases")
    line = page[page.index("Sak 1") :].partition("</li>")[0]
    assert f"{SOCIAL.name} har ansvaret" in line
    assert "Første samtale · skulle vært torsdag 26. november" in line
    assert "Test Elev" not in page
    visitor = late.become(DEPUTY, NOW + timedelta(days=16))
    assert visitor.get("/staff/cases/1").status_code == 404


def test_of_a_case_that_is_in_time_others_see_number_and_state_alone(stage, visitor):
    with_deputy()
    made(drafts.desk(TEACHER))
    page = text(visitor.become(DEPUTY).get("/staff/cases"))
    assert "har ansvaret" not in page
    assert not [mail for mail in sent() if SCHOOL.name in mail.body]
