"""What concerns the leadership of a school is followed up at the school owner's, and
nobody at the school learns that there is a case."""

import re
from dataclasses import replace
from datetime import date

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Function
from chalicelib.case_forms.forms import FirstTalk, Wants
from chalicelib.case_forms.save import save
from chalicelib.cases import act, make_case, see_case
from chalicelib.cases import store as cases
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import Move, State
from chalicelib.cases.write import Pen
from chalicelib.core.local_time import local_day
from chalicelib.handle_items import handle
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from tests.cast import (
    ADMINISTRATOR,
    NEIGHBOUR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    PROGRAMME,
    SCHOOL,
    STRANGER,
    TEACHER,
)
from tests.forms_of import form
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import text

CASE = "/staff/cases/1"
PUPIL, WORDS = "Test Elev", "Ringte hjem til foreldrene"
WHY = "Det er de voksne som må endre noe."
SOCIAL = replace(
    PRINCIPAL,
    id="B1",
    email="sosial@test.example",
    is_principal=False,
    function=Function.SOCIAL_TEACHER,
)
COLLEAGUE = replace(OWNER, id="B2", email="eier2@test.example")
NOT_THEIRS = (PRINCIPAL, NURSE, SOCIAL, TEACHER, STRANGER, ADMINISTRATOR, PROGRAMME)
PAGES = (
    *(
        "/staff",
        "/staff/inbox",
        "/staff/inbox?show=done",
        "/staff/cases",
        "/staff/week",
    ),
    *("/staff/report", "/staff/log", "/staff/referrals", "/staff/schools"),
    *("/staff/schools/SCHAAA", "/staff/audit", "/staff/audit?body=SCHAAA"),
    *("/staff/audit?body=WNERAA", "/staff/readiness", "/staff/progress"),
)
OF_THE_CASE = ("", "/story", "/entries/1", "/forms/talk", "/forms/closing", "/agenda")
BUTTONS = ("note", "next", "move", "take", "about", "entries/1", "forms/talk")


def referred():
    """About the leadership of the school: it lies with the owner, who has read it and
    follows it up. Its teacher knows that much."""
    id_ = refer(drafts.desk(TEACHER), involved=["leadership"])
    open_item(OWNER, ItemKind.REFERRAL, id_, NOW)
    handle.take(Press(OWNER, ItemKind.REFERRAL, id_, 0, NOW))
    return id_


def made(id_):
    return make_case.make(Press(OWNER, ItemKind.REFERRAL, id_, 1, NOW))


def stored():
    found = cases.get("WNERAA", 1)
    assert found
    return found


def pen(attempt="a" * 22):
    return Pen(OWNER, 1, stored().version, attempt, NOW)


def followed(id_):
    """A case with a talk and a note, gone on with as something else than a group."""
    made(id_)
    day = local_day(NOW)
    talk = FirstTalk(happened=day, adult="Kari", wants_group=Wants.LATER)
    save(pen(), EntryKind.TALK, talk)
    act.note(pen("b" * 22), WORDS, day)
    act.move(pen("c" * 22), Move.TRY_OTHER, WHY)


def shown(visitor, who, path):
    """Status and visible words of a page."""
    answer = visitor.become(who).get(path)
    page = re.sub(r"<(style|script).*?</\1>", "", text(answer), flags=re.S)
    words = re.sub(r"<[^>]+>", " ", page)
    return answer.status_code, answer.headers.get("Location"), " ".join(words.split())


@pytest.fixture
def everybody(stage, visitor):
    transaction.commit(*accounts.put_account(SOCIAL), *accounts.put_account(COLLEAGUE))
    return visitor


def test_an_item_of_the_owners_becomes_a_case_of_the_owners(everybody):
    id_ = referred()
    visitor = everybody.become(OWNER)
    item = f"/staff/inbox/referral/{id_}"
    page = text(visitor.get(item))
    assert "Gjør det til en sak" in page
    asked = text(visitor.post(f"{item}/case", form(page, f"{item}/case")))
    answer = visitor.post(f"{item}/case", form(asked, f"{item}/case"))
    assert answer.status_code == 303
    case = stored()
    assert (case.body_id, case.school_id) == ("WNERAA", "SCHAAA")
    assert (case.audience, case.responsible) == (Audience.OWNER, OWNER.id)
    assert case.next_action == NextAction(NextKind.FIRST_TALK, date(2026, 11, 26))
    page = text(visitor.get(CASE))
    assert f"{PUPIL}, 6A" in page
    assert SCHOOL.name in page
    assert 'aria-current="page">Saker<' in page


def test_no_group_is_asked_for_and_its_steps_are_not_drawn(everybody):
    made(referred())
    page = text(everybody.become(OWNER).get(CASE))
    assert "Gruppe tilbudt" not in page
    assert "Andre tiltak" in page
    act.move(pen(), Move.TRY_OTHER, WHY)
    assert stored().state is State.OTHER_MEASURE
    assert stored().next_action.kind is NextKind.MEASURE


def test_whoever_is_a_contact_at_the_owners_may_open_it(everybody):
    followed(referred())
    page = text(everybody.become(COLLEAGUE).get(CASE))
    assert WORDS in page
    assert "Ta ansvaret" in page


def test_the_list_names_the_school_and_reckons_by_its_days(everybody):
    made(referred())
    at_neighbours = replace(
        stored(), number=2, school_id="SCHBBB", origins=("referral.X",)
    )
    entry = cases.decode_entry(cases.entries(stored())[0])
    transaction.commit(*cases.put_case(at_neighbours, entry, {}))
    found = see_case.list_cases(OWNER, NOW)
    assert [found.calendar_of(case) for case in found.cases] == [
        NEIGHBOUR.calendar,
        SCHOOL.calendar,
    ]
    page = text(everybody.become(OWNER).get("/staff/cases"))
    assert SCHOOL.name in page
    assert NEIGHBOUR.name in page


@pytest.mark.parametrize("who", NOT_THEIRS, ids=lambda who: who.email)
def test_nothing_anybody_else_sees_says_that_there_is_a_case(everybody, who):
    """Nor does a count: what they see is word for word what it was before."""
    id_ = referred()
    before = {path: shown(everybody, who, path) for path in PAGES}
    followed(id_)
    assert {path: shown(everybody, who, path) for path in PAGES} == before
    for path in OF_THE_CASE:
        assert shown(everybody, who, f"{CASE}{path}")[0] == 404
    found = everybody.become(who).post("/staff/inbox/search", {"text": PUPIL})
    assert id_[:6] not in text(found)


@pytest.mark.parametrize("who", NOT_THEIRS, ids=lambda who: who.email)
def test_nobody_else_writes_in_it(everybody, who):
    followed(referred())
    visitor, version = everybody.become(who), stored().version
    visitor.get("/staff/rules")
    for name in BUTTONS:
        answer = visitor.post(f"{CASE}/{name}", {"seen": version, "attempt": "d" * 22})
        assert answer.status_code == 404
    assert stored().version == version


def test_all_of_it_stands_with_the_owner_and_is_written_down_there(everybody):
    followed(referred())
    everybody.become(OWNER).get(CASE)
    assert {row["pk"] for row in rows_with("casework", pk="CASE")} == {
        "CASES#WNERAA",
        "CASE#WNERAA#1",
    }
    events = {row["what"] for row in rows_with("casework", pk="AUDIT#WNERAA#")}
    assert {"case_from_referral", "wrote_in_case", "moved_case", "read_case"} <= events
    at_school = rows_with("casework", pk="AUDIT#SCHAAA")
    assert not {row.get("what") for row in at_school} & events


def test_the_week_and_the_log_are_the_resource_groups(everybody):
    visitor = everybody.become(OWNER)
    assert visitor.get("/staff/week").status_code == 404
    assert "/staff/week" not in text(visitor.get("/staff/inbox"))
