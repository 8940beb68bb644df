"""What is new is marked until who follows it up has read it, and the history says who
did what."""

import pytest

from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter, Show
from chalicelib.items.handling import Did
from chalicelib.items.item_kind import ItemKind as Of
from chalicelib.pupil_threads import by_pupil
from chalicelib.reading import answer_pupil
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.referrals import additions, drafts
from chalicelib.threads.message import MessageKind
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, TEACHER, set_the_stage
from tests.giving import SOCIAL, colleagues
from tests.pupil_cast import ATTEMPT, from_pupils, own_keys, receipt_with, ticket_of
from tests.referring import refer
from tests.roles import playing


@pytest.fixture
def code(aws):
    stage = set_the_stage()
    colleagues()
    return receipt_with(ticket_of(stage, ATTEMPT), "Hei")


def thread():
    (one,) = from_pupils(NURSE)
    return one


@pytest.fixture
def followed_up(code):
    """The nurse follows it up, and the pupil writes again."""
    one = thread()
    open_item(NURSE, one.kind, one.id, NOW)
    handle.take(Press(NURSE, one.kind, one.id, 0, NOW))
    write(code, "Det er verre nå")
    return one


def write(code, text):
    by_pupil.write(own_keys(code), text[0] * 22, MessageKind.TEXT, text, BEFORE)


def read(account, one):
    with playing("staff"):
        open_item(account, one.kind, one.id, NOW)
    return see(account, one.kind, one.id, NOW)


def news(account):
    return [one.id for one in list_items(account, Filter(Show.NEWS), NOW).items]


def test_a_colleague_who_reads_it_takes_no_mark_from_who_follows_it_up(followed_up):
    seen = read(PRINCIPAL, followed_up)
    assert [one.content.text for one in seen.thread.messages] == [
        "Hei",
        "Det er verre nå",
    ]
    assert seen.news_for == NURSE.id
    assert news(NURSE) == [followed_up.id]
    with pytest.raises(errors.Incomplete, match=r"inbox\.problem\.news_for"):
        handle.read_news(Press(PRINCIPAL, followed_up.kind, followed_up.id, 1, NOW))
    assert news(NURSE) == [followed_up.id]
    mine = see(NURSE, followed_up.kind, followed_up.id, NOW)
    assert (mine.wants_opening, mine.item.news_at is None) == (False, False)
    with playing("staff"):
        handle.read_news(Press(NURSE, followed_up.kind, followed_up.id, 1, NOW))
    assert news(NURSE) == []


def test_who_follows_it_up_and_opens_it_first_has_read_it(followed_up):
    assert read(NURSE, followed_up).item.news_at is None
    assert news(PRINCIPAL) == []


def test_words_that_come_after_a_colleague_has_read_are_read_with_the_rest(
    followed_up, code
):
    read(PRINCIPAL, followed_up)
    write(code, "Og enda en")
    assert see(PRINCIPAL, followed_up.kind, followed_up.id, NOW).wants_opening
    read(NURSE, followed_up)
    assert news(NURSE) == []


def test_where_nobody_follows_it_up_any_reader_has_read_it(code):
    one = thread()
    read(NURSE, one)
    write(code, "Det er verre nå")
    read(PRINCIPAL, one)
    assert news(NURSE) == []


def test_who_was_given_it_has_the_mark_until_they_open_it(code):
    one = thread()
    read(NURSE, one)
    handle.hand_over(Press(NURSE, one.kind, one.id, 0, NOW), SOCIAL.id)
    write(code, "Det er verre nå")
    read(NURSE, one)
    assert news(SOCIAL) == [one.id]
    assert read(SOCIAL, one).item.handling.opened.who == SOCIAL.id
    assert news(SOCIAL) == []


def test_an_addition_to_a_referral_is_marked_for_who_follows_it_up(desk):
    one = refer(desk)
    open_item(PRINCIPAL, Of.REFERRAL, one, NOW)
    handle.take(Press(PRINCIPAL, Of.REFERRAL, one, 0, NOW))
    additions.add(TEACHER, one, drafts.new_referral_id(), "Det skjedde igjen.", NOW)
    turn = see(PRINCIPAL, Of.REFERRAL, one, NOW).item.handling.turn
    handle.ask_access(
        Press(NURSE, Of.REFERRAL, one, turn, NOW), "Eleven ba meg lese dette"
    )
    with pytest.raises(errors.Incomplete):
        handle.read_news(Press(NURSE, Of.REFERRAL, one, turn + 1, NOW))
    handle.read_news(Press(PRINCIPAL, Of.REFERRAL, one, turn + 1, NOW))
    assert news(PRINCIPAL) == []
    done = see(PRINCIPAL, Of.REFERRAL, one, NOW).history[-1]
    assert (done.did, done.who) == (Did.READ_NEWS, PRINCIPAL.id)


def test_the_history_says_who_read_the_news_answered_and_ended_it(followed_up):
    read(PRINCIPAL, followed_up)
    answer_pupil.reply(NURSE, followed_up.id, "r" * 22, "Takk for at du skrev", NOW)
    answer_pupil.close_thread(NURSE, followed_up.id, "s" * 22, NOW)
    history = see(NURSE, followed_up.kind, followed_up.id, NOW).history
    assert sorted((one.did, one.who) for one in history) == sorted(
        [
            (Did.OPENED, NURSE.id),
            (Did.TOOK, NURSE.id),
            (Did.READ_NEWS, PRINCIPAL.id),
            (Did.REPLIED, NURSE.id),
            (Did.ENDED, NURSE.id),
        ]
    )
