"""What a page claims holds where there is nothing, or nobody, as well."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.rounds import store as rounds
from chalicelib.schools.preparation import Must, Preparation, points
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, OWNER, PRINCIPAL, SCHOOL
from tests.manage_rounds.test_staff_pages import NEW, planned
from tests.staff_browser import text

t = texts("nb")


def test_mail_reaches_nobody_where_nobody_is(stage):
    met = {point.must: point.met for point in points(Preparation(), [], [], NOW.date())}
    assert met[Must.ADDRESSES] is False


def test_a_school_without_people_is_told_to_add_them(stage, visitor):
    page = text(visitor.become(OWNER).get("/staff/schools/SCHBBB/readiness"))
    assert "kommer ikke fram" not in page


@pytest.mark.parametrize(
    "heading", ["skole;klasse;trinn;elever", "skole;klasse;trinn;elever\n\n"]
)
def test_a_list_of_headings_alone_is_not_saved_already(stage, visitor, heading):
    page = text(
        visitor.become(ADMINISTRATOR).post("/staff/schools/import", {"text": heading})
    )
    assert t("staff.setup.import.all_same") not in page
    assert (
        t("staff.setup.import.no_classes") in page
        or t("staff.setup.line.empty") in page
    )


def test_where_no_contact_can_be_told_the_page_says_so(stage, visitor):
    visitor.become(OWNER)
    assert t("staff.setup.contacts.none") not in text(visitor.get("/staff/schools"))
    transaction.commit(*accounts.put_account(replace(OWNER, bounced_at=NOW)))
    assert t("staff.setup.contacts.none") in text(visitor.get("/staff/schools"))


def test_who_gets_no_mail_is_not_told_that_they_do(stage, visitor):
    assert t("inbox.none") in text(visitor.become(PRINCIPAL).get("/staff/inbox"))
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, bounced_at=NOW)))
    page = text(visitor.get("/staff/inbox"))
    assert t("inbox.none.bounced") in page
    assert t("inbox.none") not in page


def test_where_there_are_no_cards_none_is_offered_to_be_cancelled(stage, visitor):
    path = "/staff/cards"
    assert t("cards.cancel.go") in text(visitor.become(PRINCIPAL).get(path))
    transaction.commit(*rounds.change_round(replace(stage.round, closes_at=NOW)))
    page = text(visitor.get(path))
    assert t("cards.none") in page
    assert t("cards.cancel.go") not in page


def test_a_name_of_three_hundred_letters_is_too_long_and_not_missing(stage, visitor):
    form = {
        "name": "x" * 300,
        "email": "ny@test.example",
        "position": "teacher",
        "language": "nb",
    }
    visitor.become(ADMINISTRATOR)
    page = text(
        visitor.post(f"/staff/people/{SCHOOL.id}/new", {**form, "active": "yes"})
    )
    assert t("staff.setup.problem.person.name.long") in page
    assert t("staff.setup.problem.person.name") not in page


@pytest.mark.parametrize(
    ("who", "body"), [(ADMINISTRATOR, SCHOOL.id), (OWNER, OWNER.body_id)]
)
def test_who_adds_a_person_chooses_the_role(stage, visitor, who, body):
    page = text(visitor.become(who).get(f"/staff/people/{body}/new"))
    chosen = re.findall(r'name="(\w+)" value="\w*" checked', page)
    assert set(chosen) <= {"language"}
    answer = visitor.post(f"/staff/people/{body}/new", {"name": "Ny", "language": "nb"})
    assert t("staff.setup.problem.person.position") in text(answer)


def test_all_mistakes_of_a_round_are_told_at_once(stage, visitor):
    visitor.become(PRINCIPAL)
    wrong = planned(opens_on="", closes_on="2026-11-28", on_duty="", classes="")
    page = text(visitor.post(NEW, wrong))
    assert t("staff.round.wrong.opens_on") in page
    for reason in ("closes_outside", "on_duty", "classes", "not_ready"):
        assert t(f"staff.round.refused.{reason}") in page
    assert t("staff.round.refused.opens_outside") not in page
    page = text(visitor.post(NEW, planned(form_id="", closes="16:00")))
    assert t("staff.round.wrong.form_id") in page
    assert t("staff.round.refused.closes_outside") in page
