"""A class is told, told otherwise, and no more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.class_reply import read_reply, see_replies
from chalicelib.class_reply.class_word import word_of
from chalicelib.class_reply.reply import WHOLE
from chalicelib.class_reply.write_reply import publish, take_down
from chalicelib.core import errors
from tests.cast import NOW, NURSE, PRINCIPAL, set_the_stage
from tests.class_reply.cast import (
    CONTENT,
    OVER,
    STEP,
    answered,
    press_of,
    told,
)
from tests.rows import rows_with

OTHER = replace(CONTENT, again_on=date(2027, 1, 12))


@pytest.fixture
def stage(aws):
    return answered(set_the_stage())


def words(stage, part="6A"):
    return word_of(stage.round.id, part)


def seen(stage, part="6A"):
    return see_replies.part_of(stage.round, part, OVER)


def read_by(stage, part="6A"):
    return read_reply.read(words(stage, part), None, OVER)


def written_down():
    return [row["what"] for row in rows_with("casework", pk="AUDIT#") if "what" in row]


def test_the_class_reads_what_was_published_and_the_log_says_so(stage):
    told(stage)
    assert read_by(stage).reply.content == CONTENT
    assert written_down() == ["published_reply"]
    (row,) = [row for row in rows_with("casework", pk="AUDIT#") if "what" in row]
    assert row["subject"] == f"{stage.round.id}.6A"


def test_what_corrects_it_is_read_and_what_stood_there_is_kept_for_the_staff(stage):
    told(stage)
    told(stage, content=OTHER, seen=1, attempt="s" * 22, who=PRINCIPAL)
    assert read_by(stage).reply.content == OTHER
    assert [(version.content, version.by) for version in seen(stage).versions] == [
        (CONTENT, NURSE.id),
        (OTHER, PRINCIPAL.id),
    ]
    assert sorted(written_down()) == ["corrected_reply", "published_reply"]


def test_taken_down_nobody_reads_it_and_the_staff_still_can(stage):
    told(stage)
    take_down(press_of(stage, seen=1, attempt="s" * 22))
    assert read_by(stage).state == "down"
    assert read_by(stage).text_in("nb") is None
    assert not any(
        "Mange av dere" in str(row) for row in rows_with("forms", pk="REPLY#")
    )
    assert [version.content for version in seen(stage).versions] == [CONTENT, None]
    assert written_down() == ["published_reply", "took_down_reply"]


def test_it_is_put_up_again_as_a_new_publication(stage):
    told(stage)
    take_down(press_of(stage, seen=1, attempt="s" * 22))
    told(stage, seen=2, attempt="t" * 22)
    assert read_by(stage).state == "up"
    assert written_down()[-1] == "published_reply"


def test_what_is_not_up_is_not_taken_down(stage):
    take_down(press_of(stage))
    assert seen(stage).versions == ()
    assert written_down() == []


def test_of_two_at_once_the_second_is_told_and_the_first_stands(stage):
    second = press_of(stage, attempt="s" * 22, who=PRINCIPAL)
    told(stage)
    with pytest.raises(errors.ChangedMeanwhile):
        publish(second, OTHER)
    assert read_by(stage).reply.content == CONTENT
    with pytest.raises(errors.ChangedMeanwhile):
        take_down(press_of(stage, seen=0, attempt="s" * 22))


def test_the_same_press_twice_is_one_version(stage):
    told(stage)
    told(stage)
    assert len(seen(stage).versions) == 1
    assert written_down() == ["published_reply"]


def test_other_words_with_the_same_attempt_are_not_lost_in_silence(stage):
    told(stage)
    with pytest.raises(errors.ChangedMeanwhile):
        told(stage, content=OTHER)


@pytest.mark.parametrize("version", [1, 5])
def test_a_version_that_nobody_has_seen_is_not_corrected(stage, version):
    with pytest.raises(errors.ChangedMeanwhile):
        told(stage, seen=version)
    assert seen(stage).versions == ()


@pytest.mark.parametrize("part", [STEP, "6A"])
def test_where_under_five_have_answered_nothing_is_published(aws, part):
    stage = answered(set_the_stage(), 4)
    with pytest.raises(errors.NotReady):
        told(stage, part)
    assert rows_with("forms", pk="REPLY#") == []


def test_while_the_class_can_answer_nothing_is_published(stage):
    with pytest.raises(errors.NotReady):
        publish(press_of(stage, at=NOW), CONTENT)


def test_what_is_written_to_all_is_found_by_every_class_without_cards(stage):
    told(stage, WHOLE)
    for part in (STEP, "6A"):
        found = read_by(stage, part)
        assert (found.label, found.reply.content) == ("5–7", CONTENT)


def test_an_attempt_that_is_none_of_ours_publishes_nothing(stage):
    with pytest.raises(errors.Tampered):
        told(stage, attempt="x")


def test_all_of_it_goes_when_the_round_does(stage, later):
    told(stage)
    rows = [
        *rows_with("forms", pk="REPLY#"),
        *rows_with("forms", pk="WORD#"),
        *rows_with("casework", pk="REPLIES#"),
    ]
    assert len(rows) == 3
    ends = int(stage.round.expires_at.timestamp())
    assert {row["expires_at"] for row in rows} == {ends}
    later(stage.round.expires_at - NOW + timedelta(seconds=1))
    with pytest.raises(errors.WordUnknown):
        read_by(stage)


def test_nothing_pupils_can_read_says_who_wrote_it(stage):
    told(stage)
    for row in rows_with("forms", pk="REPLY#") + rows_with("forms", pk="WORD#"):
        assert set(row) <= {
            *("pk", "sk", "expires_at", "on", "content", "round_id", "class_id")
        }
