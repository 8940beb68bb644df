"""Somebody sits in the class, sees who sends when, and asks for every page again and
again."""

import random
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.answer_form.submit import submit
from chalicelib.flags.flag_items import flag_id
from chalicelib.items.inbox_id import Audience
from chalicelib.manage_rounds.open import make_codes
from chalicelib.staff_door import door
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, OWNER, PRINCIPAL, set_the_stage
from tests.staff_browser import text

START = NOW.replace(minute=0, second=20)
EVERY = timedelta(seconds=40)
PUPILS = 23
L2 = {"hurt": ["often"]}
L3 = {"safe": ["hardly_ever"], "hurt": ["often"]}
ABOUT_THE_PRINCIPAL = {"adult_hurt": ["often"], "leadership": ["yes"]}
PAGES = (
    "/staff/inbox",
    "/staff/progress",
    "/staff/cards",
    "/staff/readiness",
    "/staff/rounds",
)


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=PUPILS + 3)


@pytest.fixture
def clock(monkeypatch):
    at = {"now": NOW}
    monkeypatch.setattr(door, "clock", lambda: at["now"])
    return at


def items_on(page):
    """In the page's order: each has a link, and where it is unread a button."""
    return list(dict.fromkeys(re.findall(r"/staff/inbox/flag/(\w+?)[/\"]", page)))


def bare(page):
    """The page without what is new at every answer."""
    return re.sub(r'(nonce|name="(?:csrf|attempt)" value)="?[\w.-]+', "", page)


def watch(visitor, stage, clock, account, said, pupils=PUPILS, pages=PAGES[:1]):
    """What the watcher notes: for each flag when it was first seen, for each pupil when
    they sent; whose flag it truly is; and after how many answers a page had changed."""
    visitor.become(account, START)
    seen, sent, truth, before, changes = {}, [], {}, {}, []
    at, number = START, 0
    while at <= START + EVERY * PUPILS:
        clock["now"] = at
        if number < pupils:
            form = stage.open(number, at)
            fields = said(number)
            submit(stage.codes[number], form.place, form.attempt, "nb", fields, at)
            audience = (
                Audience.RESOURCE_GROUP if account is PRINCIPAL else Audience.OWNER
            )
            truth[flag_id(audience, form.attempt)] = number
            sent.append(at)
            number += 1
        swept = at.minute != (at - EVERY).minute
        for step in ("sent", "swept") if swept else ("sent",):
            now = {path: text(visitor.get(path)) for path in pages}
            for one in items_on(now["/staff/inbox"]):
                seen.setdefault(one, (at, step))
            if before and any(bare(now[path]) != bare(before[path]) for path in pages):
                changes.append((number, step))
            before = now
            if step == "sent" and swept:
                sweep(at)
        at += EVERY
    return seen, sent, truth, changes


def guessed_right(seen, sent, truth):
    """The best the watcher can do: what appears together is matched with those who have
    sent since the last time something appeared, in the order of the list."""
    right, crowd, upto = 0, [], 0
    for moment in sorted(
        set(seen.values()), key=lambda one: (one[0], one[1] == "swept")
    ):
        together = [one for one, when in seen.items() if when == moment]
        here = [n for n in range(upto, len(sent)) if sent[n] <= moment[0]]
        upto = max(here, default=upto - 1) + 1
        crowd.append(len(here))
        right += sum(
            truth.get(one) == n for one, n in zip(together, here, strict=False)
        )
    return right, crowd


def test_what_is_urgent_never_follows_one_pupil(visitor, stage, clock):
    seen, sent, truth, _ = watch(visitor, stage, clock, PRINCIPAL, lambda number: L3)
    right, crowd = guessed_right(seen, sent, truth)
    assert len(seen) >= PUPILS - 3
    assert min(crowd) >= 3
    assert right <= PUPILS * 0.6  # chance is one of three, and 23 are few


def test_what_the_owner_alone_sees_never_follows_one_pupil(visitor, stage, clock):
    found = watch(visitor, stage, clock, OWNER, lambda number: ABOUT_THE_PRINCIPAL)
    right, crowd = guessed_right(*found[:3])
    assert len(found[0]) >= PUPILS - 3
    assert min(crowd) >= 3
    assert right <= PUPILS * 0.6


def test_one_who_is_urgent_among_many_is_one_of_three_at_least(visitor, stage, clock):
    urgent = random.Random(7).sample(range(PUPILS - 3), 4)
    found = watch(
        visitor, stage, clock, PRINCIPAL, lambda number: L3 if number in urgent else {}
    )
    seen, sent, truth, _ = found
    assert {truth[one] for one in seen} == set(urgent)
    for one, (at, _) in seen.items():
        later = sum(sent[truth[one]] < when <= at for when in sent)
        quarter_over = at.minute // 15 != sent[truth[one]].minute // 15
        assert later >= 2 or quarter_over


def test_what_can_wait_appears_at_the_last_slot_of_the_day_and_all_at_once(
    visitor, stage, clock
):
    seen, *_ = watch(visitor, stage, clock, PRINCIPAL, lambda number: L2)
    assert seen == {}
    last = stage.round.days_last_slot(START)
    visitor.become(PRINCIPAL, last)
    clock["now"] = last - timedelta(seconds=1)
    assert items_on(text(visitor.get("/staff/inbox"))) == []
    clock["now"] = last
    visitor.become(PRINCIPAL, clock["now"])
    assert len(items_on(text(visitor.get("/staff/inbox")))) >= PUPILS


def test_no_page_changes_at_an_answer_but_every_fifth(visitor, stage, clock):
    pages = (*PAGES, f"/staff/rounds/{stage.round.id}")
    said = lambda number: L2 if number % 2 else {}  # noqa: E731
    *_, changes = watch(visitor, stage, clock, PRINCIPAL, said, 11, pages)
    assert changes
    assert [number for number, step in changes if step == "sent" and number % 5] == []


def test_it_is_told_early_where_enough_have_sent_and_none_of_the_last_two_is_it(
    visitor, stage, clock
):
    opened = NOW.replace(minute=0, second=0)
    sweep(opened)
    stage.send(0, opened, **{name: option for name, (option,) in L3.items()})
    visitor.become(PRINCIPAL, opened)
    listed = []
    for number in range(1, 8):
        at = opened + timedelta(minutes=number)
        stage.send(number, at)
        sweep(at + timedelta(seconds=10))
        clock["now"] = at + timedelta(seconds=20)
        listed.append(len(items_on(text(visitor.get("/staff/inbox")))))
    assert listed == [0, 0, 0, 1, 1, 1, 1]


def test_who_prints_extra_cards_makes_no_crowd_of_them(visitor, stage, clock):
    """Whenever they were printed: so many answers more are wanted, both times."""
    extra = make_codes(stage.round, "6A", 4)
    crowded = replace(stage, codes=stage.codes + extra)
    opened = NOW.replace(minute=0, second=0)
    sweep(opened)
    crowded.send(0, opened, **{name: option for name, (option,) in L3.items()})
    visitor.become(PRINCIPAL, opened)
    listed = []
    for minute, sent in enumerate(
        ([-1, -2, -3, -4], *([pupil] for pupil in range(1, 9))), 1
    ):
        at = opened + timedelta(minutes=minute)
        for number in sent:
            crowded.send(number, at)
        sweep(at + timedelta(seconds=10))
        clock["now"] = at + timedelta(seconds=20)
        listed.append(len(items_on(text(visitor.get("/staff/inbox")))))
    assert listed == [0] * 8 + [1]
