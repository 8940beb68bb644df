"""A page the browser kept, sent again: the same words are stored once, other words are
stored as new or said not to be, and what is said to be done is done."""

from datetime import timedelta

import pytest

from chalicelib.answer_form.submit import submit
from chalicelib.answers import store as answers
from chalicelib.core import aws
from chalicelib.items.item_kind import ItemKind as Item
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import answer_pupil, see_item
from chalicelib.reading import open as reading
from chalicelib.referrals import additions, drafts
from chalicelib.storage.writes import as_request
from chalicelib.threads.contact import Contact, ContactUrgency, Whom
from chalicelib.threads.message import MessageKind
from tests import roles
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.pupil_cast import (
    ATTEMPT,
    first_thread,
    from_pupils,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.referring import WHOLE, refer
from tests.rows import rows_with

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def code(stage):
    return receipt_with(ticket_of(stage, "t" * 22), "Hei")


@pytest.fixture
def desk(stage):
    return drafts.desk(TEACHER)


def said(code):
    return [entry.text for entry in by_pupil.read(own_keys(code), NOW).entries]


def test_a_reply_and_then_another_with_the_same_attempt_both_reach_the_pupil(code):
    thread = from_pupils(NURSE)[0].id
    for text in ("A", "A", "B", "B"):
        answer_pupil.reply(NURSE, thread, ATTEMPT, text, LATER)
    assert said(code) == ["Hei", "A", "B"]
    assert [message.content.text for message in first_thread(NURSE).messages] == [
        "Hei",
        "A",
        "B",
    ]


def test_a_reply_and_then_the_end_with_the_same_attempt_ends_it(code):
    thread = from_pupils(NURSE)[0].id
    answer_pupil.reply(NURSE, thread, ATTEMPT, "A", LATER)
    for _ in range(2):
        answer_pupil.close_thread(NURSE, thread, ATTEMPT, LATER)
    assert by_pupil.read(own_keys(code), NOW).thread.closed
    assert said(code) == ["Hei", "A"]


def test_a_reply_while_a_colleague_opens_the_thread_still_reaches_the_pupil(code):
    thread = from_pupils(NURSE)[0]
    events, meanwhile = aws.client("dynamodb").meta.events, []

    def open_just_before(**_):
        if not meanwhile:
            meanwhile.append(thread)
            reading.open_item(PRINCIPAL, thread.kind, thread.id, LATER)

    events.register("before-call.dynamodb.TransactWriteItems", open_just_before)
    answer_pupil.reply(NURSE, thread.id, ATTEMPT, "A", LATER)
    events.unregister("before-call.dynamodb.TransactWriteItems", open_just_before)
    assert said(code) == ["Hei", "A"]


def test_a_pupils_words_their_name_and_other_words_with_one_attempt_are_all_there(code):
    for kind, text in (
        (MessageKind.TEXT, "A"),
        (MessageKind.TEXT, "A"),
        (MessageKind.NAME, "A"),
        (MessageKind.TEXT, "B"),
    ):
        by_pupil.write(own_keys(code), ATTEMPT, kind, text, LATER)
    assert said(code) == ["Hei", "A", "A", "B"]


def test_each_other_contact_request_of_one_ticket_is_a_request(stage):
    ticket = ticket_of(stage, "t" * 22)
    once = Contact(Whom.NURSE, ContactUrgency.TODAY, "Kim")
    for contact in (once, once, Contact(Whom.PRINCIPAL, ContactUrgency.TODAY, "Kim")):
        ask_contact.ask(ticket.text, contact, None, NOW)
    assert len(rows_with("answers", sk="MESSAGE#")) == 2


def test_a_second_addition_with_the_same_attempt_is_there_beside_the_first(desk):
    referral_id, attempt = refer(desk), drafts.new_referral_id()
    for text in ("A", "A", "B"):
        additions.add(TEACHER, referral_id, attempt, text, LATER)
    reading.open_item(PRINCIPAL, Item.REFERRAL, referral_id, LATER)
    seen = see_item.see(PRINCIPAL, Item.REFERRAL, referral_id, LATER)
    assert sorted(addition.text for addition in seen.content.additions) == ["A", "B"]


def test_answers_sent_again_are_stored_once_and_others_are_said_to_have_come_too_late(
    stage,
):
    form = stage.open()

    def send(now=NOW, language="nb", **answer):
        fields = {name: [value] for name, value in answer.items()}
        return submit(stage.codes[0], form.place, form.attempt, language, fields, now)

    assert not send(hurt="few").changed_too_late
    assert not send(LATER, hurt="few").changed_too_late
    assert not send(LATER, "nn", hurt="few").changed_too_late
    before = [row["pk"] + row["sk"] for row in rows_with("answers")]
    assert send(LATER, hurt="never").changed_too_late
    assert send(LATER, hurt="few", contact="today").changed_too_late
    assert [row["pk"] + row["sk"] for row in rows_with("answers")] == before
    assert len(rows_with("answers", sk="ANSWER#")) == 1


def test_the_stored_answer_shows_nobody_what_it_says_without_its_attempt(stage):
    """Equal answers look different: what tells a replay from a change is keyed by the
    attempt."""
    for number in (0, 1):
        stage.send(number, hurt="few")
    row, other = rows_with("answers", sk="ANSWER#")
    assert row["same_as"] != other["same_as"]


def test_the_public_role_may_ask_whether_it_is_the_same_answer_and_gets_no_row_by_it(
    stage,
):
    """A put over itself, in a transaction: no read, and nothing comes back where it is
    refused."""
    answer = {"hurt": "few"}
    put = answers.put_answer(
        stage.round, "6A", ATTEMPT, answer, "nb", None, 2_000_000_000
    )
    request = as_request(answers.put_again(put), 0)
    assert "same_as" in request["Put"]["ExpressionAttributeNames"].values()
    assert "ReturnValuesOnConditionCheckFailure" not in request["Put"]
    statements = roles.statements_of("public")
    (call,) = roles.calls("TransactWriteItems", {"TransactItems": [request]})
    assert (call.verb, call.table) == ("PutItem", "answers")
    assert roles.may(statements, call)
    assert not roles.may(statements, call._replace(within=""))
    assert not roles.may(statements, call._replace(verb="GetItem"))
    assert not roles.may(statements, call._replace(verb="ConditionCheckItem"))


def test_a_draft_from_a_kept_page_does_not_take_the_place_of_another(desk):
    page = drafts.new_referral_id()
    first = drafts.save(
        TEACHER, desk, drafts.typed(page, {**WHOLE, "pupil": ["Første"]}, NOW), ""
    )
    again = drafts.save(
        TEACHER, desk, drafts.typed(page, {**WHOLE, "pupil": ["Første"]}, LATER), ""
    )
    second = drafts.save(
        TEACHER, desk, drafts.typed(page, {**WHOLE, "pupil": ["Andre"]}, LATER), ""
    )
    assert first.id == again.id == page != second.id
    kept = drafts.mine(TEACHER, desk, LATER)[0]
    assert sorted(draft.fields["pupil"][0] for draft in kept) == ["Andre", "Første"]


def test_a_draft_that_was_seen_is_changed_and_one_changed_meanwhile_stands_beside(desk):
    page = drafts.new_referral_id()
    first = drafts.save(
        TEACHER, desk, drafts.typed(page, {**WHOLE, "seen": ["A"]}, NOW), ""
    )
    second = drafts.save(
        TEACHER, desk, drafts.typed(page, {**WHOLE, "seen": ["B"]}, LATER), first.mark
    )
    assert second.id == page
    third = drafts.save(
        TEACHER, desk, drafts.typed(page, {**WHOLE, "seen": ["C"]}, LATER), first.mark
    )
    assert third.id != page
    kept = drafts.mine(TEACHER, desk, LATER)[0]
    assert sorted(draft.fields["seen"][0] for draft in kept) == ["B", "C"]


def test_words_from_the_kept_page_of_a_referral_that_was_sent_become_a_draft(desk):
    referral_id = refer(desk)
    saved = drafts.save(
        TEACHER, desk, drafts.typed(referral_id, {**WHOLE, "seen": ["Mer"]}, LATER), ""
    )
    assert saved.id != referral_id
    assert [draft.id for draft in drafts.mine(TEACHER, desk, LATER)[0]] == [saved.id]
