"""What pupils ask and write, as items of the inbox."""

from datetime import timedelta

import pytest

from chalicelib.cases import make_case
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import answer_pupil, inbox_list, see_item
from chalicelib.reading.joinable import joinable
from chalicelib.reading.ready import Press
from chalicelib.rounds.round import Mode
from chalicelib.threads.message import MessageKind
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, set_the_stage
from tests.pupil_cast import (
    ATTEMPT,
    TO_NURSE,
    TODAY,
    from_pupils,
    opened,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.rows import rows_with
from tests.sweeping import sweep_between


def everything(account):
    return inbox_list.list_items(account, Filter(), NOW).items


def test_it_is_taken_handed_over_and_closed_like_everything_else(stage, ticket):
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    (item,) = from_pupils(PRINCIPAL)
    with pytest.raises(errors.Incomplete):
        handle.take(Press(PRINCIPAL, item.kind, item.id, 0, NOW))
    opened(PRINCIPAL, item)
    handle.take(Press(PRINCIPAL, item.kind, item.id, 0, NOW))
    with pytest.raises(errors.ChangedMeanwhile):
        handle.take(Press(PRINCIPAL, item.kind, item.id, 0, NOW))
    handle.hand_over(Press(PRINCIPAL, item.kind, item.id, 1, NOW), NURSE.id)
    opened(NURSE, item)
    handle.close(
        Press(PRINCIPAL, item.kind, item.id, 2, NOW),
        "nothing_more",
        "Vi har snakket med klassen.",
    )
    assert from_pupils(PRINCIPAL) == []
    seen = see_item.see(PRINCIPAL, item.kind, item.id, NOW)
    assert seen.item.handling.closed.who == PRINCIPAL.id
    assert seen.content.note == "Vi har snakket med klassen."


def test_it_is_joined_with_a_flag_and_becomes_a_case(stage, ticket):
    stage.send(hurt="few")
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    (item,) = from_pupils(PRINCIPAL)
    (flag,) = [one for one in everything(PRINCIPAL) if one.kind == "flag"]
    seen = opened(PRINCIPAL, flag)
    others = joinable(PRINCIPAL, seen.item, NOW)
    assert item.ref not in [one.ref for one in others]  # nobody has read it yet
    opened(PRINCIPAL, item)
    with pytest.raises(errors.Incomplete):
        handle.join(Press(PRINCIPAL, flag.kind, flag.id, 0, NOW), item.ref)
    handle.join(Press(PRINCIPAL, flag.kind, flag.id, 0, NOW), item.ref, sure=True)
    assert make_case.make(Press(PRINCIPAL, item.kind, item.id, 1, NOW)) == 1
    assert everything(PRINCIPAL) == []
    seen = see_item.see(PRINCIPAL, item.kind, item.id, NOW)
    assert (seen.item.handling.case, [one.ref for one in seen.joined]) == (
        1,
        [flag.ref],
    )


def test_in_a_confidential_round_the_school_may_know_whose_the_flag_is(aws):
    stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    stage.send(hurt="few")
    ask_contact.ask(ticket_of(stage, "t" * 22).text, TODAY, None, BEFORE)
    (item,) = from_pupils(PRINCIPAL)
    (flag,) = [one for one in everything(PRINCIPAL) if one.kind == "flag"]
    opened(NURSE, flag)
    opened(PRINCIPAL, item)
    handle.join(Press(NURSE, flag.kind, flag.id, 0, NOW), item.ref)


def test_what_is_for_the_nurse_is_joined_with_nothing_others_read(stage, ticket):
    stage.send(hurt="few")
    ask_contact.ask(ticket.text, TO_NURSE, None, BEFORE)
    (item,) = from_pupils(NURSE)
    assert joinable(NURSE, opened(NURSE, item).item, NOW) == []
    (flag,) = [one for one in everything(NURSE) if one.kind == "flag"]
    opened(NURSE, flag)
    for one, other in ((item, flag), (flag, item)):
        with pytest.raises(errors.Incomplete):
            handle.join(Press(NURSE, one.kind, one.id, 0, NOW), other.ref)


def test_the_nurse_writes_down_why_before_she_reads_a_name_meant_for_another(
    stage, ticket
):
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    (item,) = from_pupils(NURSE)
    with pytest.raises(errors.Incomplete):
        opened(NURSE, item)
    seen = see_item.see(NURSE, item.kind, item.id, NOW)
    assert (seen.may_read, seen.thread) == (False, None)
    assert seen.item.clock_at
    handle.ask_access(
        Press(NURSE, item.kind, item.id, 0, NOW), "Eleven kom til meg i dag"
    )
    seen = see_item.see(NURSE, item.kind, item.id, NOW)
    assert seen.thread.messages[0].content.contact == TODAY
    assert not [row for row in rows_with("answers", sk="MESSAGE#") if "due_at" in row]


def test_a_thread_names_nobody_until_the_pupil_does(stage, ticket):
    code = receipt_with(ticket, "Hei")
    (item,) = from_pupils(NURSE)
    assert opened(NURSE, item).thread.messages[0].content.text == "Hei"
    by_pupil.write(own_keys(code), "n" * 22, MessageKind.NAME, "Kim Prøvesen", BEFORE)
    seen = see_item.see(NURSE, item.kind, item.id, NOW)
    assert (seen.may_read, seen.thread) == (False, None)
    with pytest.raises(errors.NotFound):
        answer_pupil.reply(NURSE, item.id, ATTEMPT, "Hei", NOW)


def test_what_comes_after_the_closing_is_news_and_open_again(stage, ticket):
    code = receipt_with(ticket, "Hei")
    (item,) = from_pupils(PRINCIPAL)
    opened(PRINCIPAL, item)
    handle.close(Press(PRINCIPAL, item.kind, item.id, 0, NOW), "talked", "")
    assert from_pupils(PRINCIPAL) == []
    by_pupil.write(
        own_keys(code), "x" * 22, MessageKind.TEXT, "Det er verre nå", BEFORE
    )
    (again,) = from_pupils(PRINCIPAL)
    assert again.news_at
    assert see_item.see(PRINCIPAL, again.kind, again.id, NOW).thread is None
    assert len(opened(PRINCIPAL, again).thread.messages) == 2


def test_who_was_told_and_when_is_shown(stage, ticket):
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    sweep_between(NOW, NOW + timedelta(minutes=63))
    (item,) = from_pupils(PRINCIPAL)
    told = see_item.see(PRINCIPAL, item.kind, item.id, NOW).told
    assert [one.recipients for one in told] == ["group", "principal"]
