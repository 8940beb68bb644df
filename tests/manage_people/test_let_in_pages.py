"""All who wait are let in with one press: named, asked once, each written down."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, TEACHER
from tests.forms_of import form
from tests.mailbox import sent
from tests.staff_browser import text

t = texts("nb")
ALL = f"/staff/confirm/{SCHOOL.id}"
WAITING = [
    replace(
        TEACHER, id=f"N{n}", name=f"Ny {n}", email=f"n{n}@test.example", confirmed=False
    )
    for n in range(3)
]


@pytest.fixture
def waiting(stage):
    for person in WAITING:
        transaction.commit(*accounts.put_account(person))


def confirmed():
    return [
        person.id
        for person in accounts.of_body(SCHOOL.id)
        if person.id[0] == "N" and person.confirmed
    ]


def pressed(visitor):
    return visitor.post(ALL, form(text(visitor.get(ALL)), ALL))


@pytest.mark.parametrize(
    ("who", "listed"),
    [(PRINCIPAL, "/staff/readiness"), (OWNER, f"/staff/schools/{SCHOOL.id}")],
)
def test_all_are_named_asked_once_and_let_in(waiting, visitor, who, listed):
    visitor.become(who)
    assert f'="{ALL}"' in text(visitor.get(listed))
    page = text(visitor.get(ALL))
    for person in WAITING:
        assert person.name in page
        assert person.email in page
    assert page.index("Ny 0") < page.index("Ny 1") < page.index("Ny 2")
    assert confirmed() == []
    answer = pressed(visitor)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(listed)
    assert t("staff.saved.confirmed_all", count=3) in text(visitor.get(listed))
    assert confirmed() == ["N0", "N1", "N2"]
    entries = [
        entry.subject
        for entry in audit.of_body(SCHOOL.id)
        if entry.what == "confirmed_account"
    ]
    assert sorted(entries) == ["N0", "N1", "N2"]
    sweep(NOW)
    subject = t("mail.invited.subject")
    assert len([mail for mail in sent() if mail.subject == subject]) == 3


def test_where_all_are_named_already_the_button_stands_below_them(waiting, visitor):
    visitor.become(PRINCIPAL)
    page = text(visitor.get("/staff/readiness"))
    named, _, below = page.partition(f'action="{ALL}"')
    for person in WAITING:
        assert (person.name in named, person.email in named) == (True, True)
    assert t("staff.confirm_all.go", count=3) in below
    assert visitor.post(ALL, form(page, ALL)).status_code == 303
    assert confirmed() == ["N0", "N1", "N2"]


def test_who_was_changed_or_added_since_is_shown_and_not_let_in(waiting, visitor):
    visitor.become(PRINCIPAL)
    seen = form(text(visitor.get(ALL)), ALL)
    other = replace(WAITING[1], name="Ny Annen")
    transaction.commit(*accounts.change_account(WAITING[1], other))
    more = replace(WAITING[0], id="N9", email="n9@test.example", name="Ny Ni")
    transaction.commit(*accounts.put_account(more))
    page = visitor.post(ALL, seen)
    assert page.status_code == 409
    assert confirmed() == ["N0", "N2"]
    assert t("staff.confirm_all.changed", done=2) in text(page)
    assert "Ny Annen" in text(page)
    assert "Ny Ni" in text(page)
    assert "Ny 0" not in text(page)


@pytest.mark.parametrize("who", [NURSE, ADMINISTRATOR, TEACHER])
def test_nobody_else_lets_all_in(waiting, visitor, who):
    visitor.become(who)
    page = visitor.get(ALL)
    assert page.status_code in (303, 404)
    visitor.post(ALL, {"seen": "N0.1 N1.1 N2.1"})
    assert confirmed() == []


def test_nor_the_principal_or_owner_of_another_school(waiting, visitor):
    elsewhere = replace(OWNER, id="Z1", body_id="WNERZZ", email="z@test.example")
    transaction.commit(*accounts.put_account(elsewhere))
    assert visitor.become(elsewhere).get(ALL).status_code == 404
    visitor.post(ALL, {"seen": "N0.1 N1.1 N2.1"})
    neighbour = replace(PRINCIPAL, id="Z2", body_id="SCHBBB", email="y@test.example")
    transaction.commit(*accounts.put_account(neighbour))
    assert visitor.become(neighbour).get(ALL).status_code == 404
    visitor.post(ALL, {"seen": "N0.1 N1.1 N2.1"})
    assert confirmed() == []


@pytest.mark.parametrize("seen", ["", "N0", "N0.x", "N0.²", "." * 40, "N0." + "9" * 40])
def test_what_no_page_of_ours_sends_lets_nobody_in(waiting, visitor, seen):
    assert visitor.become(PRINCIPAL).post(ALL, {"seen": seen}).status_code == 409
    assert confirmed() == []


def test_where_nobody_waits_the_page_leads_back(stage, visitor):
    answer = visitor.become(PRINCIPAL).get(ALL)
    assert answer.headers["Location"].endswith("/staff/readiness")
