"""The pages of cases, as a browser sends and shows them."""

import pytest

from chalicelib.cases import act, make_case
from chalicelib.cases.states import State
from chalicelib.pupil_threads import by_pupil
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.threads.message import MessageKind
from chalicelib.upkeep.schedule import sweep
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import TODAY, WHY
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.pupil_cast import from_pupils, opened, own_keys, receipt_with, ticket_of
from tests.staff_browser import text

CASE = "/staff/cases/1"


@pytest.fixture
def principal(stage, visitor):
    made(drafts.desk(TEACHER))
    return visitor.become(PRINCIPAL)


def press(browser, name, **typed):
    path = f"{CASE}/{name}"
    return browser.post(path, form(text(browser.get(CASE)), path, **typed))


def test_the_page_says_whom_it_is_about_where_it_is_and_what_is_next(principal):
    page = text(principal.get(CASE))
    assert "Test Elev, 6A" in page
    assert "Neste: Første samtale" in page
    assert "torsdag" in page
    assert "Saken ble opprettet" in page
    assert "Elev" not in page.partition("<title>")[2].partition("</title>")[0]


def test_a_case_says_that_the_pupil_may_read_it(principal):
    for path in (CASE, f"{CASE}/story", f"{CASE}/entries/1"):
        page = text(principal.get(path))
        assert "Elev og foresatte kan be om å få lese dette." in page


def test_a_pupil_who_took_back_what_they_wrote_is_told_of_in_the_story(visitor, stage):
    code = receipt_with(ticket_of(stage, "t" * 22), "Ingen vil være med meg.")
    name = (MessageKind.NAME, "Kim Prøvesen", BEFORE)
    by_pupil.write(own_keys(code), "n" * 22, *name)
    (item,) = from_pupils(PRINCIPAL)
    turn = opened(PRINCIPAL, item).item.handling.turn
    make_case.make(Press(PRINCIPAL, item.kind, item.id, turn, NOW))
    assert "Kim Prøvesen" in text(visitor.become(PRINCIPAL).get(CASE))
    by_pupil.withdraw(own_keys(code), NOW)
    sweep(NOW)
    page = text(visitor.get(CASE))
    assert "Kim" not in page
    assert "Eleven har slettet det eleven skrev" in page
    assert "Ingen hadde begynt å hjelpe, så navnet er slettet i saken også." in page
    assert "Tjenesten selv" in page


def test_a_note_is_saved_and_said_and_read_again(principal):
    answer = press(principal, "note", note="Ringte hjem", happened="2026-11-20")
    assert answer.status_code == 303
    page = text(principal.get(CASE))
    assert "Lagret: notatet." in page
    assert "Ringte hjem" in page
    entry = text(principal.get(f"{CASE}/entries/2"))
    assert "Ringte hjem" in entry
    assert "Elev og foresatte kan be om å få lese dette." in entry


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("note", {"note": "Ringte hjem", "happened": "2026-11-25"}, "fram i tid"),
        ("note", {"note": "Ringte hjem", "happened": "i går"}, "Velg en dag."),
        ("next", {"on": "2026-11-20", "kind": "meeting"}, "Dagen har vært."),
        ("next", {"on": "2026-11-30", "kind": "check"}, "Velg hva som er neste."),
        ("move", {"to": "try_other", "reason": "Fordi det."}, "hel setning"),
        ("move", {"to": "", "reason": WHY}, "kan ikke gå dit"),
        ("about", {"pupil": "x" * 101, "place": "6A"}, "for lang"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(principal, name, typed, said):
    answer = press(principal, name, **typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert all(value in text(answer) for value in typed.values() if value)
    assert stored().version == 1


def test_the_second_of_two_is_told_and_keeps_what_was_typed(principal):
    page = text(principal.get(CASE))
    act.note(pen(stored()), "Kollegaens notat", TODAY)
    path = f"{CASE}/move"
    answer = principal.post(path, form(page, path, to="try_other", reason=WHY))
    assert answer.status_code == 409
    assert WHY in text(answer)
    assert "Kollegaens notat" in text(answer)
    again = form(text(answer), path, to="try_other", reason=WHY)
    assert principal.post(path, again).status_code == 303
    assert stored().state is State.OTHER_MEASURE


def test_a_correction_comes_back_to_what_it_corrects(principal):
    press(principal, "note", note="Ringte mor", happened="2026-11-24")
    path = f"{CASE}/entries/2"
    page = text(principal.get(path))
    assert principal.post(path, form(page, path, correction=" ")).status_code == 422
    answer = principal.post(path, form(page, path, correction="Det var far"))
    assert answer.status_code == 303
    assert "Det var far" in text(principal.get(path))
    assert "Rettelse: Notat" in text(principal.get(f"{CASE}/story"))


def test_others_see_number_and_state_in_the_list_and_no_page(principal):
    principal.become(NURSE)
    page = text(principal.get("/staff/cases"))
    assert "Sak 1" in page
    assert "Mottatt" in page
    assert f'href="{CASE}"' not in page
    assert "Test A2" not in page
    for path in (CASE, f"{CASE}/story", f"{CASE}/entries/1"):
        assert principal.get(path).status_code == 404


@pytest.mark.parametrize("number", ["9", "x", "1234567", "-1", "²"])
def test_what_is_no_case_is_not_found(principal, number):
    assert principal.get(f"/staff/cases/{number}").status_code == 404
    assert principal.get(f"{CASE}/entries/{number}").status_code == 404


def test_a_long_story_goes_on_a_page_further(principal):
    for number in range(51):
        act.note(pen(stored(), f"{number:022d}"), f"Notat nummer {number}.", TODAY)
    latest = text(principal.get(f"{CASE}/story"))
    assert "Notat nummer 50." in latest
    assert "Notat nummer 0." not in latest
    older = text(principal.get(f"{CASE}/story/2"))
    assert f'href="{CASE}/story/2"' in latest
    assert "Notat nummer 0." in older
    assert "Saken ble opprettet" in older
    assert "Notat nummer 1." not in older
    assert "/story/" not in older
    assert principal.get(f"{CASE}/story/999999").status_code == 404
