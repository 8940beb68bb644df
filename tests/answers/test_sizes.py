"""The size of a sealed row tells nothing: one size for each kind, whatever was said."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.answers import store as answers
from chalicelib.crypto import sealing
from chalicelib.flags import store as flags
from chalicelib.flags.conditions import Reason
from chalicelib.flags.content import FlagContent
from chalicelib.forms.closing_forms import CLOSING_FORMS
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.questions import Text
from chalicelib.items.level import Level
from chalicelib.threads import receipt_store
from chalicelib.threads import store as threads
from chalicelib.threads.contact import Contact, ContactUrgency, Whom
from chalicelib.threads.limits import MOST_CHARACTERS, MOST_NAME
from chalicelib.threads.message import AnswerRef, MessageContent, MessageKind
from chalicelib.threads.pupil_thread import ThreadEntry
from tests.cast import NOW, set_the_stage
from tests.rows import rows_with
from tests.worst_texts import HEAVY, fullest

PUBLIC, _ = sealing.new_key_pair()
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters='"\\\n'),
    max_size=500,
)
REASON = Reason("text", Level.L3, "more", "word")
ALONG = AnswerRef("a" * 64, ("b" * 20, "c" * 20))
ALL = FORMS | CLOSING_FORMS


@given(text=TEXTS, reasons=st.integers(1, 12), card=st.none() | st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_a_flag_has_one_size(text, reasons, card):
    content = FlagContent((REASON,) * reasons, text or None, card)
    assert len(flags.seal(PUBLIC, "R", "F", Level.L3, content)) == _size()


@given(text=TEXTS, kind=st.sampled_from(MessageKind))
@settings(max_examples=60, deadline=None)
def test_a_message_has_one_size_in_the_pupils_copy(text, kind):
    sealed = receipt_store._seal(
        "T", PUBLIC, ThreadEntry(kind, text, date(2026, 11, 24))
    )
    assert len(sealed) == _size()


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_message_has_one_size_in_the_schools_copy(text):
    asked = Contact(Whom.PRINCIPAL, ContactUrgency.TODAY, text[:80])
    for content in (
        MessageContent(1, text, answers=ALONG),
        MessageContent(1, contact=asked),
        MessageContent(99),
    ):
        assert len(threads.seal(_Round, "T", content)) == _size()


@pytest.mark.parametrize("character", HEAVY.values(), ids=HEAVY)
def test_the_heaviest_text_that_is_taken_has_the_size_of_none(character):
    text, name = fullest(character, MOST_CHARACTERS), fullest(character, MOST_NAME)
    asked = Contact(Whom.SOMEONE_ELSE, ContactUrgency.THIS_WEEK, name, name)
    for content in (
        MessageContent(99, text),
        MessageContent(1, contact=asked, answers=ALONG),
    ):
        assert len(threads.seal(_Round, "T", content)) == _size()
    assert (
        len(
            receipt_store._seal(
                "T", PUBLIC, ThreadEntry(MessageKind.CLOSED, text, NOW.date())
            )
        )
        == _size()
    )
    content = FlagContent(
        (Reason("not-thriving", Level.L3, "thriving", "not_so_good"),) * 10, text
    )
    assert len(flags.seal(PUBLIC, "R", "F", Level.L3, content)) == _size()


def fullest_answer(form, character):
    """The longest option of every question, and every text as long as it may be."""
    return {
        question.id: fullest(character, question.max_chars)
        if isinstance(question, Text)
        else max(question.options, key=len)
        for question in form.questions
    }


@pytest.mark.parametrize("character", HEAVY.values(), ids=HEAVY)
@pytest.mark.parametrize("form", ALL.values(), ids=ALL)
def test_every_answer_of_every_form_has_one_size(aws, form, character):
    round_ = set_the_stage(codes=1).round
    for answer in ({}, fullest_answer(form, character)):
        put = answers.put_answer(round_, "6A", "a" * 22, answer, "nb", 99, 1)
        assert len(put.row["sealed"]) == _size()


@pytest.mark.parametrize("character", HEAVY.values(), ids=HEAVY)
def test_neither_an_answers_row_nor_its_flags_tells_how_much_was_written(
    aws, character
):
    stage = set_the_stage(codes=3)
    stage.send(0, hurt="often", contact="today", more="Jeg vil ikke leve")
    urgent = f"Jeg vil ikke leve {fullest(character, MOST_CHARACTERS - 20)}"
    stage.send(1, hurt="often", contact="today", more=urgent)
    stage.send(2, more=fullest(character, MOST_CHARACTERS))
    for kind, number in (("ANSWER#", 3), ("FLAG#", 4)):
        rows = rows_with("answers", sk=kind)
        assert {len(row["sealed"]) for row in rows} == {_size()}, kind
        assert len(rows) >= number


class _Round:
    id = "R"
    public_key = PUBLIC


def _size():
    return len(sealing.seal(PUBLIC, "", "x", sealing.WITH_TEXT))
