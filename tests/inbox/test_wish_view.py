"""What an item's page says of a pupil's wish for the class teacher, to whom."""

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.handle_items import asked_talk, handle
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.wish_view import TeacherLine, wish_view
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.see_item import see
from chalicelib.staff_door.class_name import class_name
from chalicelib.storage import transaction
from chalicelib.web.language import apart, texts
from tests.asking import TAKEN, asked, followed_up, press
from tests.cast import CLASS_TEACHER, NOW, PRINCIPAL, TEACHER
from tests.giving import SOCIAL, colleagues
from tests.pupil_cast import from_pupils, opened, receipt_with, ticket_of

t = texts("nb")
NAME = apart(CLASS_TEACHER.name)
DAY = t.local_day(NOW)
WHO = t("inbox.teacher", classes="6A", name=NAME)
ASK = TeacherLine(WHO, "", CLASS_TEACHER.id, t("inbox.teacher.go", name=NAME))


def shown(contact_id, account=PRINCIPAL, kind=ItemKind.CONTACT):
    seen = see(account, kind, contact_id, NOW)
    return wish_view(seen, account, ItemWords(t, seen.names, {}))


def said(why):
    return t(f"inbox.teacher.{why}", place=class_name(t, "6A"))


def test_who_follows_it_up_has_a_press_for_each_teacher(stage):
    view = shown(followed_up(stage))
    assert (view.teachers, view.hint) == ([ASK], said("ask"))


@pytest.mark.parametrize("done", [False, True])
def test_what_became_of_it_stands_beside_the_name(stage, done):
    contact_id = asked(stage)
    if done:
        asked_talk.have_talked(CLASS_TEACHER, contact_id, NOW)
    view = shown(contact_id)
    (line,) = view.teachers
    word = "talked" if done else "asked"
    assert line.state == t(f"inbox.teacher.{word}", when=DAY)
    assert (line.asks, view.hint) == ("", "")


def test_others_see_the_name_and_why_they_have_no_press(stage):
    colleagues()
    view = shown(followed_up(stage), SOCIAL)
    assert view.teachers == [TeacherLine(WHO, "", "", "")]
    assert view.hint == said("not_mine")


def test_where_more_belongs_to_it_the_page_says_so(stage):
    view = shown(followed_up(stage, along=True))
    assert view.teachers == [TeacherLine(WHO, "", "", "")]
    assert view.hint == said("not_alone")


def test_a_class_without_a_teacher_is_said_to_have_none(stage):
    contact_id = followed_up(stage)
    transaction.commit(*accounts.put_account(TEACHER))
    view = shown(contact_id)
    assert (view.teachers, view.hint) == ([], said("nobody"))


def test_what_is_closed_has_neither_press_nor_hint(stage):
    contact_id = followed_up(stage)
    handle.close(press(contact_id, TAKEN), "talked", "")
    view = shown(contact_id)
    assert (view.teachers, view.hint) == ([TeacherLine(WHO, "", "", "")], "")


def test_what_a_pupil_wrote_without_a_name_is_no_wish(stage):
    receipt_with(ticket_of(stage, "u" * 22), "Hei")
    (thread,) = from_pupils(PRINCIPAL)
    opened(PRINCIPAL, thread)
    assert shown(thread.id, kind=ItemKind.THREAD) is None
