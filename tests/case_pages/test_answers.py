from dataclasses import replace
from itertools import chain

import pytest

from chalicelib.case_forms import supporters
from chalicelib.case_forms.fields import questions
from chalicelib.case_forms.rules import FORM_RULES
from chalicelib.case_forms.supporters import AskedAnswer, Guardian, Relation, Supporter
from chalicelib.case_pages.answers import AnswerWords
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import FORMS, EntryKind
from chalicelib.cases.states import MOVES, State
from chalicelib.web.language import joined_apart, texts
from tests.case_pages.test_case_words import read

PEOPLE = {
    1: Supporter(name="Emil", role=Relation.DIFFICULT, answer=AskedAnswer.YES),
    2: Supporter(name="Sara", guardian=Guardian.CONSENTED, follow=True),
}
WORDS = AnswerWords(texts("nb"), PEOPLE, "Nora", True)
OTHERS = AnswerWords(texts("nb"), PEOPLE, "Nora", False)


def test_what_is_empty_is_left_out_and_the_rest_is_said_in_words():
    review = {
        "scale": 7,
        "better": "Mindre alene",
        "who_did": "",
        "helped": "worse",
        "decision": "change",
        "next_kind": "meeting",
        "next_on": "2026-12-03",
    }
    assert WORDS.of(read(2, EntryKind.REVIEW, review)) == [
        ("Hvordan har eleven det nå, fra 0 til 10?", "7 av 10", False),
        ("Hva er bedre?", "Mindre alene", True),
        ("Hjelper gruppen?", "Det er verre", False),
        ("Hva gjør dere nå?", "Endrer tiltaket", False),
        ("Neste", "Gruppemøte · torsdag 3. desember", False),
    ]


def test_a_meeting_says_who_by_name():
    meeting = {"present": [1, 0, 9], "proposals": {"2": "Spise sammen"}, "mood": 0}
    said = [answer.text for answer in WORDS.of(read(2, EntryKind.MEETING, meeting))]
    assert said[0].startswith("Emil, Nora, ")
    assert said[1:] == ["Sara: Spise sammen", "0 av 10"]


def test_on_a_page_each_name_and_what_they_said_stand_apart():
    words = replace(WORDS, join=joined_apart)
    meeting = {"present": [1, 2], "proposals": {"1": "<Spise>", "2": "Vente"}}
    present, proposals = words.of(read(2, EntryKind.MEETING, meeting))
    assert present.text == "<bdi>Emil</bdi>, <bdi>Sara</bdi>"
    assert proposals.text == (
        "<bdi><bdi>Emil</bdi>: <bdi>&lt;Spise&gt;</bdi></bdi>\n"
        "<bdi><bdi>Sara</bdi>: <bdi>Vente</bdi></bdi>"
    )


def test_a_relation_is_said_to_who_is_responsible_alone():
    content = {
        "people": {
            str(number): person.model_dump(mode="json")
            for number, person in PEOPLE.items()
        }
    }
    (mine,) = WORDS.of(read(2, EntryKind.SUPPORTERS, content))
    (theirs,) = OTHERS.of(read(2, EntryKind.SUPPORTERS, content))
    assert "Vanskelig" in mine.text
    assert "Vanskelig" not in theirs.text
    assert "Sara: Ikke spurt · Hjemmet har sagt ja · Ønsker samtale" in theirs.text


def test_what_does_not_open_or_has_no_form_says_nothing():
    assert WORDS.of(read(2, EntryKind.REVIEW, None)) == []
    assert WORDS.of(read(2, EntryKind.NOTE, {"text": "Hei"})) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_state_move_form_and_answer_has_its_words(language):
    t = texts(language)
    words = AnswerWords(t, {}, "", True)
    for kind, rule in FORM_RULES.items():
        for asked in questions(rule.model):
            assert words.label(kind, asked.name)
            assert [words.option(asked.name, code) for code in asked.options] or True
    columns = {"role": Relation, "answer": AskedAnswer, "guardian": Guardian}
    keys = chain(
        (f"state.{state}" for state in State),
        (f"move.{move}" for move, way in MOVES.items() if way.by_hand),
        (f"next.{kind}" for kind in NextKind),
        (f"entry.{kind}" for kind in EntryKind if kind is not EntryKind.CORRECTION),
        (f"write.{kind}" for kind in FORMS),
        (f"form.{kind}.what" for kind in FORMS),
        (f"option.{name}.{code}" for name in columns for code in columns[name]),
        (f"ask.people.{name}" for name in ("name", *columns)),
        (f"supporters.{kind}" for kind in ("few", "many", "guardian")),
    )
    assert [key for key in keys if not t.has(f"case.{key}")] == []
    assert [kind for kind in FORMS if not t.has(f"staff.saved.case_{kind}")] == []
    assert supporters.COLUMNS[1:4] == tuple(columns)
