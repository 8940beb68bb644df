"""What became a case says in the inbox what is next of it, and by when."""

from datetime import date

import pytest

from chalicelib.case_forms.forms import FirstTalk, Wants
from chalicelib.case_forms.save import save
from chalicelib.cases.entry import EntryKind
from chalicelib.referrals import drafts
from tests.cases.cast import made, pen, stored
from tests.cast import PRINCIPAL, TEACHER
from tests.staff_browser import text


@pytest.fixture
def principal(stage, visitor):
    made(drafts.desk(TEACHER))
    return visitor.become(PRINCIPAL)


def test_its_line_and_its_page_keep_the_deadline_until_the_talk_is_held(principal):
    item = stored().origins[0].replace(".", "/")
    pages = ("/staff/inbox?show=done", f"/staff/inbox/{item}")
    for path in pages:
        assert "Samtale innen torsdag" in text(principal.get(path))
    talk = FirstTalk(happened=date(2026, 11, 24), adult="Kari", wants_group=Wants.YES)
    save(pen(stored()), EntryKind.TALK, talk)
    for path in pages:
        page = text(principal.get(path))
        assert "Samtale innen" not in page
        assert "Plan innen 1. desember" in page or "Plan innen tirsdag" in page


def test_the_cases_page_says_how_long_each_step_took(principal):
    page = text(principal.get("/staff/cases/1"))
    days = page[page.index("Fra det kom inn") :].partition("</dl>")[0]
    assert "i dag · samme skoledag" in days
    assert "innen torsdag" in days
    assert "innen tirsdag 1. desember" in days


def test_the_list_asks_for_the_cases_once(principal, calls):
    principal.get("/staff/inbox?show=done")
    before = len(calls)
    principal.get("/staff/inbox?show=done")
    first = len(calls) - before
    made(drafts.desk(TEACHER))
    before = len(calls)
    principal.get("/staff/inbox?show=done")
    assert len(calls) - before == first
