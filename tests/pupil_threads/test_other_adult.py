"""Whoever asks for another adult may say which: sealed, read by who follows up, by
nobody else."""

from dataclasses import replace

import pytest

from chalicelib.core import errors
from chalicelib.items.level import Level
from chalicelib.pupil_threads import ask_contact, tickets
from chalicelib.rounds.code_store import Place
from chalicelib.threads.contact import Contact, ContactUrgency, Whom, parse_contact
from tests.cast import BEFORE, PRINCIPAL
from tests.pupil_cast import TODAY, first_thread, from_pupils, ticket_of
from tests.rows import all_rows

ASKED = Contact(
    Whom.SOMEONE_ELSE, ContactUrgency.THIS_WEEK, "Kim Prøvesen", "Kari i SFO"
)
FIELDS = {"whom": "someone_else", "urgency": "this_week", "name": "Kim Prøvesen"}


def test_who_follows_up_reads_which_adult(stage):
    ask_contact.ask(ticket_of(stage, "t" * 22).text, ASKED, None, BEFORE)
    asked = first_thread(PRINCIPAL).messages[0].content.contact
    assert asked == ASKED
    assert "Kari i SFO" not in str(all_rows())


def test_another_adult_asked_for_afterwards_is_another_request(stage):
    ticket = ticket_of(stage, "t" * 22).text
    for who in ("Kari i SFO", "Kari i SFO", "Ola på biblioteket"):
        ask_contact.ask(ticket, replace(ASKED, who=who), None, BEFORE)
    assert len(from_pupils(PRINCIPAL)) == 2


def test_where_the_class_is_small_nothing_more_is_written(stage):
    small = next(
        class_ for class_ in stage.round.classes.values() if not class_.text_allowed
    )
    ticket = tickets.hand_out(Place(stage.round.id, small.id), "t" * 22).text
    with pytest.raises(errors.Tampered):
        ask_contact.ask(ticket, ASKED, None, BEFORE)
    ask_contact.ask(ticket, replace(ASKED, who=""), None, BEFORE)


def test_words_that_ask_for_somebody_at_once_do_so_here_too(stage):
    in_danger = replace(ASKED, who="hvem som helst, jeg vil ikke leve")
    ask_contact.ask(ticket_of(stage, "t" * 22).text, in_danger, None, BEFORE)
    (item,) = from_pupils(PRINCIPAL)
    assert item.level is Level.L3


def test_what_was_written_before_somebody_on_the_list_was_chosen_is_left_out():
    other = parse_contact({**FIELDS, "whom": "nurse", "who": "å" * 200})
    assert other.contact
    assert other.contact.who == ""
    assert parse_contact({**FIELDS, "who": "Kari\ni SFO "}).contact == ASKED


def test_what_is_wrong_stands_in_the_order_of_the_page():
    wrong = parse_contact({"whom": "someone_else", "who": "å" * 81})
    assert list(wrong.problems) == ["name", "who", "urgency"]
    assert list(parse_contact({}).problems) == ["name", "whom", "urgency"]
    assert TODAY.who == ""
