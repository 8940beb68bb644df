"""Rows that a taken-over public side puts: nothing that others wrote goes for them, and
nothing is believed that only the staff side says."""

import json

import pytest

from chalicelib.answer_form.submit import submit
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter
from chalicelib.items.inbox_id import Audience, inboxes_of_school
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import answer_pupil, inbox_list, own_items
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.storage.codec import encode
from chalicelib.threads.message import MessageKind
from chalicelib.upkeep.schedule import sweep
from tests import forged, mailbox
from tests.cast import (
    BEFORE,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    TEACHER,
)
from tests.forged import DUE, ID, item_row, public_prefixes, put_row, routing
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
from tests.referring import refer
from tests.rows import rows_with


@pytest.fixture
def said(stage, ticket):
    """A request to the school and one to the nurse, a thread of two, one of them
    answered."""
    ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    ask_contact.ask(ticket.text, TO_NURSE, None, BEFORE)
    receipt_with(ticket, "Hei", "Jeg har det ikke bra")
    found = [one for one in from_pupils(PRINCIPAL) if one.kind == "thread"]
    answer_pupil.reply(PRINCIPAL, found[0].id, ATTEMPT, "Takk", NOW)
    return rows_with("answers", sk="MESSAGE#")


def kept(said):
    return {(one["pk"], one["sk"]) for one in said} <= {
        (one["pk"], one["sk"]) for one in rows_with("answers", sk="MESSAGE#")
    }


@pytest.mark.parametrize("inbox", inboxes_of_school("SCHAAA"))
@pytest.mark.parametrize("where", ["empty", "id of none of ours", "each"])
def test_no_forged_withdrawal_takes_a_message_away(stage, said, inbox, where):
    named = {"empty": [""], "id of none of ours": ["x", "#"]}
    for thread_id in named.get(where) or {one["thread_id"] for one in said}:
        middle = f"{thread_id}#" if thread_id else ""
        row = routing(
            stage,
            thread_id=thread_id,
            audience=inbox.audience,
            kind="withdrawn",
            level=1,
        )
        put_row(f"INBOX#{inbox.name}", f"MESSAGE#{middle}{ID}", **row)
    sweep(NOW)
    assert kept(said)


def test_a_withdrawal_with_the_right_receipt_leaves_what_the_school_wrote(
    stage, ticket
):
    code = receipt_with(ticket, "Hei")
    (thread,) = from_pupils(PRINCIPAL)
    answer_pupil.reply(PRINCIPAL, thread.id, ATTEMPT, "Takk", NOW)
    by_pupil.withdraw(own_keys(code), NOW)
    sweep(NOW)
    assert {one["kind"] for one in rows_with("answers", sk="MESSAGE#")} == {
        "withdrawn",
        "reply",
    }


FIRST = {
    "another receipt": {"receipt_id": "f" * 64, "pupil_key": b"k" * 32},
    "another receipt's place": {"receipt_id": "f" * 64},
    "another key": {"pupil_key": b"k" * 32},
    "no receipt": {"receipt_id": None, "pupil_key": None},
    "another round": {"round_id": "RNDTHR"},
    "another class": {"class_id": "5B"},
    "another owner": {"owner_id": "WNRTHR"},
    "for the nurse alone": {"audience": Audience.HEALTH_SERVICE.value},
    "a request": {"kind": "contact", "receipt_id": None, "pupil_key": None},
}
ASKED = {"number": 0, "text": "", "contact": ["nurse", "today", "Kim", ""]}


def put_before(stage, **changes):
    """A message of the thread there is, from before it began; its seal opens."""
    (begun,) = rows_with("answers", sk="MESSAGE#")
    row = begun | {"since": DUE, "kind": "text"} | changes
    is_request, thread_id = row["kind"] == "contact", row["thread_id"]
    row["id"] = thread_id if is_request else ID
    said = json.dumps(ASKED if is_request else {"number": 0, "text": "Hei"})
    bound_to = f"thread|{row['round_id']}|{thread_id}"
    row["sealed"] = forged.sealed(stage.round.public_key, said, bound_to)["B"]
    del row["pk"], row["sk"]
    nurse = "#NURSE" if row["audience"] == Audience.HEALTH_SERVICE else ""
    put_row(f"INBOX#SCHAAA{nurse}", f"MESSAGE#{thread_id}#{row['id']}", **row)


@pytest.mark.parametrize("what", FIRST)
def test_a_reply_goes_to_the_receipt_of_who_began_the_thread_whatever_is_put_before(
    stage, ticket, what
):
    own = own_keys(receipt_with(ticket, "Hei"))
    put_before(stage, **FIRST[what])
    for account in (NURSE, PRINCIPAL):
        (thread,) = from_pupils(account)
        opened(account, thread)
        answer_pupil.reply(account, thread.id, ATTEMPT, f"Takk {account.id}", NOW)
    assert [one.text for one in by_pupil.read(own, NOW).entries] == [
        "Hei",
        f"Takk {NURSE.id}",
        f"Takk {PRINCIPAL.id}",
    ]


@pytest.mark.parametrize("copy", [{"withdrawn": True}, {}])
def test_no_copy_put_over_a_pupils_keeps_the_school_from_opening_what_it_has(
    stage, ticket, copy
):
    """Nor does one that the pupil takes back in that moment."""
    form = stage.open()
    submit(
        stage.codes[0], form.place, form.attempt, "nb", {"contact": ["today"]}, BEFORE
    )
    own = ticket_of(stage, form.attempt)
    code = by_pupil.take_receipt(own.text, own.answers, BEFORE).receipt
    by_pupil.write(own_keys(code), ATTEMPT, MessageKind.TEXT, "Hei", BEFORE)
    row = forged.stored("RECEIPT#", "forms")
    expired = {} if copy else {"expires_at": {"N": "1"}}
    forged.put(row | encode(copy) | expired, "forms")
    (thread,) = from_pupils(NURSE)
    assert opened(NURSE, thread).item.handling.opened.who == NURSE.id
    (flag,) = rows_with("answers", sk="FLAG#")
    reading.open_item(NURSE, "flag", flag["id"], NOW)
    (handled,) = rows_with("answers", sk="FLAG#")
    assert handled["opened_by"] == NURSE.id


def listed(account):
    return [one.id for one in inbox_list.list_items(account, Filter(), NOW).items]


def test_a_referral_among_the_pupils_rows_is_none(stage):
    put_row(
        "INBOX#SCHAAA",
        f"REFERRAL#{ID}",
        **item_row(stage, "referral", tell_principal=True),
    )
    put_row("INBOX#SCHAAA", f"FLAG#{ID}", **item_row(stage, "referral"))
    sweep(NOW)
    assert mailbox.sent() == []
    assert listed(PRINCIPAL) == []


def test_a_real_referral_stands_where_the_public_side_cannot_write(stage):
    own = refer(drafts.desk(TEACHER))
    found = rows_with("answers", sk=f"REFERRAL#{own}")
    (row,) = [one for one in found if "sealed" in one]
    assert not row["pk"].startswith(tuple(public_prefixes()))
    assert listed(PRINCIPAL) == [own]


@pytest.mark.parametrize(
    "kind", [MessageKind.REPLY, MessageKind.CLOSED, MessageKind.TEXT]
)
def test_the_public_side_says_nothing_in_the_schools_name_nor_that_it_was_read(
    stage, kind
):
    opened = (
        {"opened_by": PRINCIPAL.id, "opened_at": DUE}
        if kind is MessageKind.TEXT
        else {}
    )
    row = routing(stage, thread_id=ID, kind=kind, **opened)
    put_row("INBOX#SCHAAA", f"MESSAGE#{ID}#{ID}", **row)
    assert from_pupils(PRINCIPAL) == []


def test_what_people_really_did_is_believed(stage, ticket):
    stage.send(contact="today")
    (real,) = listed(PRINCIPAL)
    reading.open_item(PRINCIPAL, "flag", real, NOW)
    handle.take(Press(PRINCIPAL, "flag", real, 0, NOW))
    handle.close(Press(PRINCIPAL, "flag", real, 1, NOW), "talked", "")
    done = own_items.own(PRINCIPAL, "flag", real, NOW).handling
    assert (done.opened.who, done.taken.who, done.closed.who) == (PRINCIPAL.id,) * 3


def test_a_pupil_reads_the_rest_of_the_thread_whatever_was_sealed_to_the_receipt(
    ticket,
):
    own = own_keys(receipt_with(ticket, "Hei"))
    said = forged.each_part_wrong(["reply", "Hei", "2026-11-24"])
    spoilt = [
        forged.sealed(own.keys.public, one, f"pupil|{own.keys.id}") for one in said
    ]
    row = forged.stored("RECEIPT#", "forms")
    row["entries"]["L"] += spoilt
    forged.put(row, "forms")
    entries = by_pupil.read(own, NOW).entries
    assert [one.text for one in entries[:1]] == ["Hei"]
    assert {one.text for one in entries} == {"Hei", "x", ""}


@pytest.mark.parametrize("where", ["SCHAAA", "SCHAAA#NURSE", "WNERAA"])
@pytest.mark.parametrize(
    "audience",
    [None, "", "x", 1, True, ["health_service"], b"health_service", *Audience],
)
def test_what_is_for_the_nurse_alone_is_shown_to_nobody_else_whatever_its_row_says(
    ticket, where, audience
):
    ask_contact.ask(ticket.text, TO_NURSE, None, BEFORE)
    (row,) = rows_with("answers", sk="MESSAGE#")
    changed = {name: row[name] for name in row.keys() - {"pk", "sk", "audience"}}
    changed |= {} if audience is None else {"audience": audience}
    put_row(f"INBOX#{where}", row["sk"], **changed)
    for account in (PRINCIPAL, OWNER):
        assert listed(account) == []
        with pytest.raises(errors.NotFound):
            own_items.own(account, ItemKind.CONTACT, row["id"], NOW)
    sweep(NOW)
    assert {NURSE.email} >= set(mailbox.to_whom())
