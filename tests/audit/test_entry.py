from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.audit.entry import EntryFilter, first_broken, next_entry
from chalicelib.audit.event import Event, Group

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def chain(length=6):
    made = []
    for number in range(length):
        at = START + timedelta(hours=number * 8)
        made.append(
            next_entry(
                made[-1] if made else None, Event.READ_FLAG, "SCHAAA", "A2", "X", at
            )
        )
    return made


def checked(entries):
    return first_broken((entry, True) for entry in entries)


def test_a_whole_chain_and_an_empty_one():
    assert checked(chain()) is None
    assert checked([]) is None


@given(
    st.integers(0, 5),
    st.sampled_from(["who", "what", "subject", "at", "number", "before"]),
)
def test_a_changed_entry_shows_at_itself_or_at_the_next(place, name):
    entries = chain()
    other = {"at": START - timedelta(days=1), "number": 99}.get(name, "other")
    entries[place] = replace(entries[place], **{name: other})
    found = checked(entries)
    own_mark = first_broken((entry, entry is not entries[place]) for entry in entries)
    assert own_mark == place + 1
    assert found in ({place + 1, place + 2} if place < 5 else {6, None})


@pytest.mark.parametrize("place", range(5))
def test_a_missing_entry_shows(place):
    entries = chain()
    del entries[place]
    assert checked(entries) == place + 1


def test_two_that_changed_places_show():
    entries = chain()
    entries[2], entries[3] = entries[3], entries[2]
    assert checked(entries) == 3


@pytest.mark.parametrize(
    ("event", "group"),
    [
        (Event.SIGNED_IN, Group.SIGN_IN),
        (Event.SIGNED_OUT_EVERYWHERE, Group.SIGN_IN),
        (Event.SIGN_IN_REFUSED, Group.REFUSAL),
        (Event.REFUSED, Group.REFUSAL),
        (Event.READ_REFERRAL, Group.READING),
        (Event.OPENED_FLAG, Group.READING),
        (Event.EXPORTED_AUDIT, Group.EXPORT),
        (Event.CLOSED_FLAG, Group.CHANGE),
    ],
)
def test_what_an_entry_is_about(event, group):
    assert next_entry(None, event, "B", "A2", "", START).group is group


def test_days_are_norwegian_days_and_both_ends_count():
    at = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    late = next_entry(None, Event.REFUSED, "B", "A2", "", at)
    day = date(2026, 11, 25)
    assert EntryFilter(first_day=day, last_day=day).lets(late)
    assert not EntryFilter(last_day=date(2026, 11, 24)).lets(late)
    assert not EntryFilter(first_day=date(2026, 11, 26)).lets(late)
    assert EntryFilter(who="A2").lets(late)
    assert not EntryFilter(who="A3").lets(late)
