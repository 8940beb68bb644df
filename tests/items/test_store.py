"""What is done with an item is stored as it was said, and nobody writes over somebody
else."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from chalicelib.items import store
from chalicelib.items.handling import Act, Closing, Deed, Did, ErasureAsked, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients
from chalicelib.storage import transaction
from tests.cast import NOW, SCHOOL_INBOX
from tests.rows import rows_with

ID, OTHER = "ABCD" * 5, "EFGH" * 5
HOUR = timedelta(hours=1)
SECOND = NOW.replace(microsecond=0)
ONE = Item(
    *(ItemKind.FLAG, ID, "SCHAAA", "WNERAA", Audience.RESOURCE_GROUP, Level.L2, False),
    *(SECOND, "6A", "6A", b"sealed"),
    clock_at=SECOND,
    mails=("first",),
)
ANOTHER = replace(ONE, id=OTHER)
ASKED = ErasureAsked("A2", SECOND, b"why", Recipients.OWNER)
ACTS = {
    "opened": lambda one: one.opened("A2", SECOND),
    "opened_and_told": lambda one: one.opened("A2", SECOND, ["second"]),
    "taken": lambda one: one.taken("A2", SECOND),
    "taken_over": lambda one: one.taken_over("A2", SECOND),
    "handed_over": lambda one: one.handed_over(
        "A2", "A3", SECOND, "second", SECOND + HOUR
    ),
    "released": lambda one: one.released("A2", SECOND, "second", SECOND + HOUR),
    "released_without_clock": lambda one: one.released("A2", SECOND, "second", None),
    "joined_to": lambda one: one.joined_to(
        ANOTHER.made_case(4, "A3", SECOND), "A2", SECOND
    ),
    "takes_in": lambda one: one.takes_in(ANOTHER, "A2", SECOND),
    "made_case": lambda one: one.made_case(3, "A2", SECOND),
    "closed": lambda one: one.closed("A2", Closing.MISTAKE, SECOND, b"note"),
    "added_to": lambda one: one.added_to(SECOND, "second"),
    "let_read": lambda one: one.let_read("A2", SECOND, b"reason"),
    "erasure_asked": lambda one: one.erasure_asked(ASKED),
    "number_read": lambda one: one.number_read("A2", SECOND),
    "listed_from": lambda one: one.listed_from(SECOND - HOUR),
    "told": lambda one: one.told(["second"], SECOND + HOUR),
    "told_at_last": lambda one: one.told([], None),
}
BACK = {
    "parted": ("joined_to", lambda one: one.parted("A3", SECOND)),
    "freed": ("joined_to", lambda one: one.freed()),
    "without": ("takes_in", lambda one: one.without(ANOTHER.ref)),
    "case_undone": ("made_case", lambda one: one.case_undone("A3", SECOND)),
    "reopened": ("closed", lambda one: one.reopened("A3", SECOND)),
    "news_read": ("added_to", lambda one: one.news_read("A3", SECOND)),
    "erasure_refused": ("erasure_asked", lambda one: one.erasure_refused("A3", SECOND)),
    "handed_on": (
        "opened",
        lambda one: one.handed_over("A2", "A3", SECOND, "x", SECOND),
    ),
    "released_again": (
        "handed_over",
        lambda one: one.released("A3", SECOND, "x", None),
    ),
}


def stored(one):
    transaction.commit(store.put_item(one, 2**40))
    return found(one.id)


def found(id_=ID):
    return store.get(SCHOOL_INBOX, ItemKind.FLAG, id_)


@pytest.fixture
def item(aws):
    return stored(ONE)


@pytest.mark.parametrize("act", ACTS)
def test_what_was_done_is_read_back_as_it_was_said(item, act):
    after = ACTS[act](item)
    assert after != item
    transaction.commit(store.replace(item, after))
    assert found() == after


@pytest.mark.parametrize("act", BACK)
def test_what_is_undone_leaves_nothing_behind(item, act):
    first, back = BACK[act]
    transaction.commit(store.replace(item, ACTS[first](item)))
    before = found()
    after = back(before)
    transaction.commit(store.replace(before, after))
    assert found() == after


def test_an_undone_case_joining_or_closing_stands_in_no_attribute(item):
    transaction.commit(
        store.replace(item, item.closed("A2", Closing.MISTAKE, SECOND, b"note"))
    )
    transaction.commit(store.replace(before := found(), before.reopened("A3", SECOND)))
    (row,) = rows_with("answers", sk="FLAG#")
    assert not {"closed_by", "closed_at", "closing", "note", "news_at"} & set(row)


@pytest.mark.parametrize("second", ACTS)
@pytest.mark.parametrize("first", ["opened", "taken", "closed", "number_read"])
def test_of_two_who_saw_the_same_item_the_second_is_refused(item, first, second):
    transaction.commit(store.replace(item, ACTS[first](item)))
    before = rows_with("answers", sk="FLAG#")
    with pytest.raises(transaction.Refused):
        transaction.commit(store.replace(item, ACTS[second](item)))
    assert rows_with("answers", sk="FLAG#") == before


@pytest.mark.parametrize(
    "act", ["opened_and_told", "handed_over", "released", "added_to"]
)
def test_the_mails_that_the_sweep_sent_meanwhile_are_not_forgotten(item, act):
    transaction.commit(store.replace(item, item.told(["by the sweep"], None)))
    with pytest.raises(transaction.Refused):
        transaction.commit(store.replace(item, ACTS[act](item)))
    assert found().mails == ("first", "by the sweep")


@pytest.mark.parametrize("act", ["listed_from", "told", "told_at_last"])
def test_of_two_sweeps_one_tells(item, act):
    transaction.commit(store.replace(item, ACTS[act](item)))
    before = found()
    with pytest.raises(transaction.Refused):
        transaction.commit(store.replace(item, ACTS[act](item)))
    assert found() == before


def test_what_the_sweep_did_keeps_nobody_from_opening_or_closing(item):
    transaction.commit(store.replace(item, item.told(["by the sweep"], None)))
    transaction.commit(store.replace(item, item.opened("A2", SECOND)))
    before = replace(found(), mails=(), step=0)
    transaction.commit(
        store.replace(before, before.closed("A2", Closing.TALKED, SECOND))
    )
    assert (found().mails, found().step) == (("first", "by the sweep"), 1)


def test_who_has_left_stays_in_the_row_of_what_is_shown_without_them(item):
    transaction.commit(store.replace(item, item.taken("A2", SECOND)))
    row = found()
    shown = replace(row, handling=replace(row.handling, taken=None))
    transaction.commit(store.replace(shown, shown.let_read("A3", SECOND, b"reason")))
    assert found().handling.taken == Deed("A2", SECOND)


def test_every_deed_in_a_handling_stands_in_its_row(item):
    done = Handling(
        *(
            9,
            Deed("A", SECOND),
            Deed("B", SECOND),
            Deed("C", SECOND),
            Closing.TALKED,
            b"note",
            7,
        ),
        *("flag.X", ("flag.Y",), ACTS["let_read"](item).handling.access, ASKED),
        acts=(
            Act(Did.HANDED_OVER, "A", SECOND, "B"),
            Act(Did.CASE, "A", SECOND, case=7),
        ),
        readings=(Act(Did.READ_NUMBER, "A", SECOND),),
    )
    empty = {one.name for one in fields(done) if not getattr(done, one.name)}
    assert empty == {"stored", "unreadable"}
    transaction.commit(store.replace(item, replace(item, handling=done)))
    assert found().handling == done
