import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.text import count_characters
from chalicelib.forms.form import SKIP, Form, Problem, parse
from chalicelib.forms.questions import AskIf, Choice, Text

FORM = Form(
    "test",
    "5-7",
    (
        Choice("mood", ("good", "bad")),
        Choice("why", ("a", "b"), ask_if=AskIf("mood", frozenset({"bad"}))),
        Text("more", max_chars=5),
    ),
)


def test_answers_are_option_codes_and_trimmed_text():
    parsed = parse(FORM, {"mood": ["bad"], "why": ["a"], "more": ["  hei \r\n"]}, True)
    assert parsed.answer == {"mood": "bad", "why": "a", "more": "hei"}
    assert parsed.problems == ()


def test_a_skipped_an_unanswered_and_an_empty_item_are_all_absent():
    parsed = parse(FORM, {"mood": [SKIP], "more": ["   "]}, True)
    assert parsed.answer == {}
    assert parsed.problems == ()
    assert parsed.kept["mood"] == SKIP


def test_a_follow_up_that_does_not_fit_the_answer_before_it_is_asked_about_once_and_then_kept():
    parsed = parse(FORM, {"mood": ["good"], "why": ["a"]}, True)
    assert parsed.problems == (Problem("why", "does_not_fit", "mood"),)
    assert parsed.kept == {"mood": "good", "why": "a"}
    again = parse(FORM, {"mood": ["good"], "why": ["a"]}, True, asked_about=("why",))
    assert again.problems == ()
    assert again.answer == {"mood": "good", "why": "a"}


@pytest.mark.parametrize("why", [[], [SKIP]])
def test_a_follow_up_that_does_not_apply_and_was_left_alone_is_no_problem(why):
    assert parse(FORM, {"mood": ["good"], "why": why}, True).answer == {"mood": "good"}


@pytest.mark.parametrize("mood", [[], [SKIP]])
def test_a_follow_up_is_kept_where_the_question_before_it_was_skipped(mood):
    assert parse(FORM, {"mood": mood, "why": ["a"]}, True).answer == {"why": "a"}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"mood": ["great"]}, Problem("mood", "unknown_option")),
        ({"mood": [""]}, Problem("mood", "unknown_option")),
        ({"mood": ["good", "bad"]}, Problem("mood", "repeated")),
        ({"mood": ["good", "good"]}, Problem("mood", "repeated")),
        ({"more": ["a", "b"]}, Problem("more", "repeated")),
        ({"more": ["abcdef"]}, Problem("more", "too_long")),
        ({"name": ["Ola"]}, Problem("name", "unknown_field")),
    ],
)
def test_what_cannot_be_taken_is_named_and_gives_no_answer(fields, problem):
    parsed = parse(FORM, {"why": ["a"], **fields}, True)
    assert parsed.problems == (problem,)
    assert parsed.answer == {}


def test_valid_choices_and_a_long_text_are_kept_to_be_shown_again():
    parsed = parse(FORM, {"mood": ["bad"], "why": ["x"], "more": ["abcdef"]}, True)
    assert parsed.kept == {"mood": "bad", "more": "abcdef"}


def test_text_is_not_asked_for_and_not_taken_where_the_group_is_small():
    assert [question.id for question in FORM.asked(text_allowed=False)] == [
        "mood",
        "why",
    ]
    parsed = parse(FORM, {"more": ["hei"]}, False)
    assert parsed.problems == (Problem("more", "unknown_field"),)


def test_text_at_the_limit_is_taken():
    assert parse(FORM, {"more": ["åøæé👍"]}, True).answer == {"more": "åøæé👍"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("hei", 3),
        ("å", 1),
        ("a\u030a", 1),
        ("x\u0301\u0323", 1),
        ("👍🏽", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("❤️", 1),
        ("🇳🇴", 1),
        ("🇳🇴🇸🇪", 2),
        ("🇳🇴🇸", 2),
        ("a\nb", 3),
    ],
)
def test_characters_are_counted_as_people_count_them(text, count):
    assert count_characters(text) == count


@given(st.text(max_size=40))
def test_counting_never_gives_more_than_the_code_points(text):
    assert count_characters(text) <= len(unicodedata.normalize("NFC", text))


NAMES = st.sampled_from(["mood", "why", "more", "other"])
VALUES = st.lists(
    st.sampled_from(["good", "bad", "a", SKIP, "", "hei"]) | st.text(max_size=9)
)


@given(st.dictionaries(NAMES, VALUES), st.booleans())
def test_an_answer_never_holds_what_the_form_does_not_know(fields, text_allowed):
    answer = parse(FORM, fields, text_allowed).answer
    assert answer.get("mood", "good") in ("good", "bad")
    assert answer.get("why", "a") in ("a", "b")
    assert set(answer) <= {"mood", "why", *(["more"] if text_allowed else [])}
    assert count_characters(answer.get("more", "")) <= 5


def test_control_characters_are_dropped_and_line_breaks_kept():
    parsed = parse(FORM, {"more": ["\0he\r\n\x1bdu"]}, True)
    assert parsed.answer["more"] == "he\ndu"


@pytest.mark.parametrize(
    ("problem", "items"),
    [
        (Problem("", "empty"), []),
        (Problem("homepage", "unknown_field"), []),
        (Problem("more", "too_long"), ["more"]),
        (Problem("why", "does_not_fit", "mood"), ["mood", "why"]),
    ],
)
def test_a_problem_leads_to_the_questions_it_is_about(problem, items):
    assert problem.items == items
