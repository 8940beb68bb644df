"""What the word of a class leads to."""

from datetime import timedelta

import pytest

from chalicelib.class_reply import read_reply, store
from chalicelib.class_reply.class_word import word_of
from chalicelib.class_reply.reply import WHOLE
from chalicelib.class_reply.write_reply import take_down
from chalicelib.core import errors
from chalicelib.manage_rounds import cards
from chalicelib.rounds import slow_guesses
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.guesses import FREE
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE, set_the_stage
from tests.class_reply.cast import CONTENT, OVER, STEP, answered, press_of, told
from tests.rows import rows_with

UNKNOWN = "222222222"
"""Its check character fits."""


@pytest.fixture
def stage(aws):
    return answered(set_the_stage())


def read(stage, part="6A", now=OVER):
    return read_reply.read(word_of(stage.round.id, part), None, now)


def test_a_word_that_was_never_given_leads_nowhere(stage):
    with pytest.raises(errors.WordUnknown):
        read(stage)
    with pytest.raises(errors.WordUnknown):
        read_reply.read(UNKNOWN, None, OVER)


@pytest.mark.parametrize("typed", ["", "ABC", "2" * 10, "æøå", "A" * 500])
def test_what_is_no_word_is_not_looked_up(stage, calls, typed):
    with pytest.raises(errors.WordMistyped):
        read_reply.read(typed, None, OVER)
    assert calls == []


def test_a_pupils_own_code_is_not_looked_up(stage, calls):
    with pytest.raises(errors.WordMistyped):
        read_reply.read(stage.codes[0], None, OVER)
    assert calls == []


def test_a_sheet_of_cards_gives_the_word_and_the_page_says_that_nothing_stands_there(
    stage,
):
    made = rounds.get(stage.round.id).classes[STEP].cards.made
    wanted = cards.CardsWanted(Place(stage.round.id, STEP), None, made, "a" * 22)
    cards.make_sheet(NURSE, wanted, NOW)
    found = read(stage, STEP, NOW)
    assert (found.state, found.label, found.text_in("nb")) == ("none", "5–7", None)


def test_a_class_with_a_page_of_its_own_reads_that_and_others_what_all_are_told(stage):
    told(stage)
    told(stage, WHOLE, attempt="w" * 22)
    assert read(stage).label == "6A"
    assert read(stage, STEP).label == "5–7"
    take_down(press_of(stage, seen=1, attempt="x" * 22))
    assert (read(stage).label, read(stage).state) == ("5–7", "up")
    take_down(press_of(stage, WHOLE, seen=1, attempt="y" * 22))
    assert read(stage).state == read(stage, STEP).state == "down"


def test_of_a_shredded_round_nothing_is_read(stage):
    told(stage)
    shred = rounds.shred_round(rounds.get(stage.round.id), OVER.date())
    transaction.commit(*shred)
    assert read(stage).state == "gone"
    assert read(stage).text_in("nb") is None


def test_wrong_words_that_pour_in_make_the_next_wait_and_right_ones_do_not(stage):
    told(stage)
    for _ in range(3 * FREE):
        read(stage)
    for _ in range(FREE):
        with pytest.raises(errors.WordUnknown):
            read_reply.read(UNKNOWN, None, OVER)
    with pytest.raises(errors.MustWait) as waits:
        read(stage)
    word, after = word_of(stage.round.id, "6A"), OVER + timedelta(seconds=3)
    assert read_reply.read(word, waits.value.ticket, after).state == "up"
    slow_guesses.forget()


def test_a_row_that_cannot_be_read_is_nothing_written(stage, caplog):
    told(stage)
    (row,) = rows_with("forms", pk="REPLY#")
    put = store.put_published(stage.round, "6A", read(stage).reply)
    broken = {**put.row, "content": {"texts": 3}}
    transaction.commit(type(put)(put.table, put.key, broken))
    assert read(stage).state == "none"
    assert "kind=PART" in caplog.text
    assert row["on"] == OVER.date().isoformat()


def test_without_the_database_nothing_is_known(stage, fails):
    told(stage)
    with fails("dynamodb", "GetItem", "throttled"), pytest.raises(errors.NotStored):
        read(stage)


def test_the_text_is_in_the_language_that_was_asked_for_else_in_what_there_is(stage):
    told(stage)
    assert read(stage).text_in("nb") == ("nb", CONTENT.texts["nb"])
    assert read(stage).text_in("en") == ("nb", CONTENT.texts["nb"])
