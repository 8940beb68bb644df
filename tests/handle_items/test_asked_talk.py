"""What a class teacher who was asked sees, for how long, and what they answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Position
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.handle_items import asked_talk, erase, handle
from chalicelib.handle_items.ask_teacher import ask_teacher
from chalicelib.items.item_kind import ItemKind
from chalicelib.manage_schools import set_up
from chalicelib.manage_schools.fields import PersonFields
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.storage import transaction
from chalicelib.threads.contact import ContactUrgency
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests import mailbox
from tests.asking import TAKEN, asked, followed_up, press
from tests.cast import BEFORE, CLASS_TEACHER, NOW, NURSE, OWNER, PRINCIPAL, STRANGER
from tests.pupil_cast import TODAY, from_pupils, opened, receipt_with, ticket_of
from tests.rows import rows_with

t = texts("nb")
AFTER = TAKEN + 1
LEAVES = PersonFields(
    name=CLASS_TEACHER.name,
    email=CLASS_TEACHER.email,
    position=Position.TEACHER,
    language="nb",
    active=False,
)


def waiting():
    return [talk.item.id for talk in asked_talk.asked_of(CLASS_TEACHER)]


def gone(contact_id):
    with pytest.raises(errors.NotFound):
        asked_talk.see(CLASS_TEACHER, contact_id, NOW)
    with pytest.raises(errors.NotFound):
        asked_talk.have_talked(CLASS_TEACHER, contact_id, NOW)
    return waiting() == []


def of_pupil(contact_id):
    return see(PRINCIPAL, ItemKind.CONTACT, contact_id, NOW).item


def test_the_teacher_reads_what_the_pupil_chose_to_say_and_who_asked(stage):
    contact_id = asked(stage)
    assert waiting() == [contact_id]
    pupil = asked_talk.see(CLASS_TEACHER, contact_id, NOW)
    assert (pupil.contact, pupil.asker) == (TODAY, PRINCIPAL.name)
    last = audit.last_of("SCHAAA", CLASS_TEACHER.id)
    assert (last.what, last.subject) == ("read_contact", contact_id)


def test_who_follows_it_up_sees_that_the_teacher_has_talked(stage):
    contact_id = asked(stage)
    asked_talk.have_talked(CLASS_TEACHER, contact_id, NOW)
    item = of_pupil(contact_id)
    assert item.news_at == NOW
    last = item.handling.history[-1]
    assert (last.did, last.who) == ("teacher_talked", CLASS_TEACHER.id)
    assert rows_with("answers", pk="TALKS#") == []
    assert gone(contact_id)


def test_who_has_talked_is_not_asked_once_more(stage):
    contact_id = asked(stage)
    asked_talk.have_talked(CLASS_TEACHER, contact_id, NOW)
    with pytest.raises(errors.Incomplete, match="ask_teacher"):
        ask_teacher(press(contact_id, AFTER + 1), CLASS_TEACHER.id)
    assert waiting() == []


@pytest.mark.parametrize(
    "who", [NURSE, STRANGER, OWNER, replace(CLASS_TEACHER, id="T9")]
)
def test_nobody_else_sees_it(stage, who):
    contact_id = asked(stage)
    assert asked_talk.asked_of(who) == []
    with pytest.raises(errors.NotFound):
        asked_talk.see(who, contact_id, NOW)
    with pytest.raises(errors.NotFound):
        asked_talk.have_talked(who, contact_id, NOW)


def test_nor_does_a_class_teacher_who_was_not_asked(stage):
    assert gone(followed_up(stage))


def test_what_is_closed_is_not_theirs_any_more(stage):
    contact_id = asked(stage)
    handle.close(press(contact_id, AFTER), "talked", "")
    assert gone(contact_id)


def test_nor_what_was_joined_with_something_else(stage):
    receipt_with(ticket_of(stage, "u" * 22), "Hei")
    (thread,) = from_pupils(PRINCIPAL)
    opened(PRINCIPAL, thread)
    contact_id = asked(stage)
    join = Press(PRINCIPAL, thread.kind, thread.id, 0, NOW)
    handle.join(join, f"contact.{contact_id}", sure=True)
    assert gone(contact_id)


def test_what_was_erased_leaves_no_row(stage):
    later = replace(TODAY, urgency=ContactUrgency.THIS_WEEK)
    contact_id = asked(stage, later)
    handle.close(press(contact_id, AFTER), "talked", "")
    erase.erase(
        press(contact_id, AFTER + 1), "Foreldrene har bedt om at det blir borte."
    )
    assert gone(contact_id)
    assert rows_with("answers", pk="TALKS#") == []


def test_a_teacher_who_leaves_leaves_nothing_behind(stage):
    contact_id = asked(stage)
    set_up.change_person(OWNER, "SCHAAA", CLASS_TEACHER.id, 1, LEAVES, NOW)
    assert rows_with("answers", pk="TALKS#") == []
    assert accounts.get("SCHAAA", CLASS_TEACHER.id).classes == ()
    assert asked_talk.asked_of(replace(CLASS_TEACHER, active=False)) == []
    assert of_pupil(contact_id).handling.taken.who == PRINCIPAL.id


def test_who_follows_it_up_is_told_that_the_teacher_they_asked_has_left(stage):
    contact_id = asked(stage)
    sweep(NOW)
    before = len(mailbox.sent())
    set_up.change_person(OWNER, "SCHAAA", CLASS_TEACHER.id, 1, LEAVES, NOW)
    sweep(NOW + timedelta(minutes=1))
    (mail,) = [m for m in mailbox.sent()[before:] if PRINCIPAL.email in m.to]
    assert mail.subject == t("mail.flags_waiting.subject")
    item = of_pupil(contact_id)
    last = item.handling.history[-1]
    assert (last.did, last.who, last.to) == ("teacher_left", OWNER.id, CLASS_TEACHER.id)
    assert item.news_at == NOW
    assert len(item.mails) > 0


def test_two_pupils_of_who_leaves_are_one_mail(stage):
    first = asked(stage)
    ask_contact.ask(ticket_of(stage, "v" * 22).text, TODAY, None, BEFORE)
    (other,) = [item.id for item in from_pupils(PRINCIPAL) if item.id != first]
    open_item(PRINCIPAL, ItemKind.CONTACT, other, NOW)
    handle.take(press(other, 0))
    ask_teacher(press(other), CLASS_TEACHER.id)
    set_up.change_person(OWNER, "SCHAAA", CLASS_TEACHER.id, 1, LEAVES, NOW)
    assert {of_pupil(id_).news_at for id_ in (first, other)} == {NOW}
    assert rows_with("answers", pk="TALKS#") == []
    told = [set(of_pupil(id_).mails) for id_ in (first, other)]
    assert len(set.intersection(*told)) >= 1


def test_what_is_closed_already_says_nothing_of_who_leaves(stage):
    contact_id = asked(stage)
    handle.close(press(contact_id, AFTER), "talked", "")
    set_up.change_person(OWNER, "SCHAAA", CLASS_TEACHER.id, 1, LEAVES, NOW)
    assert of_pupil(contact_id).handling.history[-1].did == "closed"
    assert rows_with("answers", pk="TALKS#") == []


def test_a_teacher_who_comes_back_can_be_asked_again(stage):
    contact_id = asked(stage)
    set_up.change_person(OWNER, "SCHAAA", CLASS_TEACHER.id, 1, LEAVES, NOW)
    back = replace(accounts.get("SCHAAA", CLASS_TEACHER.id), active=True)
    back = replace(back, classes=CLASS_TEACHER.classes)
    transaction.commit(*accounts.put_account(back))
    turn = of_pupil(contact_id).handling.turn
    ask_teacher(press(contact_id, turn), CLASS_TEACHER.id)
    assert waiting() == [contact_id]


def test_a_colleague_who_did_something_meanwhile_is_not_overwritten(stage, monkeypatch):
    contact_id = asked(stage)
    taken_away = handle.close
    before = asked_talk._waiting

    def closed_meanwhile(account, id_):
        talk = before(account, id_)
        taken_away(press(contact_id, AFTER), "talked", "")
        return talk

    monkeypatch.setattr(asked_talk, "_waiting", closed_meanwhile)
    with pytest.raises(errors.ChangedMeanwhile):
        asked_talk.have_talked(CLASS_TEACHER, contact_id, NOW)
    assert of_pupil(contact_id).handling.closed


def test_the_teacher_must_be_let_in(stage):
    contact_id = asked(stage)
    waits = replace(CLASS_TEACHER, confirmed=False)
    transaction.commit(*accounts.put_account(waits))
    assert asked_talk.asked_of(waits) == []
    with pytest.raises(errors.NotFound):
        asked_talk.see(waits, contact_id, NOW)
