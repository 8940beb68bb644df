"""Drafts of a case's forms: whose they are, and when they end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.case_drafts import store
from chalicelib.case_drafts.keep import discard, keep
from chalicelib.case_forms.save import save
from chalicelib.cases import act, make_case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.write import NewEntry, write
from chalicelib.core import errors
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.ready import Press
from chalicelib.storage import expiry, key_pairs
from chalicelib.web.form_body import Fields
from tests.case_access.cast import SOCIAL, shared
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import made, pen, stored
from tests.cases.test_act import TODAY
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.rows import rows_with

A, B, C = ("a" * 22, "b" * 22, "c" * 22)


def typed(text, attempt=A, shown=""):
    return Fields({"note": [text], "attempt": [attempt], "draft": [shown]})


def keeps(text, attempt=A, shown="", who=PRINCIPAL, form="note", number=1):
    return keep(who, number, form, typed(text, attempt, shown), NOW)


def lying(who=PRINCIPAL, form="note"):
    key, found = key_pairs.private(who.body_id), store.of_case(who.body_id, 1)
    typed = {draft.form: draft.fields for draft in store.read(key, who, 1, found)}
    return typed[form].get("note") if form in typed else None


def rows():
    return rows_with("casework", sk="DRAFT#")


def test_a_draft_is_its_writers_alone_and_sealed(desk):
    made(desk)
    keeps("Ringte mor til Test Elev")
    assert lying() == "Ringte mor til Test Elev"
    assert lying(NURSE) is None
    assert "Elev" not in str(rows())


def test_another_draft_is_never_written_over_unseen(desk):
    made(desk)
    keeps("Først")
    with pytest.raises(errors.Incomplete) as refused:
        keeps("Så", B)
    assert refused.value.problem == "case.problem.other_draft"
    assert lying() == "Først"
    keeps("Så", B, shown=A)
    assert lying() == "Så"


def test_the_same_press_keeps_its_newest_words_and_no_press_is_refused(desk):
    made(desk)
    keeps("Først")
    keeps("Først og så")
    assert lying() == "Først og så"
    assert len(rows()) == 1
    with pytest.raises(errors.Tampered):
        keeps("Hei", "")


def test_where_the_draft_that_was_shown_is_gone_a_new_one_is_kept(desk):
    made(desk)
    keeps("Først")
    discard(PRINCIPAL, 1, "note", typed("", B, shown=A))
    assert lying() is None
    keeps("Så", B, shown=A)
    assert lying() == "Så"


def test_only_the_draft_that_was_shown_is_thrown_away(desk):
    made(desk)
    keeps("Først")
    discard(PRINCIPAL, 1, "note", typed("", B, shown=C))
    assert lying() == "Først"


def test_a_draft_past_its_week_is_none_though_its_row_lies_there(desk, monkeypatch):
    made(desk)
    keeps("Først")
    end = NOW + timedelta(days=7)
    monkeypatch.setattr(expiry, "clock", lambda: end.timestamp() - 1)
    assert lying() == "Først"
    monkeypatch.setattr(expiry, "clock", lambda: end.timestamp() + 1)
    assert len(rows()) == 1
    assert lying() is None
    assert store.of_case("SCHAAA", 1) == []
    keep(PRINCIPAL, 1, "note", typed("Så", B), end)
    assert lying() == "Så"


def test_what_is_saved_is_no_draft_any_more(desk):
    case = made(desk)
    keeps("Hei", form="note")
    keeps("Hei", form="forms/talk", attempt=B)
    act.note(pen(case, A, form="note"), "Hei", TODAY)
    assert lying() is None
    save(pen(stored(), C, form="forms/talk", draft=B), EntryKind.TALK, ANSWERS["talk"])
    assert rows() == []


def test_another_draft_of_the_same_form_outlives_what_is_saved(desk):
    case = made(desk)
    keeps("Et annet notat")
    act.note(pen(case, B, form="note"), "Hei", TODAY)
    assert lying() == "Et annet notat"


def test_a_closed_case_has_nobodys_draft(desk):
    shared()
    keeps("Mitt")
    keeps("Hennes", who=SOCIAL)
    save(pen(stored(), B), EntryKind.CLOSING, ANSWERS["closing"])
    assert rows() == []
    keeps("Etterpå")
    act.note(pen(stored(), C), "Hei", TODAY)
    assert lying() == "Etterpå"


def test_the_next_case_of_the_number_has_no_draft_of_the_one_that_was_undone(desk):
    case = made(desk)
    keeps("Hei")
    item_id = case.origins[0].partition(".")[2]
    make_case.undo(Press(PRINCIPAL, ItemKind.REFERRAL, item_id, 1, NOW))
    assert rows() == []


def test_who_leaves_the_case_leaves_no_draft_and_others_keep_theirs(desk):
    case = shared()
    keeps("Hennes", who=NURSE)
    keeps("Hennes talk", who=NURSE, form="forms/talk")
    keeps("Ansvarligs", who=SOCIAL)
    write(
        pen(case, account=SOCIAL, attempt=B),
        NewEntry(EntryKind.ABOUT, {}),
        lambda case: replace(case.noted(NOW), team=()),
    )
    assert [row["sk"] for row in rows()] == [f"DRAFT#{SOCIAL.id}#note"]
