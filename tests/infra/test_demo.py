"""The demo school is made once; what people change in it stays."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.cases import see_case
from chalicelib.cases import store as cases
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import State
from chalicelib.class_reply.class_word import word_of
from chalicelib.class_reply.read_reply import read
from chalicelib.closing_answers.read_answers import of_pupil, of_supporters
from chalicelib.core.settings import settings
from chalicelib.forms.definitions import FORMS
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Openness
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from infra.local import demo, demo_people


@pytest.fixture(autouse=True)
def slots_at_once(aws, monkeypatch):
    """As in ``make run``: what the demo's pupils send is listed at once."""
    monkeypatch.setenv("SLOTS_AT_ONCE", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_what_was_changed_in_an_earlier_run_is_left_alone(aws):
    demo.set_up()
    nurse = next(person for person in demo_people.PEOPLE if person.id == "A3")
    changed = replace(nurse, email="ny@demoskolen.example")
    transaction.commit(*accounts.change_account(nurse, changed))
    transaction.commit(
        schools.change_school(replace(demo_people.SCHOOL, name="Omdøpt"))
    )
    transaction.commit(schools.change_class(replace(demo_people.CLASSES[0], pupils=3)))
    demo.set_up()
    assert accounts.get(demo_people.SCHOOL_ID, "A3").email == "ny@demoskolen.example"
    assert [
        account.id for account in accounts.with_email(accounts.hash_of(nurse.email))
    ] == ["B3"]
    assert schools.get(demo_people.SCHOOL_ID).name == "Omdøpt"
    assert schools.classes(demo_people.SCHOOL_ID)[0].pupils == 3


def test_what_is_printed_says_that_invented_pupils_alone_may_answer_here(
    aws, monkeypatch, tmp_path
):
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert [line for line in demo.set_up() if line.startswith("Invented pupils only")]


def test_the_school_has_a_case_in_every_state(aws):
    demo.set_up()
    found = cases.of_body(demo_people.SCHOOL_ID)
    assert {case.state for case in found} == set(State)


def test_the_case_to_look_at_has_a_plan_that_was_evaluated_and_lacks_something(aws):
    demo.set_up()
    planned = [
        case for case in cases.of_body(demo_people.SCHOOL_ID) if case.evaluate_on
    ]
    (case,) = planned
    kinds = [entry.kind for entry in map(cases.decode_entry, cases.entries(case))]
    assert kinds.count(EntryKind.PLAN) == kinds.count(EntryKind.EVALUATION) == 1


def test_of_one_case_somebody_has_written_that_no_plan_is_needed(aws):
    demo.set_up()
    found = [
        entry.kind
        for case in cases.of_body(demo_people.SCHOOL_ID)
        for entry in map(cases.decode_entry, cases.entries(case))
    ]
    assert found.count(EntryKind.NO_PLAN) == 1


def test_one_case_is_offered_to_a_colleague_and_one_was_opened_with_a_reason():
    demo.set_up()
    found = cases.of_body(demo_people.SCHOOL_ID)
    (asked,) = [case.offer for case in found if case.offer]
    (glass,) = [glass for case in found for glass in case.glasses]
    assert (asked.to, glass.who) == ("A4", "A3")


def test_on_a_case_that_is_over_the_pupil_has_answered():
    demo.set_up()
    principal, at = demo_people.PEOPLE[0], datetime.now(UTC)
    over = [
        case
        for case in cases.of_body(demo_people.SCHOOL_ID)
        if case.state is State.CLOSED
    ]
    answers = [
        answer
        for case in over
        for asked in of_pupil(see_case.see(principal, case.number, at))
        for answer in asked.answers
    ]
    assert [answer["what_helped"] for answer in answers] == ["supporters"]
    (term,) = of_supporters(principal, at)
    assert term.shares is None


def test_the_word_of_each_class_of_an_open_round_leads_to_its_page(aws):
    demo.set_up()
    now = datetime.now(UTC)
    open_now = [
        round_
        for listed in rounds.of_school(demo_people.SCHOOL_ID)
        if (round_ := rounds.get(listed.id)) and round_.openness(now) is Openness.OPEN
    ]
    of_classes = [round_ for round_ in open_now if round_.form_id in FORMS]
    words = {
        word_of(round_.id, class_id)
        for round_ in of_classes
        for class_id in round_.classes
    }
    assert len(of_classes) == len(FORMS)
    assert {read(word, None, now).word for word in words} == words
