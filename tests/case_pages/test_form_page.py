from dataclasses import replace
from datetime import date

from chalicelib.case_forms.supporters import Relation
from chalicelib.case_pages.form_page import begun, checked, form_page
from chalicelib.cases.clocks import ONGOING, NextKind
from chalicelib.cases.entry import EntryKind
from tests.case_pages.test_case_view import OPEN, seen
from tests.case_pages.test_case_words import TODAY, WORDS, read
from tests.case_pages.test_course import LIST, TALK
from tests.cast import NURSE, PRINCIPAL

REVIEW, MEETING = EntryKind.REVIEW, EntryKind.MEETING
GIVEN = {"given": ("yes",)}


def about(*entries):
    return replace(seen(), entries=list(entries))


def page(kind, *entries, typed=None, account=PRINCIPAL):
    return form_page(about(*entries), kind, account, WORDS, typed or {})


def test_a_review_asks_for_the_number_before_it_shows_what_was_said_before():
    first = page(REVIEW, TALK)
    assert [asked.name for asked in first.questions] == ["happened", "scale"]
    assert (first.last, first.goal, first.last_when) == ([], None, "")
    then = page(REVIEW, TALK, typed=GIVEN)
    assert len(then.questions) > 2
    assert then.goal == 7
    assert "3 av 10" in [answer.text for answer in then.last]


def test_beside_a_review_stands_the_review_before_it():
    before = read(2, REVIEW, {"scale": 5, "helped": "yes"})
    shown = page(REVIEW, TALK, before, typed=GIVEN)
    assert shown.title == "Samtale med eleven 2"
    assert "5 av 10" in [answer.text for answer in shown.last]


def test_a_meeting_has_those_who_are_with_us_and_says_whether_the_pupil_was_there():
    shown = page(MEETING, read(1, EntryKind.SUPPORTERS, LIST))
    assert shown.there == {1: "Emil"}
    assert shown.present == {1: "Emil", 0: "Nora"}
    assert shown.goal is None


def test_relations_are_asked_of_who_is_responsible_alone():
    assert page(EntryKind.SUPPORTERS).sees_roles
    assert not page(EntryKind.SUPPORTERS, account=NURSE).sees_roles


def test_what_is_next_is_proposed_a_week_on_or_follows_from_the_answer():
    typed = begun(about(), MEETING, PRINCIPAL, WORDS)
    assert (typed["next_kind"], typed["next_on"]) == (["review"], ["2026-12-01"])
    assert (typed["happened"], typed["leader"]) == (["2026-11-24"], [PRINCIPAL.name])
    assert "next_kind" not in begun(about(), EntryKind.TALK, PRINCIPAL, WORDS)
    assert page(EntryKind.TALK).proposes
    assert page(EntryKind.TALK).plans == ONGOING
    assert page(EntryKind.CLOSING).plans == (NextKind.CHECK,)


def test_the_list_begins_as_it_was_and_the_closing_has_counted():
    listed = read(1, EntryKind.SUPPORTERS, LIST)
    typed = begun(about(listed), EntryKind.SUPPORTERS, PRINCIPAL, WORDS)
    assert (typed["name_1"], typed["role_1"]) == (["Emil"], ["difficult"])
    held = [read(n, MEETING, {}, date(2026, 11, 2 + 7 * n)) for n in range(3)]
    counted = begun(about(*held), EntryKind.CLOSING, PRINCIPAL, WORDS)
    assert (counted["meetings"], counted["weeks"]) == (["3"], ["4"])
    none = begun(about(), EntryKind.CLOSING, PRINCIPAL, WORDS)
    assert (none["meetings"], none["weeks"]) == (["0"], ["0"])


def test_a_meeting_is_not_before_the_last_and_keeps_the_proposals_of_those_listed():
    entries = [
        read(1, EntryKind.SUPPORTERS, LIST),
        read(2, MEETING, {}, date(2026, 11, 20)),
    ]
    typed = {
        "happened": ["2026-11-19"],
        "leader": ["Kari"],
        "proposal_1": [" Spise sammen "],
        "proposal_7": ["Ingen"],
    }
    found = checked(about(*entries), MEETING, PRINCIPAL, typed, TODAY)
    assert found.problems == {"happened": "before_last"}
    typed["happened"] = ["2026-11-20"]
    found = checked(about(*entries), MEETING, PRINCIPAL, typed, TODAY)
    assert found.form.proposals == {1: "Spise sammen"}
    typed["proposal_1"] = ["x" * 1001]
    found = checked(about(*entries), MEETING, PRINCIPAL, typed, TODAY)
    assert found.problems == {"proposals": "too_long"}


def test_who_is_not_responsible_keeps_the_relations_as_they_were():
    listed = about(read(1, EntryKind.SUPPORTERS, LIST))
    typed = {"happened": ["2026-11-24"], "name_1": ["Emil"], "role_1": ["friend"]}
    typed |= {"answer_1": ["yes"], "guardian_1": ["informed"]}
    kind = EntryKind.SUPPORTERS
    theirs = checked(listed, kind, NURSE, typed, TODAY).form.people[1].role
    mine = checked(listed, kind, PRINCIPAL, typed, TODAY).form.people[1].role
    assert (theirs, mine) == (Relation.DIFFICULT, Relation.FRIEND)
    assert OPEN.responsible == PRINCIPAL.id


def test_beside_the_list_stands_whom_the_pupil_wants_and_no_more():
    talk = read(1, EntryKind.TALK, {"friends": "Sara", "scale": 3, "next_on": "x"})
    shown = page(EntryKind.SUPPORTERS, talk)
    assert [answer.text for answer in shown.last] == ["Sara"]


def test_a_check_asks_for_the_number_first_and_of_a_class_for_none():
    closing = read(2, EntryKind.CLOSING, {"outcome": "reached"})
    first = page(EntryKind.CHECK, TALK, closing)
    assert (first.asks_scale, first.last, first.goal) == (True, [], None)
    then = page(EntryKind.CHECK, TALK, closing, typed=GIVEN)
    assert (then.asks_scale, then.goal) == (False, 7)
    of_class = replace(about(closing), case=replace(OPEN, of_class=True))
    assert not form_page(of_class, EntryKind.CHECK, PRINCIPAL, WORDS, {}).asks_scale
