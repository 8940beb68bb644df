"""Which parts of a round can be told what, and which are told nothing yet."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.class_reply.reply import (
    LEAST,
    WHOLE,
    NoReply,
    ReplyContent,
    ReplyText,
    ReplyVersion,
    limits_of,
    parts_of,
    untold,
)
from tests.cast import NOW, set_the_stage
from tests.class_reply.cast import CONTENT, OVER, STEP, TEXT

ENOUGH = {"6A": LEAST, STEP: LEAST}


@pytest.fixture
def round_(aws):
    return set_the_stage().round


def version(part, number=1, content=CONTENT):
    return ReplyVersion("R", part, number, f"M{number}", "A3", OVER, content)


def state(round_, answered, written=(), now=OVER):
    by_part = {}
    for one in written:
        by_part[one.part] = (*by_part.get(one.part, ()), one)
    return {part.id: part.state for part in parts_of(round_, answered, by_part, now)}


def test_there_is_a_part_for_each_class_and_one_for_all(round_):
    found = parts_of(round_, ENOUGH, {}, OVER)
    assert [(part.id, part.label) for part in found] == [
        (STEP, "5–7"),
        ("6A", "6A"),
        (WHOLE, "5–7"),
    ]


def test_a_round_of_one_class_has_that_part_alone(round_):
    alone = replace(round_, classes={"6A": round_.classes["6A"]})
    assert [part.id for part in parts_of(alone, {"6A": 9}, {}, OVER)] == ["6A"]


@pytest.mark.parametrize(
    ("answered", "found"),
    [
        ({"6A": 5, STEP: 5}, ["none", "none", "none"]),
        ({"6A": 4, STEP: 1}, ["few", "few", "none"]),
        ({"6A": 4}, ["few", "few", "few"]),
        ({}, ["few", "few", "few"]),
    ],
)
def test_under_five_answers_nothing_is_written_to_the_class_alone(
    round_, answered, found
):
    assert [*state(round_, answered).values()] == found


def test_while_anybody_can_answer_nothing_is_written(round_):
    almost = round_.closes_at - timedelta(seconds=1)
    assert set(state(round_, ENOUGH, now=almost).values()) == {"open"}
    assert set(state(round_, ENOUGH, now=round_.closes_at).values()) == {"none"}


def test_a_round_that_may_be_opened_again_is_waited_for(round_):
    ended = replace(round_, closes_at=NOW, planned_close=round_.closes_at)
    assert set(state(ended, ENOUGH, now=NOW).values()) == {"open"}


def test_of_a_shredded_round_nothing_is_written(round_):
    gone = replace(round_, shredded_on=date(2026, 11, 24))
    assert set(state(gone, ENOUGH).values()) == {"gone"}


def test_what_is_written_to_all_is_read_where_a_class_has_no_page_of_its_own(round_):
    answered = {"6A": 9, STEP: 2}
    written = [version(WHOLE)]
    assert state(round_, answered, written) == {
        STEP: "covered",
        "6A": "covered",
        WHOLE: "up",
    }
    assert state(round_, answered, [*written, version("6A")])["6A"] == "up"
    taken_down = [version("6A"), version("6A", 2, None)]
    assert state(round_, answered, taken_down)["6A"] == "down"
    assert state(round_, answered, [*taken_down, *written])["6A"] == "covered"


@pytest.mark.parametrize(
    ("answered", "written", "classes"),
    [
        ({"6A": 9, STEP: 9}, [], [STEP, "6A"]),
        ({"6A": 9, STEP: 9}, [version("6A")], [STEP]),
        ({"6A": 9, STEP: 2}, [version("6A")], [STEP]),
        ({"6A": 9, STEP: 2}, [version(WHOLE)], []),
        ({"6A": 2, STEP: 2}, [], []),
        ({"6A": 9}, [version("6A"), version("6A", 2, None)], [STEP, "6A"]),
    ],
)
def test_which_classes_are_told_nothing_and_could_be(
    round_, answered, written, classes
):
    by_part = {}
    for one in written:
        by_part[one.part] = (*by_part.get(one.part, ()), one)
    parts = parts_of(round_, answered, by_part, OVER)
    assert [part.id for part in untold(parts)] == classes


def test_the_latest_version_is_what_is_read(round_):
    other = replace(CONTENT, again_on=date(2027, 1, 5))
    versions = {"6A": (version("6A"), version("6A", 2, other))}
    part = parts_of(round_, ENOUGH, versions, OVER)[1]
    assert (part.content, part.version) == (other, 2)
    assert not part.is_due(date(2027, 1, 4))
    assert part.is_due(date(2027, 1, 5))


def test_what_was_taken_down_waits_for_no_day(round_):
    versions = {"6A": (version("6A"), version("6A", 2, None))}
    part = parts_of(round_, ENOUGH, versions, OVER)[1]
    assert (part.content, part.version) == (None, 2)
    assert not part.is_due(date(2030, 1, 1))


def test_a_pupil_reads_the_language_they_chose_else_what_there_is():
    both = ReplyContent({"nn": TEXT, "en": TEXT}, date(2026, 12, 15))
    assert both.language_for("en", "nb") == "en"
    assert both.language_for("nb", "nn") == "nn"
    assert both.language_for("nb") in ("nn", "en")


@pytest.mark.parametrize(
    ("other", "is_uneven"),
    [
        (TEXT, False),
        (replace(TEXT, told=f"{TEXT.told}\n\n "), False),
        (replace(TEXT, told="Mange har det bra."), True),
        (replace(TEXT, told=TEXT.doing, doing=TEXT.told), True),
    ],
)
def test_a_language_that_says_less_than_another_is_uneven(other, is_uneven):
    content = ReplyContent({"nb": TEXT, "nn": other}, date(2026, 12, 15))
    assert content.is_uneven is is_uneven


def test_the_youngest_get_less_to_read():
    assert limits_of("1-4") < limits_of("5-7") == limits_of("8-10")


def test_why_none_can_be_written_ends_a_key():
    assert {*NoReply} == {"gone", "open", "few"}
    assert ReplyText("a", "b\n\nc", "d").points == (1, 2, 1)
