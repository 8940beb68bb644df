"""An opening that is refused is one of a colleague's only where the row says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.core.aws import client
from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading import answer_pupil
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.storage.codec import encode
from chalicelib.upkeep import schedule
from chalicelib.web.language import texts
from infra.tables import table_names
from tests import forged, mailbox
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL
from tests.conftest import PREFIX
from tests.faults import first_of_all
from tests.pupil_cast import (
    ATTEMPT,
    TODAY,
    first_thread,
    from_pupils,
    opened,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
LATER = NOW + timedelta(minutes=8)
UNREADABLE = {
    "of nobody of ours": {"by_staff": "2.x", "opened_by": "A9", "opened_at": "x"},
    "without its mark": {"opened_by": "A9", "opened_at": "2026-11-24T08:00:00Z"},
    "as none of ours are": {"level": "x"},
}


@pytest.fixture
def flag(stage):
    """Urgent, and not told of yet."""
    stage.send(now=NOW, contact="today")
    return rows_with("answers", sk="FLAG#")[0]


@pytest.fixture
def code(stage):
    return receipt_with(ticket_of(stage, "t" * 22), "Hei")


@pytest.fixture(params=UNREADABLE)
def spoilt(stage, code, request):
    """A thread whose row of what people have done with it cannot be read. Gives its
    id."""
    (thread,) = from_pupils(NURSE)
    row = forged.item_row(stage, "thread", id=thread.id) | UNREADABLE[request.param]
    forged.put_row("INBOX#SCHAAA", f"THREAD#{thread.id}", **row)
    return thread.id


def words(body_id="SCHAAA"):
    return [(one.who, one.what) for one in audit.of_body(body_id)]


@contextmanager
def never_as_it_was_read(row) -> Iterator[list[int]]:
    """While each transaction is on its way the row says that it was told of, and then
    no more."""
    tries: list[int] = []
    key = encode({name: row[name] for name in ("pk", "sk")})

    def says(step):
        def write(**_):
            tries.append(step)
            client("dynamodb").update_item(
                TableName=table_names(PREFIX)["answers"],
                Key=key,
                UpdateExpression="SET step = :s",
                ExpressionAttributeValues=encode({":s": step}),
            )

        return write

    events, hooks = (
        client("dynamodb").meta.events,
        {"before": says(1), "after": says(0)},
    )
    for when, write in hooks.items():
        events.register(f"{when}-call.dynamodb.TransactWriteItems", write)
    try:
        yield tries
    finally:
        for when, write in hooks.items():
            events.unregister(f"{when}-call.dynamodb.TransactWriteItems", write)


def test_a_flag_the_sweep_tells_of_in_the_same_moment_is_opened(flag):
    with first_of_all("TransactWriteItems", lambda: schedule.sweep(LATER)) as swept:
        reading.open_item(NURSE, ItemKind.FLAG, flag["id"], LATER)
    assert swept
    assert mailbox.to_whom() == [NURSE.email, PRINCIPAL.email]
    (row,) = rows_with("answers", sk="FLAG#")
    assert (row["opened_by"], "due_at" in row) == (NURSE.id, False)
    assert words() == [(NURSE.id, "opened_flag")]


def test_what_a_colleague_opens_in_the_same_moment_is_read(flag):
    schedule.sweep(LATER)
    first = lambda: reading.open_item(PRINCIPAL, ItemKind.FLAG, flag["id"], LATER)  # noqa: E731
    with first_of_all("TransactWriteItems", first):
        reading.open_item(NURSE, ItemKind.FLAG, flag["id"], LATER)
    assert rows_with("answers", sk="FLAG#")[0]["opened_by"] == PRINCIPAL.id
    assert sorted(words()) == [(PRINCIPAL.id, "opened_flag"), (NURSE.id, "read_flag")]


def test_an_opening_that_is_refused_time_and_again_is_said_to_be_none(stage, visitor):
    stage.send(contact="today")
    (flag,) = rows_with("answers", sk="FLAG#")
    visitor.become(NURSE)
    path = f"/staff/inbox/flag/{flag['id']}"
    visitor.get(path)
    with never_as_it_was_read(flag) as tries:
        answer = visitor.post(f"{path}/open")
    assert answer.status_code == 503
    assert 2 * 2 <= len(tries) <= 2 * 20
    (row,) = rows_with("answers", sk="FLAG#")
    assert "opened_by" not in row
    assert "due_at" in row
    assert (NURSE.id, "read_flag") not in words()


def test_a_request_that_is_handled_in_the_same_moment_is_opened(stage):
    ask_contact.ask(ticket_of(stage, "t" * 22).text, TODAY, None, BEFORE)
    (asked,) = from_pupils(PRINCIPAL)
    why = Press(NURSE, asked.kind, asked.id, 0, NOW), "Eleven kom og ba om en samtale"
    with first_of_all("TransactWriteItems", lambda: handle.ask_access(*why)):
        reading.open_item(PRINCIPAL, asked.kind, asked.id, NOW)
    (now,) = from_pupils(PRINCIPAL)
    assert now.handling.opened is not None
    assert not now.unread
    assert rows_with("answers", sk="MESSAGE#")[0]["opened_by"] in (
        NURSE.id,
        PRINCIPAL.id,
    )


def test_the_reply_reaches_the_pupil_though_the_threads_row_cannot_be_read(
    code, spoilt
):
    noted = answer_pupil.reply(NURSE, spoilt, ATTEMPT, "Hei fra oss", NOW)
    assert [one.text for one in by_pupil.read(own_keys(code), NOW).entries] == [
        "Hei",
        "Hei fra oss",
    ]
    (said,) = [
        row for row in rows_with("answers", sk="MESSAGE#") if row["kind"] == "reply"
    ]
    assert said["opened_by"] == NURSE.id
    assert (NURSE.id, "thread_reply") in words()
    assert not noted or rows_with("answers", sk="THREAD#")[0]["opened_by"] == NURSE.id


def test_such_a_thread_is_ended_for_the_pupil_too(code, spoilt):
    answer_pupil.close_thread(NURSE, spoilt, ATTEMPT, NOW)
    assert by_pupil.read(own_keys(code), NOW).thread.closed


def test_such_a_thread_is_read_and_its_clock_stops(code, spoilt):
    shown = opened(NURSE, from_pupils(NURSE)[0])
    assert [one.content.text for one in shown.thread.messages if one.content.text] == [
        "Hei"
    ]
    assert not shown.wants_opening
    assert not [row for row in rows_with("answers", sk="MESSAGE#") if "due_at" in row]
    assert by_pupil.read(own_keys(code), NOW).thread.seen_on == NOW.date()
    assert first_thread(NURSE).waiting == ()


def test_the_page_says_that_nothing_more_can_be_done_with_it_here(spoilt, visitor):
    visitor.become(NURSE)
    path = f"/staff/inbox/thread/{spoilt}"
    visitor.get(path)
    visitor.post(f"{path}/open")
    page = text(visitor.get(path))
    assert "Hei" in page
    assert t("inbox.problem.unreadable") in page
    answer = visitor.post(f"{path}/take", {"turn": "0"})
    assert answer.status_code == 422
    assert t("inbox.problem.unreadable") in text(answer)
