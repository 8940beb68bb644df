import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from chalicelib.core.local_time import OSLO, SchoolCalendar
from chalicelib.inbox.due_words import due
from chalicelib.items.deadline import Deadline, NextStep, deadline_of
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.web.language import texts
from tests.items.test_item import DEED, item

t = texts("nb")
FLAG = item("F")
URGENT = replace(FLAG, level=Level.L3)
REFERRAL = replace(FLAG, kind=ItemKind.REFERRAL)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


NOW = at("2026-11-26T08:10")


def on(day, step=NextStep.READ, clock=None):
    when = date(2026, 11, day)
    return Deadline(step, when, at(f"{when}T{clock}") if clock else None)


@pytest.mark.parametrize(
    ("made", "deadline", "said"),
    [
        (REFERRAL, on(26, clock="08:50"), ("Lest innen 08.50", "soon")),
        (REFERRAL, on(26, clock="08:10"), ("Skulle vært lest 08.10", "late")),
        (REFERRAL, on(27, clock="09:00"), ("Lest innen i morgen 09.00", "")),
        (REFERRAL, on(25, clock="14:10"), ("Skulle vært lest i går 14.10", "late")),
        (REFERRAL, on(30, clock="08:00"), ("Lest innen mandag 08.00", "")),
        (URGENT, on(26), ("Les nå", "soon")),
        (URGENT, on(27), ("Les nå", "soon")),
        (URGENT, on(25), ("Les nå", "late")),
        (FLAG, on(26), ("Les i dag", "soon")),
        (FLAG, on(27), ("Lest innen i morgen", "")),
        (FLAG, on(25), ("Skulle vært lest i går", "late")),
        (URGENT, on(26, NextStep.TALK), ("Samtale i dag", "soon")),
        (FLAG, on(30, NextStep.TALK), ("Samtale innen mandag", "")),
        (FLAG, on(24, NextStep.TALK), ("Samtale skulle vært tirsdag", "late")),
        (FLAG, on(27, NextStep.REPLY), ("Svar innen i morgen", "")),
        (FLAG, on(27, NextStep.MEASURE), ("Tiltak innen i morgen", "")),
        (FLAG, on(27, NextStep.PLAN), ("Plan innen i morgen", "")),
        (FLAG, None, ("", "")),
        (item("F", 1), None, ("Ukens liste", "")),
        (item("F", 1, opened=DEED), None, ("", "")),
    ],
)
def test_what_is_to_be_done_until_when(made, deadline, said):
    assert due(t, made, deadline, NOW) == said


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_deadline_of_what_pupils_send_has_a_clock(language):
    for kind in set(ItemKind) - {ItemKind.REFERRAL}:
        for level in Level:
            for done in ({}, {"opened": DEED}, {"taken": DEED}):
                for hour in range(0, 24, 3):
                    made = replace(
                        item("A", level, **done),
                        kind=kind,
                        since=NOW.replace(hour=hour),
                    )
                    deadline = deadline_of(made, SchoolCalendar())
                    for day in range(26, 31):
                        said = due(
                            texts(language), made, deadline, at(f"2026-11-{day}T12:00")
                        )
                        assert not re.search(r"\d", said.text), said
