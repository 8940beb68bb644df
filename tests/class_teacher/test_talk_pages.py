"""From the pupil's wish on the item's page to the class teacher's answer in its story."""

import pytest

from chalicelib.web.language import texts
from tests.asking import asked, followed_up
from tests.cast import CLASS_TEACHER, PRINCIPAL
from tests.forms_of import form
from tests.staff_browser import text

t = texts("nb")
TEACHER_IS = t("inbox.teacher", classes="6A", name=CLASS_TEACHER.name)
GO = t("inbox.teacher.go", name=CLASS_TEACHER.name)


def item_page(visitor, contact_id, who=PRINCIPAL):
    return text(visitor.become(who).get(f"/staff/inbox/contact/{contact_id}"))


def test_the_wish_is_shown_by_name_and_asked_with_one_press(stage, visitor):
    contact_id = followed_up(stage)
    page = item_page(visitor, contact_id)
    assert TEACHER_IS in page
    assert t("inbox.teacher.ask") in page
    path = f"/staff/inbox/contact/{contact_id}/ask-teacher"
    answer = visitor.post(path, form(page, path, teacher=CLASS_TEACHER.id))
    assert answer.status_code == 303
    page = item_page(visitor, contact_id)
    assert GO not in page
    assert (
        t("inbox.did.asked_teacher", name=PRINCIPAL.name, to=CLASS_TEACHER.name) in page
    )


def test_the_teacher_sees_it_first_says_it_is_done_and_the_story_has_it(stage, visitor):
    contact_id = asked(stage)
    visitor.become(CLASS_TEACHER)
    path = f"/staff/talks/{contact_id}"
    first = text(visitor.get("/staff/progress"))
    assert f'href="{path}"' in first
    assert t("talk.who", place=t("staff.class", label="6A")) in first
    assert "Kim" not in first
    page = text(visitor.get(path))
    assert "Kim Prøvesen" in page
    assert t("talk.asker", name=PRINCIPAL.name) in page
    answer = visitor.post(path, form(page, path))
    assert answer.headers["Location"] == "/staff/progress"
    after = text(visitor.get("/staff/progress"))
    assert t("staff.saved.talked") in after
    assert path not in after
    assert visitor.get(path).status_code == 404
    page = item_page(visitor, contact_id)
    assert t("inbox.did.teacher_talked", name=CLASS_TEACHER.name) in page
    assert t("inbox.status.news") in page


def test_a_press_that_cannot_be_done_says_so(stage, visitor):
    contact_id = asked(stage)
    visitor.become(PRINCIPAL)
    path = f"/staff/inbox/contact/{contact_id}/ask-teacher"
    answer = visitor.post(path, {"turn": "2", "teacher": CLASS_TEACHER.id})
    assert answer.status_code == 422
    assert t("inbox.problem.ask_teacher") in text(answer)
    stale = visitor.post(path, {"turn": "1", "teacher": CLASS_TEACHER.id})
    assert stale.status_code == 409


@pytest.mark.parametrize("path", ["/staff/talks/{}", "/staff/talks/XX"])
def test_who_was_not_asked_finds_nothing(stage, visitor, path):
    contact_id = followed_up(stage)
    visitor.become(CLASS_TEACHER)
    assert visitor.get(path.format(contact_id)).status_code == 404
    assert visitor.post(path.format(contact_id)).status_code == 404
