"""The size of a sealed row tells nothing: one size for each kind, whatever was said."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import sealing
from chalicelib.domain.flags import Level, Reason
from chalicelib.domain.raised_flags import FlagContent
from chalicelib.domain.threads import AnswerRef, Contact, Content, Entry, Kind, Urgency, Whom
from chalicelib.stores import flags, receipts, threads
from tests.cast import set_the_stage

PUBLIC, _ = sealing.new_key_pair()
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters='"\\\n'),
    max_size=500,
)
REASON = Reason("text", Level.L3, "more", "word")
ALONG = AnswerRef("a" * 64, ("b" * 20, "c" * 20))


@given(text=TEXTS, reasons=st.integers(1, 12), card=st.none() | st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_a_flag_has_one_size(text, reasons, card):
    content = FlagContent((REASON,) * reasons, text or None, card)
    assert len(flags.seal(PUBLIC, "R", "F", Level.L3, content)) == _size()


@given(text=TEXTS, kind=st.sampled_from(Kind))
@settings(max_examples=60, deadline=None)
def test_a_message_has_one_size_in_the_pupils_copy(text, kind):
    sealed = receipts._seal("T", PUBLIC, Entry(kind, text, date(2026, 11, 24)))
    assert len(sealed) == _size()


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_message_has_one_size_in_the_schools_copy(text):
    asked = Contact(Whom.PRINCIPAL, Urgency.TODAY, text[:80])
    for content in (Content(1, text, answers=ALONG), Content(1, contact=asked), Content(99)):
        assert len(threads.seal(_Round, "T", content)) == _size()


def test_an_answer_has_one_size_with_and_without_the_longest_text(aws):
    stage = set_the_stage(codes=3)
    stage.send(0)
    stage.send(1, more="å" * 500, hurt="often", contact="today")
    stage.send(2, more="😀" * 500)
    from tests.rows import rows_with

    assert {len(row["sealed"]) for row in rows_with("answers", sk="ANSWER#")} == {_size()}


class _Round:
    id = "R"
    public_key = PUBLIC


def _size():
    return len(sealing.seal(PUBLIC, "", "x", sealing.WITH_TEXT))
