"""A new person is mailed how to sign in: once, when they are let in, and again when
asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.delivery import take_bounces
from chalicelib.outbox import outgoing
from chalicelib.outbox.mail import Origin
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from infra.rehearsal.bounces import event
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.mailbox import sent
from tests.rows import rows_with
from tests.staff_browser import text
from tests.staff_door.test_access import FORM, NEW, confirming, with_address

t = texts("nb")
ADDRESS = FORM["email"]
LATER = NOW + timedelta(minutes=1)


def invitations(now=LATER, language="nb"):
    """Whom an invitation was sent to, in order."""
    sweep(now)
    subject = texts(language)("mail.invited.subject")
    return [to for mail in sent() if mail.subject == subject for to in mail.to]


def page_of(person):
    return f"/staff/people/{person.body_id}/{person.id}"


@pytest.fixture
def new(visitor):
    """A person the owner has added, who is let in by it."""
    assert visitor.become(OWNER).post(NEW, FORM).status_code == 303
    return with_address(ADDRESS)


def again(visitor, person):
    path = f"{page_of(person)}/invite"
    return visitor.post(path, form(text(visitor.get(page_of(person))), path))


def test_whom_the_owner_adds_is_invited(new):
    assert invitations() == [ADDRESS]
    assert invitations(NOW + timedelta(days=2)) == [ADDRESS]


def test_whom_an_administrator_adds_is_invited_when_confirmed_and_not_before(admin):
    admin.post(NEW, FORM)
    person = with_address(ADDRESS)
    assert invitations() == []
    assert t("staff.invitation.waits") in text(admin.get(page_of(person)))
    path, seen = confirming(person)
    for _ in range(2):
        admin.become(PRINCIPAL).post(path, seen)
    assert invitations() == [ADDRESS]
    assert t("staff.invitation.sent", when="")[:20] in text(
        admin.become(ADMINISTRATOR).get(page_of(person))
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_says_what_this_is_how_to_sign_in_and_who_added_them_and_no_name(
    visitor, language
):
    visitor.become(OWNER).post(NEW, {**FORM, "language": language})
    sweep(LATER)
    (mail,) = [mail for mail in sent() if mail.to == (ADDRESS,)]
    said = texts(language)
    for part in ("who", "what", "how", "not_you"):
        assert said(f"mail.invited.{part}") in mail.body
    assert "https://" in mail.body
    whole = mail.subject + mail.body
    for name in ("Ny Person", OWNER.name, "Testskolen", ADDRESS):
        assert name not in whole


def test_who_is_there_already_is_not_invited_when_something_else_changes(new, visitor):
    old = {**FORM, "name": "Nytt Navn", "version": str(new.version)}
    assert visitor.post(page_of(new), old).status_code == 303
    nurse = {**FORM, "email": NURSE.email, "name": "Nytt Navn"}
    nurse |= {"position": "health_service"}
    assert visitor.post(page_of(NURSE), nurse).status_code == 303
    assert invitations() == [ADDRESS]


def test_a_new_address_is_invited_too(new, visitor):
    other = {**FORM, "email": "rett@test.example", "version": str(new.version)}
    assert visitor.post(page_of(new), other).status_code == 303
    assert "rett@test.example" in invitations()


def test_an_invitation_to_a_wrong_address_comes_back_and_is_shown(new, visitor, caplog):
    invitations()
    trace = Origin(new.body_id, outgoing.invited_id(new.id))
    take_bounces.take(event(ADDRESS, trace), LATER)
    assert "undeliverable" not in caplog.text
    row = text(visitor.get(f"/staff/schools/{new.body_id}"))
    assert t("staff.setup.bounced.short") in row
    page = text(visitor.get(page_of(new)))
    assert t("staff.invitation.came_back") in page
    assert "/invite" not in page
    assert invitations(NOW + timedelta(days=3)) == [ADDRESS]
    assert not [
        row for row in rows_with("answers", sk="MAIL#invited") if "-" in row["id"][28:]
    ]


def test_a_mailbox_that_is_full_is_shown_and_asked_again(new, visitor):
    invitations()
    trace = Origin(new.body_id, outgoing.invited_id(new.id))
    soft = event(ADDRESS, trace)
    soft["detail"]["bounce"] |= {
        "bounceType": "Transient",
        "bounceSubType": "MailboxFull",
    }
    take_bounces.take(soft, LATER)
    assert t("staff.invitation.came_back") in text(visitor.get(page_of(new)))
    assert again(visitor, new).status_code == 303
    assert invitations(LATER + timedelta(minutes=1)) == [ADDRESS, ADDRESS]


def test_it_is_sent_again_three_times_a_day_and_a_second_press_sends_nothing(
    new, visitor
):
    invitations()
    for n in range(3):
        person = accounts.get(new.body_id, new.id)
        assert again(visitor, person).status_code == 303
        seen = {"version": str(person.version)}
        assert visitor.post(f"{page_of(new)}/invite", seen).status_code == 303
        assert len(invitations(LATER + timedelta(minutes=n + 1))) == n + 2
    refused = again(visitor, new)
    assert refused.status_code == 422
    assert t("staff.setup.problem.person.invitation.often") in text(refused)
    assert len(invitations(LATER + timedelta(hours=1))) == 4
    said = [entry.what for entry in audit.of_body(new.body_id)]
    assert said.count("invited_account") == 3


def test_who_was_never_invited_can_be(visitor):
    visitor.become(ADMINISTRATOR)
    assert t("staff.invitation.none") in text(visitor.get(page_of(TEACHER)))
    assert again(visitor, TEACHER).status_code == 303
    assert invitations() == [TEACHER.email]


@pytest.mark.parametrize(
    "person",
    [
        replace(TEACHER, confirmed=False),
        replace(TEACHER, active=False),
        replace(TEACHER, bounced_at=NOW),
    ],
)
def test_nobody_is_invited_who_is_not_let_in_or_takes_no_mail(visitor, person):
    transaction.commit(*accounts.put_account(person))
    path = f"{page_of(person)}/invite"
    assert visitor.become(ADMINISTRATOR).post(path, {"version": "1"}).status_code == 404
    assert invitations() == []


def test_nobody_invites_at_a_school_of_another_owner(visitor):
    stranger = replace(ADMINISTRATOR, id="Z1", body_id="WNERZZ", email="z@test.example")
    transaction.commit(*accounts.put_account(stranger))
    path = f"{page_of(TEACHER)}/invite"
    assert visitor.become(stranger).post(path, {"version": "1"}).status_code == 404
