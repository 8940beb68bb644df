"""The staff's pages of a reply: written, looked at, published, corrected, taken down;
and nothing that was typed is lost."""

import re
from datetime import timedelta

import pytest

from chalicelib.class_reply import see_replies
from chalicelib.class_reply.class_word import address_of, grouped, word_of
from chalicelib.class_reply.reply import WHOLE
from chalicelib.rounds import store as rounds
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER
from tests.class_reply.cast import CONTENT, FORM, OVER, STEP, TEXT, answered, told
from tests.forms_of import form
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")


@pytest.fixture
def nurse(stage, visitor, monkeypatch):
    answered(stage)
    monkeypatch.setattr(door, "clock", lambda: OVER)
    return visitor.become(NURSE, OVER)


@pytest.fixture
def path(stage):
    return f"/staff/rounds/{stage.round.id}/replies/6A"


def looked(browser, path, **typed):
    """The page after the form, with what was typed."""
    write = f"{path}/write"
    fields = form(text(browser.get(write)), write, **{**FORM, **typed})
    return browser.post(write, [*fields, ("do", "look")])


def published(browser, path, **typed):
    page = text(looked(browser, path, **typed))
    return browser.post(f"{path}/publish", form(page, f"{path}/publish"))


def content(stage, part="6A"):
    return see_replies.part_of(stage.round, part, OVER).content


def test_a_reply_is_written_looked_at_and_published(nurse, stage, path):
    page = text(looked(nurse, path))
    assert t("reply.look.not_yet") in page
    for line in (*TEXT.told.splitlines(), TEXT.doing, TEXT.whom):
        assert line in page
    assert rows_with("casework", pk="REPLIES#") == []
    answer = nurse.post(f"{path}/publish", form(page, f"{path}/publish"))
    assert answer.status_code == 303
    shown = text(nurse.get(answer.headers["Location"]))
    assert t("staff.saved.reply_published") in shown
    assert content(stage) == CONTENT


def test_the_list_says_how_each_stands_and_the_word_is_on_the_page(nurse, stage, path):
    published(nurse, path)
    listed = text(nurse.get(f"/staff/rounds/{stage.round.id}/replies"))
    for part, state in ((path, "up"), (path.replace("6A", STEP), "few")):
        assert f'href="{part}"' in listed
        assert t(f"reply.state.{state}") in listed
    shown = text(nurse.get(path))
    word = word_of(stage.round.id, "6A")
    assert grouped(word) in shown
    assert f'href="{address_of(word)}"' in shown
    assert "<svg" in shown


def test_names_and_numbers_of_few_are_asked_about_and_can_be_published(
    nurse, stage, path
):
    page = text(looked(nurse, path, doing_nb="Snakk med Zineb. 2 elever passer på."))
    (asked,) = re.findall(r'<div class="note wait">(.*?)</div>', page, re.S)
    assert "Zineb" in asked
    assert "2 elever" in asked
    assert t("reply.recognisable") in asked
    assert (
        nurse.post(f"{path}/publish", form(page, f"{path}/publish")).status_code == 303
    )
    assert "Zineb" in content(stage).texts["nb"].doing
    assert t("reply.recognisable") not in text(looked(nurse, path))


def test_a_language_that_says_less_is_asked_about(nurse, path):
    less = {"told_en": "Fine.", "doing_en": "We help.", "whom_en": "Your teacher."}
    assert t("reply.uneven") in text(looked(nurse, path, **less))
    assert t("reply.uneven") not in text(looked(nurse, path))


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("told_nb", "", "empty"),
        ("doing_nb", "å" * 501, "long"),
        ("whom_nb", "  ", "empty"),
        ("again_on", "i fjor", "day"),
        ("told_nn", "Hei", "empty"),
    ],
)
@pytest.mark.parametrize("ending", ["write", "publish"])
def test_a_mistake_is_said_at_its_field_and_all_that_was_typed_stands_there(
    nurse, path, name, value, kind, ending
):
    page = text(nurse.get(f"{path}/write"))
    fields = form(page, f"{path}/write", **{**FORM, name: value})
    answer = nurse.post(f"{path}/{ending}", fields)
    assert answer.status_code == 422
    shown = text(answer)
    at = "doing_nn" if name == "told_nn" else name
    assert f'href="#{at}"' in shown
    assert re.search(
        rf'id="{at}-wrong">{re.escape(t(f"reply.problem.{kind}", most=500))}', shown
    )
    kept = dict(form(shown, f"{path}/write"))
    assert {field: kept[field] for field in FORM} | {name: kept[name]} == {
        **FORM,
        name: value,
    }
    assert rows_with("casework", pk="REPLIES#") == []


def test_sentences_are_put_in_and_nothing_typed_is_lost(nurse, path):
    page = text(nurse.get(f"{path}/write"))
    fields = form(page, f"{path}/write", told_nb="Hei.")
    chosen = [("sentence", "told.1"), ("sentence", "doing.2"), ("do", "insert")]
    shown = text(nurse.post(f"{path}/write", [*fields, *chosen]))
    kept = dict(form(shown, f"{path}/write"))
    assert kept["told_nb"] == f"Hei.\n{t('reply.sentence.told.1')}"
    assert kept["doing_nn"] == texts("nn")("reply.sentence.doing.2")
    assert re.search(r"<details[^>]* open>\s*<summary>[^<]*Nynorsk", shown)


def test_what_was_looked_at_can_be_changed_before_it_is_published(nurse, path):
    page = text(looked(nurse, path))
    fields = [*form(page, f"{path}/publish"), ("do", "change")]
    shown = text(nurse.post(f"{path}/write", fields))
    kept = dict(form(shown, f"{path}/write"))
    assert {field: kept[field] for field in FORM} == FORM


def test_of_two_at_once_the_second_keeps_what_they_typed_and_sees_what_stands(
    nurse, stage, path
):
    page = text(looked(nurse, path, told_nb="Mitt."))
    told(stage, who=PRINCIPAL, attempt="p" * 22)
    answer = nurse.post(f"{path}/publish", form(page, f"{path}/publish"))
    assert answer.status_code == 409
    shown = text(answer)
    assert t("staff.setup.meanwhile") in shown
    assert TEXT.told.splitlines()[0] in shown
    again = form(shown, f"{path}/write")
    assert dict(again)["told_nb"] == "Mitt."
    assert content(stage) == CONTENT
    page = text(nurse.post(f"{path}/write", [*again, ("do", "look")]))
    assert (
        nurse.post(f"{path}/publish", form(page, f"{path}/publish")).status_code == 303
    )
    assert content(stage).texts["nb"].told == "Mitt."


def test_what_changes_nothing_adds_nothing(nurse, stage, path):
    published(nurse, path)
    write = f"{path}/write"
    page = text(
        nurse.post(write, [*form(text(nurse.get(write)), write), ("do", "look")])
    )
    assert (
        nurse.post(f"{path}/publish", form(page, f"{path}/publish")).status_code == 303
    )
    assert t("staff.saved.same") in text(nurse.get(path))
    assert len(rows_with("casework", pk="REPLIES#")) == 1


def test_it_is_taken_down_and_what_stood_there_can_be_read(nurse, stage, path):
    published(nurse, path)
    answer = nurse.post(f"{path}/down", form(text(nurse.get(path)), f"{path}/down"))
    assert answer.status_code == 303
    shown = text(nurse.get(path))
    assert t("staff.saved.reply_down") in shown
    assert content(stage) is None
    history = shown.partition(t("reply.history"))[2]
    assert NURSE.name in history
    assert TEXT.doing in history
    assert f'action="{path}/down"' not in shown


def test_who_takes_down_what_was_corrected_meanwhile_is_told(nurse, stage, path):
    published(nurse, path)
    fields = form(text(nurse.get(path)), f"{path}/down")
    other = CONTENT.texts["nb"].__class__("Nytt.", "Nytt.", "Nytt.")
    told(
        stage,
        content=CONTENT.__class__({"nb": other}, CONTENT.again_on),
        seen=1,
        attempt="q" * 22,
        who=PRINCIPAL,
    )
    answer = nurse.post(f"{path}/down", fields)
    assert answer.status_code == 409
    assert t("reply.problem.meanwhile") in text(answer)
    assert content(stage).texts["nb"].told == "Nytt."


def test_where_few_have_answered_nothing_can_be_written_and_it_says_what_to_do(
    nurse, stage, path
):
    small = path.replace("6A", STEP)
    for answer in (
        nurse.get(f"{small}/write"),
        nurse.post(f"{small}/write", FORM),
        nurse.post(f"{small}/publish", {**FORM, "attempt": "a" * 22}),
    ):
        assert answer.status_code == 409
        assert t("reply.refused.few") in text(answer)
    assert rows_with("casework", pk="REPLIES#") == []
    assert published(nurse, path.replace("6A", WHOLE)).status_code == 303
    assert content(stage, WHOLE) == CONTENT


def test_while_the_round_is_open_it_says_when(visitor, stage, path):
    answered(stage)
    visitor.become(NURSE)
    shown = text(visitor.get(path))
    assert t("reply.refused.open") in shown
    assert visitor.get(f"{path}/write").status_code == 409


def test_a_shredded_round_has_no_form(nurse, stage, path):
    shred = rounds.shred_round(rounds.get(stage.round.id), OVER.date())
    transaction.commit(*shred)
    assert nurse.get(f"{path}/write").status_code == 409
    assert t("reply.refused.gone") in text(nurse.get(path))


def test_a_round_that_has_expired_is_not_there(nurse, stage, path, later, monkeypatch):
    told(stage)
    after = later(stage.round.expires_at - NOW + timedelta(days=1))
    monkeypatch.setattr(door, "clock", lambda: after)
    nurse.become(NURSE, after)
    assert nurse.get(path).status_code == 404


def test_an_attempt_that_is_none_of_ours_does_nothing(nurse, stage, path):
    told(stage)
    for ending in ("publish", "down"):
        changed = {**FORM, "told_nb": "Nytt.", "attempt": "x", "version": "1"}
        assert nurse.post(f"{path}/{ending}", changed).status_code == 400
    assert content(stage) == CONTENT


@pytest.mark.parametrize("who", [TEACHER, OWNER, STRANGER])
def test_others_than_the_schools_group_find_nothing(nurse, stage, path, who):
    told(stage)
    nurse.become(who, OVER)
    for where in (path, f"{path}/write", path.rpartition("/")[0]):
        assert nurse.get(where).status_code == 404
    for ending in ("write", "publish", "down"):
        assert nurse.post(f"{path}/{ending}", FORM).status_code == 404
    assert content(stage) == CONTENT


def test_when_the_promised_day_has_come_the_list_says_so(
    nurse, stage, path, monkeypatch
):
    published(nurse, path)
    day = t.day(CONTENT.again_on)
    where = f"/staff/rounds/{stage.round.id}/replies"
    assert t("reply.due", day=day) not in text(nurse.get(where))
    later = OVER + timedelta(days=30)
    monkeypatch.setattr(door, "clock", lambda: later)
    nurse.become(NURSE, later)
    assert t("reply.due", day=day) in text(nurse.get(where))
