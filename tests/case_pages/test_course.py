from dataclasses import replace
from datetime import timedelta

from chalicelib.case_pages.course import course_of
from chalicelib.cases.about import About
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import State
from tests.case_pages.test_case_view import OPEN, seen
from tests.case_pages.test_case_words import TODAY, WORDS, read
from tests.cast import NURSE, PRINCIPAL

TALK = read(1, EntryKind.TALK, {"scale": 3, "good_enough": 7})
GOOD = {"scale": 8, "helped": "yes", "decision": "stop"}
BAD = {"scale": 1, "helped": "worse", "decision": "change"}
LIST = {"people": {"1": {"name": "Emil", "role": "difficult", "answer": "yes"}}}


def course(*entries, case=OPEN, account=PRINCIPAL, **changes):
    shown = replace(seen(case), entries=list(entries), **changes)
    return course_of(shown, account, WORDS)


def review(content, days=0):
    return read(2, EntryKind.REVIEW, content, TODAY + timedelta(days=days))


def test_before_anybody_has_talked_nothing_is_drawn():
    assert course(read(1, EntryKind.MADE)).plot is None
    assert course(TALK).plot.goal == 7


def test_a_bad_talk_alarms_while_the_case_is_open():
    assert course(TALK, review(BAD)).alarms == ["fall", "worse"]
    closed = replace(OPEN, state=State.CLOSED, next_action=None)
    assert course(TALK, review(BAD), case=closed).alarms == []


def test_two_good_talks_offer_closing():
    assert not course(TALK, review(GOOD)).closing
    assert course(TALK, review(GOOD), review(GOOD)).closing


def test_the_list_is_the_last_one_and_its_relations_are_for_who_is_responsible():
    entries = [read(1, EntryKind.SUPPORTERS, {}), read(2, EntryKind.SUPPORTERS, LIST)]
    mine, theirs = course(*entries), course(*entries, account=NURSE)
    assert mine.supporters == [
        ("Emil", "done", "Vanskelig · Med · Hjemmet vet det ikke ennå", [], False)
    ]
    assert "Vanskelig" not in str(theirs.supporters)
    assert mine.warns == ["few"]
    assert course(TALK).warns == []


def test_a_supporter_who_may_be_a_cases_pupil_is_marked():
    listed, others = read(1, EntryKind.SUPPORTERS, LIST), {5: About("Emil Ås", "6B")}
    line = course(listed, about=About("Nora", "6B"), others=others).supporters[0]
    assert (line.cases, line.is_pupil) == ([5], False)
    line = course(listed, about=About("Emil", "6B")).supporters[0]
    assert (line.cases, line.is_pupil) == ([], True)
    line = course(listed, about=About("Nora", "7A"), others=others).supporters[0]
    assert (line.cases, line.is_pupil) == ([], False)
