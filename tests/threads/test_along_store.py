"""The way from a flag to the threads that its answers went along with."""

from chalicelib.answer_form.submit import submit
from chalicelib.crypto.sealing import plain_hash
from chalicelib.flags.flag_items import flag_id
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import open as reading
from chalicelib.reading import see_item
from chalicelib.reading import thread as school_threads
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, SLOT, STRANGER, YESTERDAY
from tests.forged import put_row
from tests.pupil_cast import TO_NURSE, TODAY, receipt_with, ticket_of
from tests.rows import rows_with
from tests.units import counted
from tests.unsealed import unsealings


def test_opening_and_reading_a_flag_unseals_no_other_pupils_messages(stage):
    def cost(number):
        form = stage.open(number, YESTERDAY)
        code = stage.codes[number]
        submit(code, form.place, form.attempt, "nb", {"hurt": ["often"]}, YESTERDAY)
        ticket = ticket_of(stage, form.attempt)
        by_pupil.take_receipt(ticket.text, ticket.answers, YESTERDAY)
        with counted() as opening:
            reading.open_item(
                NURSE,
                ItemKind.FLAG,
                flag_id(Audience.RESOURCE_GROUP, form.attempt),
                NOW,
            )
        with unsealings() as opened:
            seen = see_item.see(
                NURSE,
                ItemKind.FLAG,
                flag_id(Audience.RESOURCE_GROUP, form.attempt),
                NOW,
            )
        assert seen.thread
        assert opened.count
        return opening.read, opened.count

    cost(0)  # the log's first entry of the nurse is dearer
    alone = cost(1)
    for index in range(9):
        receipt_with(ticket_of(stage, f"{index}" * 22), "Hei", "Hei igjen")
    assert cost(2) == alone


def test_a_flag_leads_to_each_thread_its_answers_went_along_with_and_who_may_reads_it(
    stage,
):
    form = stage.open(0, YESTERDAY)
    submit(
        stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, YESTERDAY
    )
    ticket, flag = (
        ticket_of(stage, form.attempt),
        flag_id(Audience.RESOURCE_GROUP, form.attempt),
    )
    ask_contact.ask(ticket.text, TO_NURSE, ticket.answers, BEFORE)
    assert school_threads.thread_of_flag(NURSE, flag, SLOT).asks_contact
    assert school_threads.thread_of_flag(PRINCIPAL, flag, SLOT) is None
    by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE)
    assert not school_threads.thread_of_flag(PRINCIPAL, flag, SLOT).asks_contact
    assert school_threads.thread_of_flag(STRANGER, flag, SLOT) is None


def test_the_way_from_flag_to_thread_is_a_keyed_hash_and_holds_nothing_else(stage):
    form = stage.open(0, YESTERDAY)
    submit(
        stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, YESTERDAY
    )
    ticket = ticket_of(stage, form.attempt)
    by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE)
    ways = rows_with("answers", pk="ALONG#")
    (link,) = rows_with("answers", sk="MESSAGE#")
    assert [set(way) for way in ways] == [{"pk", "sk", "expires_at"}] * 2
    assert {way["pk"] for way in ways} == {
        f"ALONG#{hashed}" for hashed in link["along"]
    }
    ids = [
        flag_id(Audience.RESOURCE_GROUP, form.attempt, wish) for wish in (False, True)
    ]
    said = str(ways) + str(link)
    assert not [id_ for id_ in ids if id_ in said or plain_hash("along", id_) in said]


def test_a_way_that_somebody_forged_leads_to_no_thread(stage):
    form = stage.open(0, YESTERDAY)
    submit(
        stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, YESTERDAY
    )
    ticket = ticket_of(stage, form.attempt)
    by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE)
    other = ticket_of(stage, "o" * 22)
    ask_contact.ask(other.text, TODAY, None, BEFORE)
    (flag,) = rows_with("answers", sk="FLAG#")
    found = school_threads.thread_of_flag(NURSE, flag["id"], NOW)
    (asked,) = [
        row for row in rows_with("answers", sk="MESSAGE#") if row["kind"] == "contact"
    ]
    for way in rows_with("answers", pk="ALONG#"):
        put_row(way["pk"], f"THREAD#{asked['thread_id']}")
        put_row(way["pk"], "THREAD#")
        put_row(way["pk"], "X")
    assert school_threads.thread_of_flag(NURSE, flag["id"], NOW) == found
