"""The pages of a plan, as a browser sends and shows them."""

from datetime import timedelta

import pytest

from chalicelib.case_forms.save import save
from chalicelib.cases import act, see_case
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import State
from chalicelib.plans.see_plan import plan_in
from chalicelib.referrals import drafts
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import TODAY
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.staff_browser import text

CASE, PLAN = "/staff/cases/1", "/staff/cases/1/plan"
WRITTEN = {
    "problem": "Nora har ingen å være sammen med.",
    "pupil_view": "Jeg vil ha noen å gå med.",
    "m1_what": "Faste lekegrupper",
    "m1_aim": "group",
    "m1_who": "Amina Yusuf",
    "m1_starts": "2026-11-25",
    "m1_often": "ved behov",
    "m1_until": "2026-12-18",
    "evaluate_on": "2026-12-01",
    "known_on": "2026-11-23",
    "principal_on": "2026-11-23",
}
EVALUATED = {
    "improvement": "same",
    "safe": "unsure",
    "text": "Det er litt bedre i storefri.",
    "step1": "change",
}


@pytest.fixture
def principal(stage, visitor):
    made(drafts.desk(TEACHER))
    return visitor.become(PRINCIPAL)


def press(browser, page, path=None, **typed):
    path = path or page
    return browser.post(path, form(text(browser.get(page)), path, **typed))


def write(browser, **changes):
    return press(browser, f"{PLAN}/edit", **WRITTEN | changes)


def found():
    return plan_in(see_case.see(PRINCIPAL, 1, NOW).entries)


def test_a_case_without_a_plan_says_so_and_leads_to_writing_it(principal):
    page = text(principal.get(PLAN))
    assert "Det er ikke skrevet noen plan ennå." in page
    assert f"{PLAN}/edit" in page
    assert PLAN in text(principal.get(CASE))


def test_a_plan_is_saved_and_said_and_read_again(principal):
    assert write(principal).status_code == 303
    page = text(principal.get(PLAN))
    assert "Lagret: aktivitetsplanen." in page
    assert "Nora har ingen å være sammen med." in page
    assert "<mark>ved behov</mark>" in page
    assert "tirsdag 1. desember" in page
    assert "Første handling kom én skoledag etter" in page
    assert "«Faste lekegrupper»: «ved behov» sier ikke" in page
    assert "fra mandag 30. november" in page
    assert "Nora" not in page.partition("<title>")[2].partition("</title>")[0]


def test_every_page_says_that_pupil_and_guardians_may_read_it(principal):
    write(principal)
    for path in (PLAN, f"{PLAN}/edit", f"{PLAN}/evaluate", f"{PLAN}/versions"):
        said = "Elev og foresatte kan be om å få lese dette."
        assert said in text(principal.get(path))


def test_the_evaluation_is_what_is_next_in_the_case_and_in_its_story(principal):
    write(principal, evaluate_on="2026-11-25")
    page = text(principal.get(CASE))
    assert "Neste: Evaluer aktivitetsplanen" in page
    assert "Aktivitetsplan, versjon 1" in page
    assert f"{PLAN}/versions#entry-2" in page
    assert "Evaluer aktivitetsplanen" in text(principal.get("/staff/cases"))
    assert stored().next_action.kind is NextKind.FIRST_TALK


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"known_on": "2026-11-25"}, "known_on"),
        ({"guardians_on": "i går"}, "guardians_on"),
        ({"m1_until": "2026-11-24"}, "m1_until"),
        ({"m2_who": "Kari"}, "m2_what"),
        ({"m1_aim": "everyone"}, "m1_aim"),
        ({"evaluate_on": "2026-11-23"}, "evaluate_on"),
        ({"problem": "x" * 2001}, "problem"),
        ({"problem": "", "m1_what": ""}, "problem"),
        ({"problem_from": "1"}, "problem_from"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_all_that_was_typed_is_kept(
    principal, typed, field
):
    blank = dict.fromkeys(WRITTEN, "") if typed.get("problem") == "" else {}
    answer = press(principal, f"{PLAN}/edit", **WRITTEN | blank | typed)
    page = text(answer)
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert f'id="{field}-wrong"' in page
    kept = [value for value in (WRITTEN | blank | typed).values() if value]
    assert [value for value in kept if value not in page and value != "everyone"] == []
    assert stored().version == 1


def test_a_plan_that_is_not_finished_can_be_saved(principal):
    unfinished = dict.fromkeys(WRITTEN, "") | {"problem": "Nora går alene."}
    assert press(principal, f"{PLAN}/edit", **unfinished).status_code == 303
    page = text(principal.get(PLAN))
    assert "Planen har ingen tiltak." in page
    assert "Planen sier ikke når skolen fikk vite det." in page


def test_the_cases_page_says_the_week_of_12_6_until_it_is_closed(principal):
    assert "Fikk rektor vite det da saken kom inn?" in text(principal.get(CASE))
    write(principal, principal_on="2026-11-18")
    assert "fra onsdag 25. november (uke 48)" in text(principal.get(CASE))
    for number in range(9):
        act.note(pen(stored(), f"{number}" * 22), f"Notat {number}", TODAY)
    assert "fra onsdag 25. november (uke 48)" in text(principal.get(CASE))
    act.move(
        pen(stored(), "m" * 22),
        act.Move.TRY_OTHER,
        "Eleven vil ikke ha noen gruppe nå.",
    )
    save(pen(stored(), "c" * 22), EntryKind.CLOSING, ANSWERS[EntryKind.CLOSING])
    assert "statsforvalteren" not in text(principal.get(CASE))


def test_an_evaluation_is_corrected_on_its_entrys_page_and_the_correction_stands_by_it(
    principal,
):
    write(principal)
    press(principal, f"{PLAN}/evaluate", **EVALUATED)
    one = f"{CASE}/entries/3"
    assert f'href="{one}"' in text(principal.get(PLAN))
    page = text(principal.get(one))
    assert EVALUATED["text"] in page
    assert f'href="{PLAN}/versions#entry-3"' in page
    assert press(principal, one, correction="Det var onsdag.").status_code == 303
    for path in (PLAN, f"{PLAN}/versions", one):
        assert "Det var onsdag." in text(principal.get(path))


def test_a_colleagues_note_does_not_stop_who_writes_a_plan(principal):
    page = text(principal.get(f"{PLAN}/edit"))
    act.note(pen(stored()), "Ringte hjem", TODAY)
    sent = form(page, f"{PLAN}/edit", **WRITTEN)
    assert principal.post(f"{PLAN}/edit", sent).status_code == 303
    assert len(found().versions) == 1


def test_the_second_of_two_who_write_is_told_and_keeps_what_was_typed(principal):
    write(principal)
    page = text(principal.get(f"{PLAN}/edit"))
    write(principal, problem="Kollegaens ord om problemet.")
    mine = WRITTEN | {"problem": "Mine ord om problemet."}
    answer = principal.post(f"{PLAN}/edit", form(page, f"{PLAN}/edit", **mine))
    assert answer.status_code == 409
    assert "Mine ord om problemet." in text(answer)
    assert "<ins>Kollegaens ord om problemet.</ins>" in text(answer)
    assert len(found().versions) == 2
    again = form(text(answer), f"{PLAN}/edit", **mine)
    assert principal.post(f"{PLAN}/edit", again).status_code == 303
    assert found().latest.plan.problem == "Mine ord om problemet."


def test_the_same_press_twice_is_one_version(principal):
    sent = form(text(principal.get(f"{PLAN}/edit")), f"{PLAN}/edit", **WRITTEN)
    for _ in range(2):
        assert principal.post(f"{PLAN}/edit", sent).status_code == 303
    assert len(found().versions) == 1


def test_versions_say_what_changed(principal):
    write(principal)
    write(principal, m1_often="hver dag", m2_what="Samtale", m2_aim="pupil")
    page = text(principal.get(f"{PLAN}/versions"))
    assert "Versjon 2" in page
    assert "<del>ved behov</del>" in page
    assert "<ins>hver dag</ins>" in page
    assert "Nytt tiltak" in page
    assert "<ins>Samtale</ins>" in page


def test_an_evaluation_says_what_becomes_of_every_measure(principal):
    write(principal)
    page = text(principal.get(f"{PLAN}/evaluate"))
    assert 'name="evaluate_on"' in page
    assert 'value="2026-12-01"' in page
    assert press(principal, f"{PLAN}/evaluate", **EVALUATED).status_code == 303
    page = text(principal.get(PLAN))
    assert "Det er litt bedre i storefri." in page
    assert "Endres" in page
    assert "Det er ikke bedre. Endre tiltak, eller be om hjelp utenfra." in page
    assert stored().evaluate_on == TODAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"improvement": ""}, "improvement"),
        ({"safe": ""}, "safe"),
        ({"step1": ""}, "step1"),
        ({"happened": "2026-11-25"}, "happened"),
        ({"happened": "2026-11-23"}, "happened"),
        ({"happened": ""}, "happened"),
        ({"evaluate_on": "2026-11-23"}, "evaluate_on"),
    ],
)
def test_an_evaluation_that_lacks_an_answer_keeps_the_others(principal, typed, field):
    write(principal)
    answer = press(principal, f"{PLAN}/evaluate", **EVALUATED | typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in text(answer)
    assert EVALUATED["text"] in text(answer)
    assert found().evaluations == []


def test_without_a_plan_there_is_nothing_to_evaluate(principal):
    assert principal.get(f"{PLAN}/evaluate").status_code == 404


def test_a_line_of_the_log_can_be_what_the_problem_points_to(principal):
    done = {"duty": "investigate", "means": "observed", "done": "Vi så storefri."}
    assert press(principal, PLAN, f"{PLAN}/log", **done).status_code == 303
    assert "Vi så storefri." in text(principal.get(PLAN))
    assert write(principal, problem_from="2").status_code == 303
    assert "Problemet viser til noe dere har undersøkt." in text(principal.get(PLAN))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"duty": "investigate", "done": "Vi spurte."}, "means"),
        ({"duty": "", "done": "Vi spurte."}, "duty"),
        ({"duty": "act", "done": " "}, "done"),
        ({"duty": "act", "done": "Vi sa fra.", "happened": "2026-11-25"}, "happened"),
    ],
)
def test_a_line_of_the_log_says_what_it_lacks(principal, typed, field):
    answer = press(principal, PLAN, f"{PLAN}/log", **typed)
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in text(answer)
    assert typed["done"].strip() in text(answer)
    assert stored().version == 1


def test_a_closed_case_has_no_evaluation_to_come_and_its_plan_stands(principal):
    write(principal)
    closed = stored().moved(act.Move.CLOSE, None, NOW)
    assert (closed.state, closed.evaluate_on) == (State.CLOSED, None)


def test_who_may_not_open_the_case_opens_no_page_of_its_plan(principal):
    write(principal)
    sent = form(text(principal.get(f"{PLAN}/edit")), f"{PLAN}/edit", **WRITTEN)
    principal.become(NURSE)
    for path in (PLAN, f"{PLAN}/edit", f"{PLAN}/evaluate", f"{PLAN}/versions"):
        assert principal.get(path).status_code == 404
    assert principal.post(f"{PLAN}/edit", sent).status_code == 404
    kinds = [read.entry.kind for read in see_case.see(PRINCIPAL, 1, NOW).entries]
    assert kinds == [EntryKind.MADE, EntryKind.PLAN]
