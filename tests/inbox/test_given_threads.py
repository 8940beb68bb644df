"""What pupils wrote and a colleague was given: new words are anybody's to read, the
rest waits."""

import pytest

from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items import store as item_store
from chalicelib.items.filter import Filter
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import answer_pupil
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.threads.message import MessageKind as Said
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, SCHOOL_INBOX
from tests.giving import SOCIAL, log, told_until
from tests.pupil_cast import (
    ATTEMPT,
    TODAY,
    from_pupils,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.roles import playing
from tests.rows import rows_with

pytestmark = pytest.mark.usefixtures("among_colleagues")


@pytest.fixture
def thread(stage):
    """A pupil's message, read by the nurse and given to the social teacher; then the
    pupil writes more, which is due at once."""
    code = receipt_with(ticket_of(stage, ATTEMPT), "Hei")
    (one,) = from_pupils(NURSE)
    open_item(NURSE, one.kind, one.id, NOW)
    handle.hand_over(Press(NURSE, one.kind, one.id, 0, NOW), SOCIAL.id)
    by_pupil.write(own_keys(code), "x" * 22, Said.TEXT, "Det er verre nå", BEFORE)
    return one


def waiting(thread):
    return [row for row in rows_with("answers", sk="MESSAGE#") if "due_at" in row]


def test_what_a_pupil_writes_meanwhile_is_read_by_whoever_comes_and_the_rest_still_waits(
    thread,
):
    seen = see(NURSE, thread.kind, thread.id, NOW)
    assert (seen.wants_opening, seen.thread, seen.item.news_at is None) == (
        True,
        None,
        False,
    )
    with playing("staff"):
        open_item(NURSE, thread.kind, thread.id, NOW)
    assert not waiting(thread)
    seen = see(NURSE, thread.kind, thread.id, NOW)
    assert (seen.wants_opening, seen.given, len(seen.thread.messages)) == (
        False,
        True,
        2,
    )
    assert item_store.get(SCHOOL_INBOX, thread.kind, thread.id).handling.opened is None
    assert SOCIAL.email in told_until(5)
    assert PRINCIPAL.email in told_until(25 * 60, 5)


def test_reading_the_thread_again_is_reading_in_the_log(thread):
    open_item(NURSE, thread.kind, thread.id, NOW)
    open_item(NURSE, thread.kind, thread.id, NOW)
    assert [what for _, what in log()][-2:] == ["opened_thread", "read_thread"]


def test_the_pupil_is_answered_by_who_was_given_it_or_takes_it_over(thread):
    open_item(NURSE, thread.kind, thread.id, NOW)
    for act in (
        lambda: answer_pupil.reply(NURSE, thread.id, ATTEMPT, "Takk", NOW),
        lambda: answer_pupil.close_thread(NURSE, thread.id, ATTEMPT, NOW),
    ):
        with pytest.raises(errors.Incomplete, match=r"inbox\.problem\.given"):
            act()
    handle.take(Press(NURSE, thread.kind, thread.id, 1, NOW))
    answer_pupil.reply(NURSE, thread.id, ATTEMPT, "Takk", NOW)
    assert told_until(48 * 60, 5) == [SOCIAL.email]  # what was in the outbox by then


def test_the_receiver_who_answers_has_opened_it(thread):
    answer_pupil.reply(SOCIAL, thread.id, ATTEMPT, "Takk", NOW)
    assert (
        item_store.get(SCHOOL_INBOX, thread.kind, thread.id).handling.opened.who
        == SOCIAL.id
    )


def test_a_contact_request_given_away_waits_for_its_receiver_too(stage):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TODAY, None, BEFORE)
    told_until(1)
    (one,) = from_pupils(PRINCIPAL)
    open_item(PRINCIPAL, one.kind, one.id, NOW)
    handle.hand_over(Press(PRINCIPAL, one.kind, one.id, 0, NOW), NURSE.id)
    open_item(PRINCIPAL, one.kind, one.id, NOW)
    open_item(SOCIAL, one.kind, one.id, NOW)
    assert told_until(65, 1) == [NURSE.email, PRINCIPAL.email]
    assert [found.id for found in list_items(NURSE, Filter(), NOW).items] == [one.id]
