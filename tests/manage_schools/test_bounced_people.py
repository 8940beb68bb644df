"""Staff see whose address mail comes back from, and put it right."""

import logging
import re
from contextlib import nullcontext
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.delivery import take_bounces as bounces
from chalicelib.delivery.send import circle_of
from chalicelib.outbox import outgoing
from chalicelib.outbox.mail import Origin
from chalicelib.outbox.recipients import Recipients
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from infra.rehearsal.bounces import event
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL
from tests.faults import failing
from tests.mailbox import released
from tests.manage_schools.test_setup_pages import NURSE_FORM, PERSON
from tests.rows import rows_with
from tests.staff_browser import hidden, text

SCHOOL = f"/staff/schools/{NURSE.body_id}"


@pytest.fixture
def bounced(stage):
    bounces.take(event(NURSE.email, None), NOW)
    return stage


def nurse():
    return accounts.get(NURSE.body_id, NURSE.id)


def test_an_address_put_right_is_taken_off_the_list_of_ses(bounced, visitor):
    visitor.become(ADMINISTRATOR)
    assert (
        visitor.post(f"{PERSON}/works", hidden(visitor.get(PERSON))[:1]).status_code
        == 303
    )
    assert released == ["helse@test.example"]
    form = {**NURSE_FORM, "version": str(nurse().version), "email": "ny@test.example"}
    assert visitor.post(PERSON, form).status_code == 303
    assert (
        visitor.post(PERSON, {**form, "version": str(nurse().version)}).status_code
        == 303
    )
    assert released == ["helse@test.example", "ny@test.example"]


@pytest.mark.parametrize("fault", ["down", "no_right", "server_error"])
def test_where_ses_does_not_answer_the_address_is_right_all_the_same(
    bounced, visitor, fault, caplog
):
    visitor.become(ADMINISTRATOR)
    fields = hidden(visitor.get(PERSON))[:1]
    with failing("sesv2", "DeleteSuppressedDestination", fault):
        assert visitor.post(f"{PERSON}/works", fields).status_code == 303
    assert nurse().bounced_at is None
    assert "an address was not released" in caplog.text
    assert "@" not in caplog.text


@pytest.mark.parametrize("fault", [None, "not_listed"])
def test_an_address_that_was_not_on_the_list_of_ses_is_no_error(
    bounced, visitor, fault, caplog
):
    """Without a fault it is SES's own answer; a server that knows no such list says
    only 404."""
    visitor.become(ADMINISTRATOR)
    fields = hidden(visitor.get(PERSON))[:1]
    with (
        failing("sesv2", "DeleteSuppressedDestination", fault)
        if fault
        else nullcontext()
    ):
        assert visitor.post(f"{PERSON}/works", fields).status_code == 303
    assert not [
        record for record in caplog.records if record.levelno >= logging.WARNING
    ]


def test_the_list_of_people_and_the_persons_page_say_so(bounced, visitor):
    visitor.become(ADMINISTRATOR)
    assert text(visitor.get(SCHOOL)).count("E-posten kom tilbake: sjekk adressen") == 1
    assert "Adressen virker igjen" in text(visitor.get(PERSON))
    other = f"/staff/people/{PRINCIPAL.body_id}/{PRINCIPAL.id}"
    assert "Adressen virker igjen" not in text(visitor.get(other))


def test_an_owners_own_contacts_are_seen_too(stage, visitor):
    bounces.take(event(OWNER.email, None), NOW)
    assert "E-posten kom tilbake: sjekk adressen" in text(
        visitor.become(OWNER).get("/staff/schools")
    )


def test_putting_the_address_right_takes_the_mark_away(bounced, visitor):
    form = {**NURSE_FORM, "version": str(nurse().version)}
    visitor.become(ADMINISTRATOR)
    assert visitor.post(PERSON, form).status_code == 303
    assert nurse().bounced_at
    form |= {"email": "ny@test.example", "version": str(nurse().version)}
    assert visitor.post(PERSON, form).status_code == 303
    assert nurse().bounced_at is None


def test_the_button_takes_the_mark_away_and_is_written_down(bounced, visitor):
    visitor.become(ADMINISTRATOR)
    fields = hidden(visitor.get(PERSON))
    assert visitor.post(f"{PERSON}/works", fields[:1]).status_code == 303
    mail = outgoing.access_changed("SCHAAA", "WNERAA", Recipients.GROUP, NOW)
    assert NURSE.id in {
        account.id for account in circle_of(mail) if account.bounced_at is None
    }
    assert [entry.what for entry in audit.of_body("SCHAAA")][-1] == "address_works"
    assert "virker igjen" not in text(visitor.get(PERSON))


def test_who_pressed_after_something_changed_is_shown_what_is_so_now(bounced, visitor):
    visitor.become(ADMINISTRATOR)
    page = visitor.post(f"{PERSON}/works", {"version": "1"})
    assert page.status_code == 409
    assert "Adressen virker igjen" in text(page)
    assert nurse().bounced_at


def test_another_bodys_person_has_no_such_button(bounced, visitor):
    visitor.become(ADMINISTRATOR)
    assert visitor.post(f"/staff/people/SCHZZZ/{NURSE.id}/works").status_code == 404
    assert visitor.post(f"/staff/people/SCHAAA/{OWNER.id}/works").status_code == 404


def not_done(page):
    return re.findall(r"<h3>.*?</li>", page, re.S)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_readiness_is_red_with_the_name_and_what_to_do(bounced, visitor, language):
    speaker = replace(PRINCIPAL, language=language)
    transaction.commit(*accounts.put_account(speaker))
    page = text(visitor.become(speaker).get("/staff/readiness"))
    assert f'<html lang="{language}"' in page
    assert [part for part in not_done(page) if NURSE.name in part]


def test_readiness_is_as_before_where_every_mail_arrives(stage, visitor):
    visitor.become(PRINCIPAL)
    left = not_done(text(visitor.get("/staff/readiness")))
    assert left
    assert NURSE.name not in "".join(left)


def test_an_item_says_who_was_not_reached(stage, visitor):
    stage.send(contact="today")
    sweep(NOW)
    (row,) = rows_with("answers", sk="MAIL#")
    bounces.take(event(NURSE.email, Origin(row["school_id"], row["id"])), NOW)
    (flag,) = rows_with("answers", sk="FLAG#")
    page = text(visitor.become(PRINCIPAL).get(f"/staff/inbox/flag/{flag['id']}"))
    (line,) = re.findall(r'<ol class="story">\s*<li><b>(.*?)</li>', page, re.S)
    assert f"{NURSE.name} ble ikke nådd" in line
    assert re.search(rf"{PRINCIPAL.name} \w+", line)
    assert "kom ikke fram" not in line
