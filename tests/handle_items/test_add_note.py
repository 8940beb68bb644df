"""Working notes: for who may read the item, kept as long as it and gone with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.handle_items import erase, handle
from chalicelib.handle_items.add_note import add_note
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading import inbox_list, note_store, see_item
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.storage import key_pairs, keys
from chalicelib.storage.codec import epoch
from tests import forged
from tests.cast import (
    BEFORE,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    STRANGER,
    TEACHER,
)
from tests.pupil_cast import ATTEMPT, TO_NURSE, ticket_of
from tests.rows import rows_with

LATER = NOW + timedelta(minutes=3)
WORDS = "Snakket med mor. Hun visste litt."


@pytest.fixture
def flag(stage):
    """An opened one, by id."""
    stage.send(0, hurt="few")
    (item,) = inbox_list.list_items(NURSE, Filter(), NOW).items
    open_item(NURSE, item.kind, item.id, NOW)
    return item.id


def press(who, item_id, at=NOW, kind=ItemKind.FLAG):
    return Press(who, kind, item_id, 0, at)


def notes(item_id, who=PRINCIPAL, kind=ItemKind.FLAG):
    return [
        (note.by, note.text)
        for note in see_item.see(who, kind, item_id, NOW).content.notes
    ]


def test_who_may_read_it_reads_the_notes_oldest_first(flag):
    add_note(press(NURSE, flag, LATER), ATTEMPT, "Det andre")
    add_note(press(PRINCIPAL, flag, NOW), ATTEMPT, WORDS)
    assert notes(flag) == [(PRINCIPAL.id, WORDS), (NURSE.id, "Det andre")]
    logged = [(entry.who, entry.what) for entry in audit.of_body("SCHAAA")]
    assert (NURSE.id, "noted_flag") in logged


def test_the_same_words_sent_twice_are_one_note_and_other_words_another(flag):
    for words in (WORDS, WORDS, "Noe annet", WORDS):
        add_note(press(NURSE, flag), ATTEMPT, words)
    assert [text for _, text in notes(flag)].count(WORDS) == 1
    assert len(notes(flag)) == 2


def test_a_note_stands_whatever_a_colleague_has_done_meanwhile(flag):
    handle.take(press(PRINCIPAL, flag))
    add_note(press(NURSE, flag), ATTEMPT, WORDS)
    assert notes(flag) == [(NURSE.id, WORDS)]


def test_no_word_of_it_stands_in_a_row_or_in_the_log(flag, stage):
    add_note(press(NURSE, flag), ATTEMPT, WORDS)
    (row,) = rows_with("answers", pk="NOTES#")
    assert "mor" not in str(row)
    assert "mor" not in str(rows_with("casework"))
    assert row["expires_at"] == epoch(stage.round.expires_at)


@pytest.mark.parametrize("who", [STRANGER, OWNER, TEACHER])
def test_nobody_writes_to_what_is_not_theirs(flag, who):
    with pytest.raises(errors.NotFound):
        add_note(press(who, flag), ATTEMPT, WORDS)
    assert rows_with("answers", pk="NOTES#") == []


def test_nothing_is_written_to_what_nobody_has_opened(stage):
    stage.send(0, hurt="few")
    (item,) = inbox_list.list_items(NURSE, Filter(), NOW).items
    with pytest.raises(errors.Incomplete):
        add_note(press(NURSE, item.id), ATTEMPT, WORDS)


def test_notes_on_what_was_said_to_the_nurse_alone_are_hers_alone(stage):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, BEFORE)
    (item,) = inbox_list.list_items(NURSE, Filter(), NOW).items
    open_item(NURSE, item.kind, item.id, NOW)
    add_note(press(NURSE, item.id, kind=item.kind), ATTEMPT, WORDS)
    assert notes(item.id, NURSE, item.kind) == [(NURSE.id, WORDS)]
    with pytest.raises(errors.NotFound):
        notes(item.id, PRINCIPAL, item.kind)
    with pytest.raises(errors.NotFound):
        add_note(press(PRINCIPAL, item.id, kind=item.kind), ATTEMPT, WORDS)


def test_what_is_closed_takes_no_note_and_keeps_those_it_has(flag):
    add_note(press(NURSE, flag), ATTEMPT, WORDS)
    handle.close(press(NURSE, flag), "class_measure", "")
    with pytest.raises(errors.Incomplete) as refused:
        add_note(press(NURSE, flag), ATTEMPT, "Enda et")
    assert refused.value.problem == "inbox.problem.note_closed"
    assert notes(flag) == [(NURSE.id, WORDS)]


def test_a_note_without_words_or_from_no_page_of_ours_is_refused(flag):
    with pytest.raises(errors.Incomplete):
        add_note(press(NURSE, flag), ATTEMPT, " \n ")
    with pytest.raises(errors.Tampered):
        add_note(press(NURSE, flag), "x", WORDS)


def test_notes_are_erased_with_what_they_are_about(flag):
    add_note(press(NURSE, flag), ATTEMPT, WORDS)
    erase.erase(press(PRINCIPAL, flag, LATER))
    (row,) = rows_with("answers", pk="NOTES#")
    assert set(row) == {"pk", "sk", "erased_on"}


def test_a_note_moved_to_another_item_opens_there_no_more(flag, stage):
    add_note(press(NURSE, flag), ATTEMPT, WORDS)
    item = see_item.see(NURSE, ItemKind.FLAG, flag, NOW).item
    other = replace(item, id="B" * 20)
    pk = keys.working_note(other.ref, "").pk
    forged.put({**forged.stored("NOTE#"), "pk": {"S": pk}})
    key = key_pairs.private(item.body_id)
    assert [note.text for note in note_store.notes_of(key, item)] == [WORDS]
    assert note_store.notes_of(key, other) == []
