"""The ends of a log's chains, written down together: what was changed or cut off
shows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.audit.entry import FIRST, next_entry
from chalicelib.audit.event import Event
from chalicelib.audit.head import faults, next_head

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
DAYS = [date(2026, 11, day) for day in (24, 25, 26)]


def chain(who, length):
    made = []
    for number in range(length):
        at = START + timedelta(hours=number)
        made.append(
            next_entry(made[-1] if made else None, Event.READ_FLAG, "S", who, "X", at)
        )
    return [(entry, True) for entry in made]


CHAINS = {"A2": chain("A2", 5), "A3": chain("A3", 2)}


def end(who, number):
    return number, CHAINS[who][number - 1][0].hash


def heads(*ends):
    made = []
    for day, days_ends in zip(DAYS, ends, strict=False):
        made.append(next_head(made[-1] if made else None, "S", day, days_ends))
    return [(head, True) for head in made]


ENDS = ({"A2": end("A2", 2)}, {"A2": end("A2", 4), "A3": end("A3", 2)})


def test_a_whole_log_has_no_faults_nor_one_of_which_nothing_is_written():
    assert faults(CHAINS, heads(*ENDS)) == []
    assert faults(CHAINS, []) == []
    assert faults({}, []) == []
    assert faults({}, heads({}, {})) == []


@pytest.mark.parametrize(
    ("kept", "named"),
    [
        (4, []),
        (3, ["A2 at entry 4, which the head of 2026-11-25 has"]),
        (
            1,
            [
                "A2 at entry 2, which the head of 2026-11-24 has",
                "A2 at entry 4, which the head of 2026-11-25 has",
            ],
        ),
    ],
)
def test_what_was_cut_off_since_a_head_shows_there(kept, named):
    assert faults({**CHAINS, "A2": CHAINS["A2"][:kept]}, heads(*ENDS)) == named


def test_a_chain_that_is_gone_shows():
    assert faults({"A2": CHAINS["A2"]}, heads(*ENDS)) == [
        "A3 at entry 2, which the head of 2026-11-25 has"
    ]


def test_a_chain_written_anew_shows_at_itself_or_at_its_head():
    anew = chain("A2", 5)
    anew[0] = (replace(anew[0][0], subject="Y"), True)
    assert "A2 at entry 2" in faults({**CHAINS, "A2": anew}, [])
    other = [
        (replace(entry, before="other"), holds) for entry, holds in CHAINS["A3"][:1]
    ]
    assert faults({"A3": other}, heads({"A3": end("A3", 1)})) == [
        "A3 at entry 1",
        "A3 at entry 1, which the head of 2026-11-24 has",
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_a_head_without_its_mark_ends_the_look(which):
    some = heads(*ENDS)
    some[which] = (some[which][0], False)
    assert faults({}, some)[-1] == f"the head of {DAYS[which]}"
    assert (
        len([fault for fault in faults({}, some) if fault.startswith("the head")]) == 1
    )


def test_what_was_found_before_a_head_without_its_mark_is_named_with_it():
    (head, _) = heads(*ENDS)[0]
    unmarked = [(CHAINS["A2"][0][0], False)]
    assert faults({"A2": unmarked}, [(head, False)]) == [
        "A2 at entry 1",
        f"the head of {DAYS[0]}",
    ]


def test_a_head_left_out_shows_at_the_next():
    assert faults(CHAINS, heads(*ENDS)[1:]) == ["the head of 2026-11-25"]


def test_the_first_head_follows_nothing_and_each_next_the_one_before():
    (first, _), (second, _) = heads(*ENDS)
    assert (first.before, second.before) == (FIRST, first.hash)


@pytest.mark.parametrize(
    "changed",
    [
        {"body_id": "T"},
        {"day": DAYS[2]},
        {"ends": {}},
        {"ends": {"A2": (3, end("A2", 2)[1])}},
        {"ends": {"A2": (2, "other")}},
        {"ends": {"A9": end("A2", 2)}},
        {"before": "other"},
    ],
)
def test_a_heads_hash_is_of_all_it_says(changed):
    ((head, _),) = heads(ENDS[0])
    assert replace(head, **changed).hash != head.hash


def test_in_whatever_order_the_ends_stand():
    head = next_head(None, "S", DAYS[0], ENDS[1])
    assert (
        head.hash == next_head(None, "S", DAYS[0], dict(reversed(ENDS[1].items()))).hash
    )
