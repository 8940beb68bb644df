"""The class teacher is asked by who follows up a pupil's wish for them, and for nothing
else."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.handle_items.ask_teacher import ask_teacher, wish_of
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.storage import transaction
from chalicelib.threads.contact import Contact, ContactUrgency, Whom
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.asking import TAKEN, asked, followed_up, press
from tests.cast import CLASS_TEACHER, NEIGHBOUR, NOW, NURSE, PRINCIPAL, TEACHER
from tests.giving import SOCIAL, colleagues
from tests.mailbox import sent
from tests.pupil_cast import from_pupils, opened, receipt_with, ticket_of
from tests.rows import rows_with

TO_SOCIAL = Contact(Whom.SOCIAL_TEACHER, ContactUrgency.TODAY, "Kim Prøvesen")


def wish(contact_id, account=PRINCIPAL):
    seen = see(account, ItemKind.CONTACT, contact_id, NOW)
    return wish_of(seen.item, seen.thread)


def refused(contact_id, to=CLASS_TEACHER.id, by=PRINCIPAL, turn=TAKEN):
    with pytest.raises(errors.Incomplete, match="ask_teacher"):
        ask_teacher(press(contact_id, turn, by), to)
    return not rows_with("answers", pk="TALKS#")


def test_the_teachers_of_the_pupils_class_are_named(stage):
    other = replace(CLASS_TEACHER, id="T2", email="t2@test.example", classes=("7A",))
    there = replace(other, id="T3", body_id=NEIGHBOUR.id, classes=("6A",))
    gone = replace(other, id="T4", active=False, classes=("6A",))
    for person in (other, there, gone):
        transaction.commit(*accounts.put_account(person))
    (teacher,) = wish(followed_up(stage)).teachers
    assert (teacher.person.id, teacher.classes) == (CLASS_TEACHER.id, "6A")


def test_the_mail_to_the_teacher_says_nothing_of_the_pupil(stage):
    asked(stage)
    sweep(NOW)
    t = texts("nb")
    (mail,) = [mail for mail in sent() if mail.subject == t("mail.talk_asked.subject")]
    assert mail.to == (CLASS_TEACHER.email,)
    said = (mail.subject + mail.body).replace(mail.number, "")
    for word in ("Kim", "6A", "elev", PRINCIPAL.name):
        assert word not in said


def test_nothing_of_the_pupil_stands_in_the_teachers_row(stage):
    contact_id = asked(stage)
    (row,) = rows_with("answers", pk="TALKS#")
    assert row.keys() == {"pk", "sk", "expires_at"}
    assert row["sk"] == f"CONTACT#{contact_id}"


def test_who_asked_whom_is_written_down_and_stands_in_the_story(stage):
    contact_id = asked(stage)
    (entry,) = [
        entry
        for entry in audit.of_body("SCHAAA")
        if entry.what == "asked_teacher_contact"
    ]
    assert (entry.who, entry.subject) == (
        PRINCIPAL.id,
        f"{contact_id}.{CLASS_TEACHER.id}",
    )
    seen = see(PRINCIPAL, ItemKind.CONTACT, contact_id, NOW)
    assert [(act.did, act.to) for act in seen.history][-1] == (
        "asked_teacher",
        CLASS_TEACHER.id,
    )
    assert "receiver" in {mail.recipients for mail in seen.told}


def test_asked_twice_is_refused(stage):
    contact_id = asked(stage)
    with pytest.raises(errors.Incomplete, match="ask_teacher"):
        ask_teacher(press(contact_id, TAKEN + 1), CLASS_TEACHER.id)
    with pytest.raises(errors.ChangedMeanwhile):
        ask_teacher(press(contact_id), CLASS_TEACHER.id)


def test_who_does_not_follow_it_up_asks_nobody(stage):
    colleagues()
    assert refused(followed_up(stage), by=SOCIAL)


@pytest.mark.parametrize("to", ["", TEACHER.id + "x", NURSE.id, PRINCIPAL.id])
def test_only_the_class_teacher_is_asked(stage, to):
    assert refused(followed_up(stage), to)


def test_a_wish_for_somebody_else_is_no_wish_for_the_class_teacher(stage):
    contact_id = followed_up(stage, TO_SOCIAL)
    assert wish(contact_id) is None
    assert refused(contact_id)


def test_where_answers_go_along_no_teacher_is_told(stage):
    """Whatever they say: that nobody can be asked tells nothing of it."""
    contact_id = followed_up(stage, along=True)
    assert not wish(contact_id).alone
    assert refused(contact_id)


def test_nor_where_it_is_joined_with_anything(stage):
    receipt_with(ticket_of(stage, "u" * 22), "Hei")
    (thread,) = from_pupils(PRINCIPAL)
    opened(PRINCIPAL, thread)
    contact_id = followed_up(stage)
    join = Press(PRINCIPAL, thread.kind, thread.id, 0, NOW)
    handle.join(join, f"contact.{contact_id}", sure=True)
    assert not wish(contact_id).alone
    assert refused(contact_id, turn=TAKEN + 1)
