"""A plan or an evaluation that somebody has begun and not saved is kept."""

from datetime import timedelta

import pytest

from chalicelib.cases import act
from chalicelib.staff_door import door
from tests.cases.cast import pen, stored
from tests.cases.test_act import TODAY
from tests.cast import NOW, PRINCIPAL
from tests.forms_of import form
from tests.plan_pages.test_staff_pages import (
    CASE,
    EVALUATED,
    PLAN,
    WRITTEN,
    found,
    press,
    principal,
    write,
)
from tests.rows import rows_with
from tests.staff_browser import text

__all__ = ["principal"]
EDIT, EVALUATE = f"{PLAN}/edit", f"{PLAN}/evaluate"


def rows():
    return rows_with("casework", sk="DRAFT#")


def test_a_plan_that_was_begun_stands_in_its_page_again_and_is_found_from_the_case(
    principal,
):
    begun = WRITTEN | {"m5_what": "Det femte tiltaket", "known_on": "x"}
    assert press(principal, EDIT, do="draft", **begun).status_code == 303
    page = text(principal.get(EDIT))
    assert "Utkastet er lagret" in page
    for typed in (WRITTEN["problem"], "Det femte tiltaket", 'value="x"'):
        assert typed in page
    assert "Gå videre med utkastet: Aktivitetsplan" in text(principal.get(CASE))
    assert found().versions == []
    assert press(principal, EDIT, known_on="2026-11-23").status_code == 303
    assert rows() == []
    assert found().latest.plan.measures[1].what == "Det femte tiltaket"


def test_what_was_refused_is_kept(principal):
    write(principal)
    for path, typed in ((EDIT, {"decided": "x"}), (EVALUATE, {"text": "Det går bra"})):
        answer = press(principal, path, **typed)
        assert answer.status_code == 422
        assert "Utkast lagret" in text(answer)
    assert "Det går bra" in text(principal.get(EVALUATE))
    assert press(principal, EVALUATE, do="discard").status_code == 303
    assert "Det går bra" not in text(principal.get(EVALUATE))
    assert [row["sk"] for row in rows()] == [f"DRAFT#{PRINCIPAL.id}#plan/edit"]


def test_a_draft_that_is_older_than_a_colleagues_version_never_replaces_it_unseen(
    principal,
):
    write(principal)
    press(principal, EDIT, problem="Mitt utkast", do="draft")
    page = text(principal.get(EDIT))
    press(principal, EDIT, do="discard")
    write(principal, problem="Kollegaens ord")
    answer = principal.post(EDIT, form(page, EDIT))
    assert answer.status_code == 409
    assert "<ins>Kollegaens ord</ins>" in text(answer)
    assert "Mitt utkast" in text(answer)
    # Kept as it was typed; saved from the page that has shown what changed
    assert "Utkast lagret" in text(answer)
    assert principal.post(EDIT, form(text(answer), EDIT)).status_code == 303
    assert found().latest.plan.problem == "Mitt utkast"


def test_a_note_in_between_makes_no_draft_stale(principal):
    press(principal, EDIT, problem="Mitt utkast", do="draft")
    act.note(pen(stored()), "Kollegaens notat", TODAY)
    assert press(principal, EDIT).status_code == 303
    assert found().latest.plan.problem == "Mitt utkast"
    assert rows() == []


@pytest.mark.parametrize(
    ("path", "typed"),
    [(EDIT, {"problem": "Nora går alene"}), (EVALUATE, EVALUATED)],
)
def test_what_was_typed_when_the_session_ran_out_waits_for_who_typed_it(
    principal, monkeypatch, path, typed
):
    write(principal)
    sent = form(text(principal.get(path)), path, **typed)
    later = NOW + timedelta(minutes=46)
    monkeypatch.setattr(door, "clock", lambda: later)
    assert principal.post(path, sent).status_code == 401
    principal.become(PRINCIPAL, later)
    words = typed.get("text") or typed["problem"]
    assert words in text(principal.get(path))


def test_the_log_of_the_duties_keeps_no_draft(principal):
    answer = press(principal, PLAN, f"{PLAN}/log", done="Ringte hjem", do="draft")
    assert answer.status_code == 404
    assert rows() == []
    assert stored().version == 1


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"decided": "2026-11-22"}, "Dagen er for tidlig."),
        ({"known_on": "2025-11-23"}, "Sjekk årstallet."),
    ],
)
def test_a_version_is_not_decided_before_the_one_it_changes_nor_in_another_year(
    principal, typed, problem
):
    write(principal, decided="2026-11-23")
    answer = press(principal, EDIT, **typed)
    assert answer.status_code == 422
    assert problem in text(answer)
    assert len(found().versions) == 1
