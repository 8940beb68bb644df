from dataclasses import replace

import pytest

from chalicelib.case_forms.fields import questions
from chalicelib.case_forms.rules import FORM_RULES
from chalicelib.case_pages.beside import BESIDE, said_before
from chalicelib.cases.entry import FORMS, EntryKind
from tests.case_pages.test_case_view import seen
from tests.case_pages.test_case_words import read

TALK, LIST, MEETING, REVIEW, CLOSING, CHECK = FORMS
WISHES = ("friends", "around", "hard", "not_wanted")


def beside(kind, *kinds):
    entries = [read(number, kind) for number, kind in enumerate(kinds, 1)]
    found = said_before(replace(seen(), entries=entries), kind)
    return found and (found[0].entry.number, found[1])


@pytest.mark.parametrize(
    ("kind", "before", "found"),
    [
        (TALK, (EntryKind.MADE,), None),
        (TALK, (TALK, TALK, EntryKind.NOTE), (2, ())),
        (LIST, (TALK, LIST, TALK), (3, WISHES)),
        (MEETING, (TALK, LIST), (1, ("may_tell",))),
        (MEETING, (TALK, MEETING, REVIEW), (2, ())),
        (REVIEW, (TALK, MEETING), (1, ())),
        (REVIEW, (TALK, REVIEW, MEETING), (2, ())),
        (CLOSING, (TALK, REVIEW, MEETING), (2, ())),
        (CLOSING, (TALK,), (1, ())),
        (CHECK, (REVIEW, CLOSING), (2, ())),
    ],
)
def test_what_stands_beside_a_form(kind, before, found):
    assert beside(kind, *before) == found


def test_every_form_has_something_beside_it_and_names_fields_there_are():
    assert tuple(BESIDE) == FORMS
    for before in BESIDE.values():
        for kind, names in before.items():
            asked = {question.name for question in questions(FORM_RULES[kind].model)}
            assert asked.issuperset(names)
