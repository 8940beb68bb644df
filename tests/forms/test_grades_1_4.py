"""The small children's form: its words as agreed (kept beside this test), and a row of
its rules at each boundary on both sides."""

from itertools import product
from pathlib import Path

import pytest

from chalicelib.flags.findings import raise_flags
from chalicelib.flags.rule_sets import RULE_SETS, rules_for
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.questions import Choice, Faces
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.web.language import texts

FORM = FORMS["grades_1_4"]
RULES = RULE_SETS["1-4"]
L1, L2, L3 = Level.L1, Level.L2, Level.L3
FACES = ("good", "middle", "bad")
LANGUAGES = ("nb", "nn", "en")
WORDING = (Path(__file__).parent / "wording_grades_1_4.md").read_text(encoding="utf-8")
AGREED = [line.strip("| ").split(" | ") for line in WORDING.splitlines()[2:]]


@pytest.mark.parametrize("row", AGREED, ids=[row[0] for row in AGREED])
@pytest.mark.parametrize("at", range(3))
def test_the_form_is_worded_as_agreed(row, at):
    t, item = texts(LANGUAGES[at]), row[0]
    (options,) = (
        question.options for question in FORM.questions if question.id == item
    )
    assert t.item(FORM.id, item) == row[1 + at]
    assert [t.option(FORM.id, item, o) for o in options] == row[4].split(" · ")[
        at
    ].split("/")


def test_six_questions_in_the_agreed_order_and_no_text_field():
    assert [question.id for question in FORM.questions] == [row[0] for row in AGREED]
    assert all(isinstance(question, Choice) for question in FORM.questions)


def test_the_smiling_face_is_always_the_good_answer():
    faces = [question for question in FORM.questions if isinstance(question, Faces)]
    assert len(faces) == 5
    assert {face.options for face in faces} == {FACES}
    assert set(RULES.scales.values()) == {FACES}


def test_the_rules_of_grades_1_to_4_are_their_own():
    assert rules_for("1-4") is RULES


SINGLE = [
    *((item, "good", None, None) for item in RULES.scales),
    *((item, "middle", None, None) for item in RULES.scales),
    ("thriving", "bad", "not-thriving", L1),
    ("company", "bad", "alone", L1),
    ("excluded", "bad", "excluded", L1),
    ("hurt", "bad", "bullied", L2),
    ("safe", "bad", "unsafe", L2),
    ("contact", "yes", "asks", L2),
    ("contact", "no", None, None),
]


@pytest.mark.parametrize(("item", "option", "rule", "level"), SINGLE)
def test_each_option_alone(item, option, rule, level):
    findings = raise_flags({item: option}, RULES, text_hit=False)
    if rule is None:
        assert findings == ()
        return
    ((reason,),) = (finding.reasons for finding in findings)
    assert (reason.rule, reason.level) == (rule, level)
    assert (findings[0].audience, findings[0].tell_principal) == (
        Audience.RESOURCE_GROUP,
        False,
    )


TOGETHER = [
    ({"safe": "bad", "hurt": "bad"}, L3),
    ({"safe": "bad", "hurt": "middle"}, L2),
    ({"safe": "middle", "hurt": "bad"}, L2),
    ({"safe": "middle", "hurt": "middle"}, None),
    ({"safe": "bad", "hurt": "bad", "contact": "yes"}, L3),
    ({"safe": "bad", "contact": "yes"}, L2),
    ({"thriving": "bad", "company": "good", "excluded": "middle"}, L1),
    ({"thriving": "bad", "company": "bad"}, L2),
    ({"thriving": "bad", "excluded": "bad"}, L2),
    ({"company": "bad", "excluded": "bad"}, L2),
    ({"thriving": "bad", "company": "bad", "excluded": "bad"}, L2),
    ({"thriving": "bad", "contact": "no"}, L1),
    ({"thriving": "good", "company": "good", "hurt": "bad"}, L2),
]


@pytest.mark.parametrize(("answer", "level"), TOGETHER)
def test_answers_together(answer, level):
    levels = [finding.level for finding in raise_flags(answer, RULES, text_hit=False)]
    assert levels == ([] if level is None else [level])


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_read_every_reason_in_words(language):
    t = texts(language)
    for faces in product(FACES, repeat=5):
        answer = {**dict(zip(RULES.scales, faces, strict=True)), "contact": "yes"}
        for finding in raise_flags(answer, RULES, text_hit=False):
            for reason in finding.reasons:
                own = f"flag.reason.{reason.rule}.{reason.option}"
                general = reason.option is None and t.has(f"flag.reason.{reason.rule}")
                assert t.has(own) or general
