"""The public side is taken over and writes what it likes where its rights reach: no
page falls, nobody who waits is hidden, and nobody's mail stays away."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.core.local_time import local_day
from chalicelib.handle_items import asked_erasures
from chalicelib.items import store as item_store
from chalicelib.items.filter import in_order
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.may_read import may_read
from chalicelib.pupil_threads import ask_contact
from chalicelib.storage.codec import decode, stamp
from chalicelib.storage.readable import those_readable
from chalicelib.threads import store as threads
from chalicelib.threads import thread_id as thread_ids
from chalicelib.threads import waiting_store
from chalicelib.threads.thread import with_threads
from chalicelib.upkeep import retain
from chalicelib.upkeep import store as upkeep_store
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests import forged, mailbox
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, SCHOOL, SCHOOL_INBOX
from tests.pupil_cast import TODAY, from_pupils, opened, receipt_with, ticket_of
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
KINDS = ("FLAG#", "MESSAGE#", "CONTACT#", "THREAD#", "REFERRAL#")
EACH = 25
SOME_REQUESTS = 7
MESSAGES: dict[str, Any] = {
    "text": {"number": 1, "text": "Hei", "answers": ["a" * 64, [forged.id_of(1)]]},
    "contact": {
        "number": 1,
        "text": "",
        "contact": ["someone_else", "today", "Kim", "Rektor"],
    },
}
FLAG = {"reasons": [["bullied", 2, "hurt", "few"]], "text": "Hei", "card": 7}
SOME = ("word", "half", "list", "map", "without a zone", "the last year")
DUE = {"due_shard": {"S": "DUE#1"}, "due_at": {"S": "2026-11-24T08:00:00Z"}}
PAGES = (
    *(
        "/staff/inbox",
        "/staff/inbox?show=done",
        "/staff/inbox?show=mine",
        "/staff/inbox?show=news",
    ),
    *(
        "/staff/progress",
        "/staff/readiness",
        "/staff/audit",
        "/staff/cases",
        "/staff/rounds",
    ),
)


@pytest.fixture
def genuine(stage):
    """A flag, a wish, a request and a thread that pupils sent; the thread is read.
    Gives the flag's page."""
    stage.send(0, hurt="few")
    ask_contact.ask(ticket_of(stage, "t" * 22).text, TODAY, None, BEFORE)
    receipt_with(ticket_of(stage, "u" * 22), "Hei")
    for item in from_pupils(PRINCIPAL):
        opened(PRINCIPAL, item)
    (flag,) = rows_with("answers", sk="FLAG#")
    return f"/staff/inbox/flag/{flag['id']}"


def rows_of(kind):
    """A referral stands where the public role writes nothing; it is read as
    carefully."""
    # A request has no other id in its thread
    having = "receipt_id" if kind == "MESSAGE#" else "pk"
    base = forged.stored("FLAG#" if kind == "REFERRAL#" else kind, having=having)
    if kind == "REFERRAL#":
        own = {"pk": {"S": "REFERRALS#SCHAAA"}, "sk": {"S": "REFERRAL#X"}}
        base = {**base, **own, "kind": {"S": "referral"}}
        del base["round_id"]
    return {**base, "sealed": {"B": b"no seal"}} if "sealed" in base else base


def threads_of_nonsense(stage):
    """One of messages that are read already, and a request each for some. Their seals
    open. Gives the pages that show them."""
    read = {"opened_by": {"S": NURSE.id}, "opened_at": {"S": stamp(NOW)}}
    base = forged.stored("MESSAGE#") | read
    for name in ("receipt_id", "pupil_key", "asked"):
        base.pop(name, None)
    receipt = "f" * 64, b"k" * 32
    thread = thread_ids.with_receipt(stage.round, "6A", *receipt)
    own = {"receipt_id": {"S": receipt[0]}, "pupil_key": {"B": receipt[1]}}
    yield f"/staff/inbox/thread/{thread}"
    for number, one in enumerate(forged.each_part_wrong(MESSAGES["text"])):
        row = of_nonsense(stage, base | own, "text", thread, one)
        forged.put(forged.renamed(row, number))
    for number, one in enumerate(
        [*forged.each_part_wrong(MESSAGES["contact"])][::SOME_REQUESTS]
    ):
        thread = thread_ids.of_request(
            stage.round, "6A", SCHOOL_INBOX.audience, str(number)
        )
        row = of_nonsense(stage, base, "contact", thread, one)
        forged.put(forged.named(row, thread, asked={"S": str(number)}))
        yield f"/staff/inbox/contact/{thread}"


def of_nonsense(stage, base, kind, thread, said):
    own = {
        "thread_id": {"S": thread},
        "sk": {"S": f"MESSAGE#{thread}#X"},
        "kind": {"S": kind},
    }
    return (
        base | own | {"sealed": seal(stage, said, f"thread|{stage.round.id}|{thread}")}
    )


def seal(stage, said, bound_to):
    return forged.sealed(stage.round.public_key, said, bound_to)


def walk(visitor, account, genuine=""):
    """Every page, and the pages of some of the items they lead to: each costs a look at
    all."""
    visitor.become(account, NOW)
    seen = set()
    waiting = list(PAGES)
    for path in waiting:
        page = visitor.get(path)
        assert page.status_code in (200, 403, 404), (path, page.status_code)
        seen |= set(re.findall(r'"(/staff/inbox/\w+/[\w-]+)(?:/open)?"', text(page)))
        more = re.findall(r'"(/staff/inbox\?page=\d+)"', text(page))
        waiting += [one for one in dict.fromkeys(more) if one not in waiting]
    for path in {*sorted(seen)[::EACH], *filter(None, [genuine])}:
        assert visitor.get(path).status_code in (200, 404, 410), path
    return seen


@pytest.mark.walk
@pytest.mark.parametrize("kind", KINDS[:2])
def test_every_page_shows_the_rest_whatever_attribute_is_wrong(
    visitor, stage, genuine, kind, caplog
):
    for row in forged.each_attribute_wrong(
        rows_of(kind), [forged.WRONG[one] for one in SOME]
    ):
        forged.put(row)
    assert genuine in walk(visitor, NURSE, genuine)
    assert "row unreadable" in caplog.text
    assert "FRGD" not in caplog.text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_of_any_row_can_be_listed_ordered_and_put_on_a_page(
    stage, genuine, kind
):
    read = threads.decode if kind == "MESSAGE#" else item_store._decode
    rows = [decode(one) for one in forged.each_attribute_wrong(rows_of(kind))]
    found = list(those_readable(rows, read))
    assert 0 < len(found) < len(rows)
    items, messages = ([], found) if kind == "MESSAGE#" else (found, [])
    listed = in_order(
        with_threads((one for one in items if one.is_listed(NOW)), messages)
    )
    for item in listed:
        local_day(item.since)
        hash((item.ref, item.referrer, *item.handling.history, *item.handling.joined))
        may_read(NURSE, item)
        assert item.step >= 0
    assert len(listed) > 0 or kind in ("CONTACT#", "THREAD#")


def test_hundreds_of_unreadable_rows_are_a_few_lines_and_the_rest_is_told(
    stage, genuine, caplog
):
    """The genuine flag's mail goes in its slot; what cannot be read stays out of every
    count."""
    base = rows_of("FLAG#")
    for number in range(200):
        forged.put(forged.renamed(base, number, level={"N": "1.5"}, **DUE))
    caplog.clear()
    items, _ = waiting_store.everything(SCHOOL_INBOX)
    (flag,) = [one for one in items if one.kind is ItemKind.FLAG]
    assert genuine.endswith(flag.id)
    assert caplog.text.count("row unreadable") == 1
    assert "rows=200" in caplog.text
    sweep(NOW)
    assert NURSE.email in mailbox.to_whom()
    assert len(mailbox.to_whom()) <= 4
    assert "sweep failed" not in caplog.text
    (counted,) = [one for one in upkeep_store.of_body(SCHOOL.id) if "FLAG" in one.ref]
    assert counted.ref.endswith(flag.id)
    assert len(retain.unread(stage.round, NOW).flags) == 1
    assert asked_erasures.waiting_for(PRINCIPAL) == []


def test_urgent_flags_of_sixty_forged_times_are_one_mail_to_each_circle(stage):
    """What is overdue is told of in the quarter of an hour it is found in, whatever its
    own time: each second of the past would else be a mail."""
    stage.send(0, hurt="few")
    base = forged.stored("FLAG#")
    for number in range(60):
        since = {"S": stamp(NOW - timedelta(days=number % 7, seconds=number))}
        own = {"since": since, "due_at": since, "due_shard": {"S": "DUE#1"}}
        forged.put(forged.renamed(base, number, level={"N": "3"}, **own))
    sweep(NOW)
    urgent = [
        one for one in mailbox.sent() if one.subject == t("mail.flag_urgent.subject")
    ]
    told = [person for mail in urgent for person in mail.to]
    assert NURSE.email in told
    assert len(told) == len(set(told))


def test_a_flag_in_2099_and_a_turn_of_a_ticket_change_nothing(visitor, stage, genuine):
    far = {"S": "2099-01-01T08:00:00Z"}
    forged.put(forged.renamed(forged.stored("FLAG#"), 1, since=far, due_at=far))
    forged.put({"pk": {"S": "ASKED#x"}, "sk": {"S": "TURN#1"}, **DUE})
    forged.put({"pk": {"S": "INBOX#SCHAAA"}, "sk": {"S": "\u202e#1"}})
    nurses = forged.renamed(forged.stored("MESSAGE#", having="receipt_id"), 2)
    forged.put({**nurses, "pk": {"S": "INBOX#SCHAAA#NURSE"}})
    assert genuine in walk(visitor, NURSE, genuine)
    sweep(NOW)
    assert NURSE.email in mailbox.to_whom()


def test_a_seal_that_does_not_open_is_said_on_its_page_and_the_next_one_opens(
    visitor, stage, genuine
):
    forged.put(forged.renamed(forged.stored("FLAG#"), 1))
    visitor.become(NURSE)
    page = f"/staff/inbox/flag/{forged.id_of(1)}"
    visitor.post(f"{page}/open")
    assert t("inbox.unreadable") in text(visitor.get(page))
    visitor.post(f"{genuine}/open")
    assert t("flag.reason.bullied.few") in text(visitor.get(genuine))


def test_every_page_shows_the_rest_whatever_was_sealed_as_messages(
    visitor, stage, genuine, caplog
):
    """Who has the public side has the public keys: what opens need not be ours."""
    pages = list(threads_of_nonsense(stage))
    visitor.become(PRINCIPAL)
    assert visitor.post(f"{genuine}/open").status_code == 303
    assert genuine in walk(visitor, PRINCIPAL, genuine)
    assert t("flag.reason.bullied.few") in text(visitor.get(genuine))
    for page in pages:
        assert visitor.post(f"{page}/open").status_code == 303, page
        assert t("inbox.unreadable") in text(visitor.get(page)), page
    assert "row unreadable kind=MESSAGE" in caplog.text


def test_a_flag_can_be_seen_whatever_was_sealed_as_one(visitor, stage, genuine):
    visitor.become(PRINCIPAL)
    visitor.post(f"{genuine}/open")
    row = forged.stored("FLAG#")
    bound_to = f"flag|{stage.round.id}|{row['id']['S']}|{row['level']['N']}"
    said = [json.dumps(FLAG), *[*forged.each_part_wrong(FLAG)][::3]]
    shown = []
    for one in said:
        forged.put(forged.marked(row | {"sealed": seal(stage, one, bound_to)}))
        page = visitor.get(genuine)
        assert page.status_code == 200, one[:200]
        shown.append(t("inbox.unreadable") not in text(page))
        assert shown[-1] == (t("flag.reason.bullied.few") in text(page)), one[:200]
    assert shown[0]
    assert sum(shown) < len(said) / 4
