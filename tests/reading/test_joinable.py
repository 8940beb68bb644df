"""The list of what an item can be joined with: what it says of each, to whom, and what
it leaves as it was."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.crypto.sealing import derived_id
from chalicelib.items import store as item_store
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import by_pupil
from chalicelib.pupil_threads.ask_contact import ask
from chalicelib.reading import see_item
from chalicelib.reading.joinable import joinable, with_first_words
from chalicelib.reading.open import open_item
from chalicelib.referrals import drafts
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction
from chalicelib.threads.message import MessageKind
from chalicelib.web.language import texts
from tests.cast import (
    BEFORE,
    NOW,
    NURSE,
    PRINCIPAL,
    SCHOOL_INBOX,
    TEACHER,
    set_the_stage,
)
from tests.giving import SOCIAL
from tests.pupil_cast import TODAY, from_pupils, own_keys, receipt_with, ticket_of
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
LONG = (
    "Hun sto alene ved porten i storefri, og ingen spurte om hun ville være med på noe."
)


@pytest.fixture
def desk(stage):
    return drafts.desk(TEACHER)


def read(account, item_id, kind=ItemKind.REFERRAL):
    open_item(account, kind, item_id, NOW)
    return item_id


def listed(account, item_id, kind=ItemKind.REFERRAL):
    item = see_item.see(account, kind, item_id, NOW).item
    found = with_first_words(account, item, joinable(account, item, NOW), NOW)
    return [(choice.item.id, choice.words) for choice in found]


def entries():
    return [(entry.what, entry.subject) for entry in audit.newest_first("SCHAAA")]


def test_it_has_the_first_words_of_what_this_reader_opened_and_no_others(desk):
    transaction.commit(*accounts.put_account(SOCIAL))
    own, mine, theirs, nobodys = (refer(desk, seen=[LONG]) for _ in range(4))
    for item_id, account in ((own, PRINCIPAL), (mine, PRINCIPAL), (theirs, SOCIAL)):
        read(account, item_id)
    said = dict(listed(PRINCIPAL, own))
    assert said[mine].endswith(" …")
    assert LONG.startswith(said[mine].removesuffix(" …"))
    assert (said[theirs], said[nobodys]) == ("", "")


def test_it_opens_nothing_stops_no_clock_and_one_entry_says_what_was_read(desk):
    own, mine, unread = (refer(desk) for _ in range(3))
    for item_id in (own, mine):
        read(PRINCIPAL, item_id)
    before = rows_with("answers", pk="REFERRALS#")
    written = Counter(entries())
    said = listed(PRINCIPAL, own)
    assert rows_with("answers", pk="REFERRALS#") == before
    assert Counter(entries()) - written == {
        ("read_referral", own): 1,
        ("read_first_words", f"{own}.{mine}"): 1,
    }
    assert unread in dict(said)


def test_where_no_pupil_is_named_nothing_is_written_down(stage):
    for number in (0, 1):
        stage.send(number, hurt="few", more="De tar ballen min")
    first, other = (row["id"] for row in rows_with("answers", sk="FLAG#"))
    for item_id in (first, other):
        read(NURSE, item_id, ItemKind.FLAG)
    said = listed(NURSE, first, ItemKind.FLAG)
    assert said == [(other, "De tar ballen min")]
    assert "read_first_words" not in dict(entries())


def test_the_same_pupil_stands_first_where_the_reader_has_opened_both(desk):
    own = refer(desk, pupil=["Kim  Prøvesen"])
    twin = refer(desk, pupil=["kim prøvesen"], class_id=["7A"])
    near = refer(desk, pupil=["Noen Andre"])
    read(PRINCIPAL, own)
    assert [ref for ref, _ in listed(PRINCIPAL, own)] == [near, twin]
    read(PRINCIPAL, twin)
    assert [ref for ref, _ in listed(PRINCIPAL, own)] == [twin, near]


def test_of_a_cards_number_and_its_reasons_a_list_says_nothing(aws):
    stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    for number in (0, 1):
        stage.send(number, hurt="few", more="De tar ballen min")
    first, other = (row["id"] for row in rows_with("answers", sk="FLAG#"))
    for item_id in (first, other):
        read(NURSE, item_id, ItemKind.FLAG)
    assert dict(listed(NURSE, first, ItemKind.FLAG))[other] == ""


def test_the_page_says_what_each_is_and_a_long_list_costs_no_more_calls(
    aws, desk, visitor
):
    own, other = (read(PRINCIPAL, refer(desk, seen=[LONG])) for _ in range(2))
    visitor.become(PRINCIPAL)
    path = f"/staff/inbox/referral/{own}/join"
    page = text(visitor.get(path))
    said = re.sub("<.*?>", "", page)
    assert f"{t('inbox.kind.referral')} · Klasse 6A · tirsdag 24. november" in said
    assert t("inbox.number", number=other[:6]) in said
    assert LONG[:40] in page
    calls = []
    aws("dynamodb").meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name)
    )
    visitor.get(path)
    short = len(calls)
    one = item_store.find([SCHOOL_INBOX], ItemKind.REFERRAL, other)
    many = [replace(one, id=derived_id("many", str(number))) for number in range(60)]
    transaction.commit(*(item_store.put_item(each, 2**40) for each in many))
    calls.clear()
    page = text(visitor.get(path))
    assert page.count('type="radio"') == 40
    assert len(calls) <= short


def thread_of(stage, *said):
    """A pupil's thread with these words, listed by now."""
    code = receipt_with(ticket_of(stage, "t" * 22), said[0])
    for number, words in enumerate(said[1:]):
        kind = MessageKind.NAME if words.istitle() else MessageKind.TEXT
        by_pupil.write(own_keys(code), str(number) * 22, kind, words, BEFORE)
    (thread,) = from_pupils(PRINCIPAL)
    return thread.id, code


def test_of_what_a_pupil_wrote_it_has_the_first_words_that_were_read(stage, desk):
    thread, code = thread_of(stage, "Ingen vil være sammen med meg.")
    own = read(PRINCIPAL, refer(desk))
    read(PRINCIPAL, thread, ItemKind.THREAD)
    said = "Ingen vil være sammen med meg."
    assert dict(listed(PRINCIPAL, own))[thread] == said
    assert "read_first_words" not in dict(entries())
    transaction.commit(*accounts.put_account(SOCIAL))
    read(SOCIAL, own)
    assert dict(listed(SOCIAL, own))[thread] == ""
    by_pupil.write(own_keys(code), "n" * 22, MessageKind.TEXT, "Nå igjen", BEFORE)
    assert dict(listed(PRINCIPAL, own))[thread] == ""


def test_a_pupil_who_gave_their_name_is_the_same_as_in_the_referral(stage, desk):
    thread, _ = thread_of(stage, "Hei", "Kim Prøvesen")
    own = refer(desk, pupil=["kim prøvesen"], class_id=["7A"])
    near = refer(desk, pupil=["Noen Andre"], class_id=["7A"])
    for item_id in (own, near):
        read(PRINCIPAL, item_id)
    assert [ref for ref, _ in listed(PRINCIPAL, own)] == [near]
    read(PRINCIPAL, thread, ItemKind.THREAD)
    assert listed(PRINCIPAL, own)[0] == (thread, "Hei")
    first = next(about for what, about in entries() if what == "read_first_words")
    assert first.split(".")[:1] == [own]
    assert thread in first.split(".")


def test_of_a_pupil_who_asked_for_somebody_it_has_the_name_they_wrote(stage, desk):
    ask(ticket_of(stage, "t" * 22).text, TODAY, None, BEFORE)
    (wish,) = from_pupils(PRINCIPAL)
    own = read(PRINCIPAL, refer(desk))
    read(PRINCIPAL, wish.id, ItemKind.CONTACT)
    assert dict(listed(PRINCIPAL, own))[wish.id] == TODAY.name


@pytest.mark.parametrize("deed", ["nothing", "closed"])
def test_what_is_unread_or_done_has_no_such_list(desk, visitor, deed):
    own, _ = (refer(desk, seen=[LONG]) for _ in range(2))
    path = f"/staff/inbox/referral/{own}"
    visitor.become(PRINCIPAL)
    if deed == "closed":
        visitor.post(f"{path}/open")
        visitor.post(f"{path}/close", {"turn": "0", "why": "talked"})
    answer = visitor.get(f"{path}/join")
    assert answer.status_code == 422
    assert 'type="radio"' not in text(answer)
    if deed == "nothing":
        assert LONG[:40] not in text(answer)
