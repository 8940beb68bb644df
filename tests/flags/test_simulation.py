"""Somebody of the staff tries to tell whose answers belong to a named request without
the tick.

The observer reads all that members can open, and the list at every minute. The sweep
that tells urgent flags early has its own observers in
``tests/inbox/test_observers.py``.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from math import sqrt

import pytest

from chalicelib.answer_form.submit import open_form, submit
from chalicelib.core.local_time import local_day
from chalicelib.flags.findings import raise_flags
from chalicelib.flags.rule_sets import GRADES_5_10
from chalicelib.forms.form import EMPTY
from chalicelib.items.filter import Filter, in_order
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.pupil_threads import ask_contact, tickets
from chalicelib.reading import inbox_list
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.threads.contact import URGENCY_LEVEL, ContactUrgency
from tests.cast import NURSE, PRINCIPAL, SCHOOL, set_the_stage
from tests.rows import rows_with
from tests.simulated import (
    ANSWER_OF,
    ANSWERING,
    BAD,
    CLASS,
    CLOSES,
    CONTACT,
    NEXT_MORNING,
    OPENS,
    SOON,
    Asked,
    Line,
    Scene,
    Sent,
    a_round,
    an_answer,
    drawn,
    flags_of,
    request_of,
    scene,
)

DRAWS = 400

Guess = Callable[[Scene], list[Line]]

# --- the ways of guessing: which of the flags the request belongs to
# ----------------------------


def alike(seen: Scene) -> list[Line]:
    return [flag for flag in seen.flags if flag.item.level is seen.request.item.level]


def of_the_day(seen: Scene) -> list[Line]:
    day = local_day(seen.request.item.since)
    return [flag for flag in seen.flags if local_day(flag.item.since) == day]


def just_before(seen: Scene) -> list[Line]:
    return [flag for flag in seen.flags if flag.place < seen.request.place][-1:]


def with_the_wish(seen: Scene) -> list[Line]:
    return [flag for flag in seen.flags if flag.wishes == seen.urgency]


def together(seen: Scene) -> list[Line]:
    return [flag for flag in seen.flags if flag.seen == seen.request.seen]


def nearest(seen: Scene) -> list[Line]:
    return [min(seen.flags, key=lambda flag: abs(flag.seen - seen.request.seen))]


def likeliest(seen: Scene) -> list[Line]:
    weights = chances(seen)
    return [
        line for line, w in zip(seen.flags, weights, strict=True) if w == max(weights)
    ]


def chances(seen: Scene) -> list[float]:
    asked = seen.request.item
    return [
        fits(x.item.level, x.item.since, asked.level, asked.since) for x in seen.flags
    ]


@cache
def fits(level: Level, since: datetime, asked: Level, asked_since: datetime) -> float:
    """Of the minutes in which an answer that is told of so can have been sent, the
    share in which a request soon after it is told of as this one is."""
    minutes = [n for n, at in enumerate(answers_told(level)[:-SOON]) if at == since]
    pairs = [requests_told(asked)[n + later] for n in minutes for later in range(SOON)]
    return pairs.count(asked_since) / max(len(pairs), 1)


@cache
def answers_told(level: Level) -> list[datetime]:
    """By the minute of the first day, when the reasons of an answer of this level are
    told of."""
    sent = (Sent("m" * 22, at, ANSWER_OF[level]) for at in minutes_of_the_day())
    return [flag.since for answer in sent for flag in flags_of(answer, a_round())]


@cache
def requests_told(level: Level) -> list[datetime]:
    urgency = next(urgency_ for urgency_, its in URGENCY_LEVEL.items() if its is level)
    answer = Sent("m" * 22, OPENS, {})
    asked = (Asked(answer, at, urgency) for at in minutes_of_the_day())
    return [request_of(asking, a_round(), "K").since for asking in asked]


def minutes_of_the_day() -> list[datetime]:
    minutes = int(ANSWERING / timedelta(minutes=1)) + SOON
    return [OPENS + timedelta(minutes=n, seconds=30) for n in range(minutes)]


def right(guess: Guess, weakened: str = "") -> int:
    found = 0
    for seed in range(DRAWS):
        seen = scene(seed, weakened)
        guessed = random.Random(seed).choice(guess(seen) or seen.flags)
        found += guessed.item.id == seen.mine
    return found


def at_most(chances: list[float]) -> float:
    """Three standard deviations over what chance gives."""
    return sum(chances) + 3 * sqrt(sum(p * (1 - p) for p in chances))


def by_class_and_day() -> list[float]:
    return [1 / len(scene(seed).flags) for seed in range(DRAWS)]


def test_the_pupils_are_as_the_forms_are_sized_for():
    rng = random.Random(1)
    drawn_ones = [an_answer(rng) for _ in range(20_000)]
    share = lambda found: sum(map(found, drawn_ones)) / len(drawn_ones)  # noqa: E731
    assert 0.88 <= share(lambda answer: "thriving" not in answer) <= 0.89
    assert (
        0.025
        <= share(lambda answer: answer.get("thriving") in BAD["thriving"])
        <= 0.035
    )
    assert 0.01 <= share(lambda answer: answer.get("company") in BAD["company"]) <= 0.02
    assert 0.06 <= share(lambda answer: answer.get("hurt") in BAD["hurt"]) <= 0.1
    flags = (raise_flags(answer, GRADES_5_10, text_hit=False) for answer in drawn_ones)
    assert (
        0.08
        <= sum(any(f.level >= Level.L2 for f in found) for found in flags) / 20_000
        <= 0.12
    )


@pytest.mark.parametrize("guess", [alike, of_the_day, just_before, with_the_wish])
def test_who_reads_every_page_and_list_ties_them_no_more_often_than_class_and_day_allow(
    environment, guess
):
    assert right(guess) <= at_most(by_class_and_day())


@pytest.mark.parametrize(
    "guess", [likeliest, together, nearest, just_before, with_the_wish]
)
def test_who_notes_the_list_by_the_minute_ties_them_no_more_often_either(
    environment, guess
):
    assert right(guess) <= at_most(by_class_and_day())


@pytest.mark.parametrize(
    ("weakened", "guess"),
    [("exact", nearest), ("order", just_before), ("wish within", with_the_wish)],
)
def test_a_service_that_told_more_would_be_found_out(environment, weakened, guess):
    assert right(guess, weakened) > 3 * at_most(by_class_and_day())


@pytest.mark.parametrize("guess", [together, nearest])
def test_reasons_that_came_with_the_next_slot_would_be_found_out(environment, guess):
    assert right(guess, "by the slot") > at_most(by_class_and_day())


def test_who_answers_alone_the_next_day_is_not_pinned_beyond_the_day(environment):
    """At whatever minute: the same pages, the same order, and no time that is not a
    slot's."""
    slots = [at for at in a_round().slots if local_day(at) == local_day(NEXT_MORNING)]
    shown, since = set(), set()
    for minute in range(int((slots[-1] - NEXT_MORNING) / timedelta(minutes=1))):
        at = NEXT_MORNING + timedelta(minutes=minute)
        sent = Sent("l" * 22, at, {"hurt": "few", "contact": "this_week"})
        asked = Asked(sent, at + timedelta(seconds=50), ContactUrgency.THIS_WEEK)
        items = in_order(
            [*flags_of(sent, a_round()), request_of(asked, a_round(), "K")]
        )
        shown.add(tuple((x.ref, x.level, x.exact, local_day(x.since)) for x in items))
        since |= {x.since for x in items}
    assert len(shown) == 1
    assert since <= set(slots)


def test_the_inbox_shows_at_every_moment_what_is_simulated(aws):
    set_the_stage(codes=0)
    new = NewRound("grades_5_7", Mode.ANONYMOUS, ("nb",), OPENS, CLOSES, on_duty(NURSE))
    round_ = open_round(new, SCHOOL, (CLASS,))
    drawing = drawn(3)
    late = Sent("", NEXT_MORNING + timedelta(minutes=40), {"hurt": "often"})
    items = []
    everybody = sorted([*drawing.sent, late], key=lambda sent: sent.at)
    codes = make_codes(round_, CLASS.id, len(everybody))
    for code, sent in zip(codes, everybody, strict=True):
        form = open_form(code, sent.at)
        fields = {item: [option] for item, option in sent.answer.items()}
        submit(code, form.place, form.attempt, "nb", fields, sent.at, (EMPTY,))
        items += flags_of(replace(sent, attempt=form.attempt), round_)
        if sent is drawing.asked.of:
            ticket = tickets.hand_out(Place(round_.id, CLASS.id), form.attempt).text
            ask_contact.ask(
                ticket, CONTACT[drawing.asked.urgency], None, drawing.asked.at
            )
            (row,) = rows_with("answers", sk="MESSAGE#")
            items.append(request_of(drawing.asked, round_, row["thread_id"]))
    assert len(items) >= 6
    for moment in sorted({item.since for item in items}):
        for at in (moment - timedelta(minutes=1), moment):
            listed = inbox_list.list_items(PRINCIPAL, Filter(), at).items
            expected = in_order(item for item in items if item.is_listed(at))
            assert [told_of(item) for item in listed] == [
                told_of(item) for item in expected
            ]


def told_of(item: Item) -> tuple[object, ...]:
    return item.ref, item.level, item.first, item.wish, item.place, item.since
