"""Who sets schools up lets nobody in, themselves least of all: the owner or the
principal does."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.manage_people import let_in
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER
from tests.mailbox import sent, to_whom
from tests.staff_browser import text

NEW = "/staff/people/SCHAAA/new"
NURSES = f"/staff/people/SCHAAA/{NURSE.id}"
FORM = {
    "name": "Ny Person",
    "email": "ny@test.example",
    "position": "other",
    "language": "nb",
    "active": "yes",
    "version": "1",
}
NURSE_FORM = {
    **FORM,
    "name": NURSE.name,
    "email": NURSE.email,
    "position": "health_service",
}
PAGES = ("inbox", "cases", "referrals", "rounds", "cards", "readiness")


def with_address(email: str) -> Account:
    return accounts.with_email(accounts.hash_of(email))[0]


def confirming(account: Account) -> tuple[str, dict[str, str]]:
    return f"/staff/people/{account.body_id}/{account.id}/confirm", {
        "version": str(account.version)
    }


@pytest.mark.parametrize("path", [NEW, NURSES])
@pytest.mark.parametrize("who", [ADMINISTRATOR, OWNER])
def test_nobody_gives_an_account_to_themselves(visitor, who, path):
    form = {**FORM, "email": f" {who.email.upper()} "}
    page = visitor.become(who).post(path, form)
    assert page.status_code == 422
    assert "din egen adresse" in text(page)
    assert [
        account.id for account in accounts.with_email(accounts.hash_of(who.email))
    ] == [who.id]


def test_nor_changes_one_they_have_at_a_school(admin):
    own = replace(TEACHER, id="N1", email=ADMINISTRATOR.email)
    transaction.commit(*accounts.put_account(own))
    assert admin.post("/staff/people/SCHAAA/N1", FORM).status_code == 422
    assert accounts.get("SCHAAA", "N1") == own


def test_whom_an_administrator_adds_enters_nothing_until_confirmed(admin):
    assert admin.post(NEW, FORM).status_code == 303
    new = with_address("ny@test.example")
    admin.become(new)
    assert [admin.get(f"/staff/{page}").status_code for page in PAGES] == [404] * len(
        PAGES
    )
    assert "venter på" in text(admin.get("/staff/rules"))
    path, seen = confirming(new)
    assert admin.post(path, seen).status_code == 404
    assert admin.become(ADMINISTRATOR).post(path, seen).status_code == 404
    assert "Bekreft Ny Person" not in text(admin.get("/staff/schools/SCHAAA"))
    assert "Venter på bekreftelse" in text(admin.get("/staff/schools/SCHAAA"))
    assert "Bekreft Ny Person" in text(admin.become(PRINCIPAL).get("/staff/readiness"))
    assert admin.post(path, seen).status_code == 303
    assert (
        admin.become(with_address("ny@test.example")).get("/staff/inbox").status_code
        == 200
    )
    assert "venter på" not in text(admin.get("/staff/rules"))
    assert [event.what for event in audit.of_body("SCHAAA")].count(
        "confirmed_account"
    ) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"email": "annen@test.example"},
        {"position": "teacher"},
        {"position": "other"},
    ],
)
def test_whom_an_administrator_changes_waits_too_and_a_new_name_waits_for_nobody(
    admin, change
):
    assert admin.post(NURSES, {**NURSE_FORM, "name": "Nytt Navn"}).status_code == 303
    assert accounts.get("SCHAAA", NURSE.id).confirmed
    handed_on = {**NURSE_FORM, **change, "version": "2", "heir": PRINCIPAL.id}
    assert admin.post(NURSES, handed_on).status_code == 303
    assert not accounts.get("SCHAAA", NURSE.id).confirmed
    assert accounts.get("SCHAAA", NURSE.id).active
    back = {**NURSE_FORM, "version": "3"}
    assert admin.post(NURSES, back).status_code == 303
    assert not accounts.get("SCHAAA", NURSE.id).confirmed


def test_a_session_that_is_open_ends_seeing_when_the_account_is_changed(admin):
    nurse = type(admin)(admin.client).become(NURSE)
    assert nurse.get("/staff/inbox").status_code == 200
    assert (
        admin.post(NURSES, {**NURSE_FORM, "email": "annen@test.example"}).status_code
        == 303
    )
    assert nurse.get("/staff/inbox").status_code == 404


def test_a_principal_an_administrator_has_made_confirms_nobody(admin):
    principal = replace(PRINCIPAL, confirmed=False)
    new = replace(TEACHER, id="N1", email="ny@test.example", confirmed=False)
    transaction.commit(*accounts.put_account(principal), *accounts.put_account(new))
    for path, seen in map(confirming, (principal, new)):
        assert admin.become(principal).post(path, seen).status_code == 404
    for path, seen in map(confirming, (principal, new)):
        assert admin.become(OWNER).post(path, seen).status_code == 303
    assert accounts.get("SCHAAA", "N1").confirmed


def test_what_the_owner_makes_or_changes_is_confirmed_by_it(visitor):
    visitor.become(OWNER).post(NEW, FORM)
    assert with_address("ny@test.example").confirmed
    transaction.commit(*accounts.put_account(replace(NURSE, confirmed=False)))
    assert visitor.post(NURSES, NURSE_FORM).status_code == 303
    assert accounts.get("SCHAAA", NURSE.id).confirmed


def test_somebody_elses_school_and_an_older_version_are_not_confirmed(visitor):
    waits = replace(NURSE, confirmed=False, version=2)
    transaction.commit(*accounts.put_account(waits))
    with pytest.raises(errors.NotFound):
        let_in.confirm_person(STRANGER, "SCHAAA", NURSE.id, 2, NOW)
    with pytest.raises(errors.NotFound):
        let_in.confirm_person(
            replace(OWNER, body_id="WNERZZ"), "SCHAAA", NURSE.id, 2, NOW
        )
    path, _ = confirming(waits)
    assert visitor.become(PRINCIPAL).post(path, {"version": "1"}).status_code == 303
    assert not accounts.get("SCHAAA", NURSE.id).confirmed


def test_principal_owner_and_the_old_address_are_told_without_content(admin):
    admin.post(NURSES, {**NURSE_FORM, "email": "annen@test.example"})
    assert to_whom() == [NURSE.email]
    admin.post(NEW, FORM)
    sweep(NOW + timedelta(minutes=15))
    # The principal twice: that access has changed, and that somebody waits for them
    told = [NURSE.email, OWNER.email, PRINCIPAL.email, PRINCIPAL.email]
    assert to_whom() == sorted(told)
    for mail in sent():
        said = f"{mail.subject} {mail.body}"
        assert not re.search(r"Test|Ny Person|@|helse", said.replace("@ansatt", ""))


def test_when_ses_fails_the_change_stands(admin, caplog):
    from tests.faults import failing

    with failing("sesv2", "SendEmail", "down"):
        changed = admin.post(NURSES, {**NURSE_FORM, "email": "annen@test.example"})
    assert changed.status_code == 303
    assert NURSE.email not in caplog.text
    assert "old address" in caplog.text


def test_the_log_says_which_account_and_which_fields_and_no_value(admin):
    admin.post(
        NURSES, {**NURSE_FORM, "email": "annen@test.example", "name": "Nytt Navn"}
    )
    (entry,) = [
        event for event in audit.of_body("SCHAAA") if event.what == "changed_account"
    ]
    assert entry.subject == f"{NURSE.id}.name.email.confirmed"


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"position": ""}, "position"),
        ({"position": "owner"}, "position"),
        ({"position": "principal"}, "position.second"),
        ({"email": PRINCIPAL.email}, "email.taken"),
    ],
)
def test_what_a_person_cannot_be_is_refused_with_a_sentence(admin, form, problem):
    from chalicelib.web.language import texts

    page = admin.post(NEW, {**FORM, **form})
    assert page.status_code == 422
    assert text(page).count(texts("nb")(f"staff.setup.problem.person.{problem}")) == 2
    assert accounts.with_email(accounts.hash_of(FORM["email"])) == []


def test_a_principal_follows_another(visitor):
    visitor.become(OWNER)
    before = {
        **FORM,
        "name": PRINCIPAL.name,
        "email": PRINCIPAL.email,
        "position": "leadership",
    }
    assert (
        visitor.post(f"/staff/people/SCHAAA/{PRINCIPAL.id}", before).status_code == 303
    )
    assert visitor.post(NEW, {**FORM, "position": "principal"}).status_code == 303
    assert with_address("ny@test.example").is_principal
