"""Whoever lays together what several readers saw, at whatever time, and has up to three
pupils tell what they answered, still does not work out a number that was not told."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chalicelib.core.local_time import start_of
from chalicelib.results.term_figures import release_day
from tests.results.attacker import PROGRAMME, Attack
from tests.results.colluders import (
    TERM,
    DrawnRound,
    Look,
    Service,
    laid_together,
)
from tests.results.rule_from_outside import FEW

RELEASE = start_of(release_day(TERM))
IN_NOVEMBER = datetime(2026, 11, 27, 8, tzinfo=UTC)
COUNTED = [IN_NOVEMBER] * 8 + [
    RELEASE - timedelta(days=1, seconds=20),
    RELEASE - timedelta(seconds=20),
    RELEASE,
    RELEASE + timedelta(days=9),
]
"""When a round is counted: mostly in good time, and at the very edges of it."""
TO_STORE = timedelta(seconds=30)
MOMENTS = [
    IN_NOVEMBER - timedelta(days=1),
    IN_NOVEMBER + timedelta(days=1),
    RELEASE - timedelta(seconds=1),
    RELEASE,
    RELEASE + timedelta(minutes=1),
    RELEASE + timedelta(days=30),
]


@st.composite
def counts(draw):
    """Of a class of 12 to 25, or a small class."""
    size = draw(st.sampled_from([*range(12, 26), 0, 1, 3, 4, 5, 8, 9, 10]))
    need = draw(st.sampled_from([0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, size - 2]))
    need = max(0, min(need, size))
    middle = draw(st.integers(0, size - need))
    return need, middle, size - need - middle


@st.composite
def drawn_rounds(draw):
    """One or two owners with up to three schools, some with two rounds; some classes
    are read together under one name."""
    rounds = []
    for owner in range(draw(st.integers(1, 2))):
        for school in range(draw(st.integers(1, 3))):
            for number in range(draw(st.sampled_from([1, 1, 1, 2]))):
                name = f"{owner}{school}{number}"
                classes = draw(st.lists(counts(), min_size=1, max_size=6))
                joined = len(classes) > 2 and draw(st.booleans())
                labels = (
                    ["5-7", "5-7", *["7A", "7B", "7C", "7D"]]
                    if joined
                    else ["6A", "6B", "6C", "6D"]
                )
                at = draw(st.sampled_from(COUNTED))
                named = [
                    *zip((f"{name} {label}" for label in labels), classes, strict=False)
                ]
                ids = f"RND{name}", f"SCH{owner}{school}", f"OWN{owner}"
                rounds.append(DrawnRound(*ids, named, at, at + TO_STORE))
    return rounds


def everybody(rounds, at):
    looks = [Look(at, "principal", round_.school_id) for round_ in rounds]
    looks += [Look(at, "owner", round_.owner_id) for round_ in rounds]
    return [*looks, Look(at, "programme", PROGRAMME)]


@st.composite
def views(draw, rounds):
    """Some look at some time, in the order of time; mostly everybody at the end."""
    readers = everybody(rounds, IN_NOVEMBER)
    readers += [
        Look(IN_NOVEMBER, "teacher", label) for r in rounds for label in r.counts()
    ]
    some = draw(
        st.lists(
            st.tuples(st.sampled_from(MOMENTS), st.sampled_from(readers)), max_size=8
        )
    )
    looks = [
        Look(at, who.reader, who.of) for at, who in sorted(some, key=lambda p: p[0])
    ]
    at_last = draw(st.sampled_from([True, True, True, False]))
    return looks + (everybody(rounds, MOMENTS[-1]) if at_last else [])


@st.composite
def who_tell(draw, rounds):
    """Up to three pupils, of one or two classes, in a group where somebody is."""
    classes = {
        (round_.id, label): in_class
        for round_ in rounds
        for label, in_class in round_.counts().items()
    }
    left, told = draw(st.sampled_from([0, 1, 2, 3, 3, 3])), {}
    for of in draw(st.lists(st.sampled_from([*classes]), max_size=2, unique=True)):
        group = draw(st.sampled_from([0, 0, 1, 2]))
        number = min(left, classes[of][group])
        left -= number
        told[of] = tuple(number if place == group else 0 for place in range(3))
    return told


@given(st.data())
@settings(
    max_examples=24,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],  # to make a failure smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
def test_no_number_that_was_not_told_is_worked_out_from_any_sequence_of_views(data):
    rounds = data.draw(drawn_rounds())
    looks, known = data.draw(views(rounds)), data.draw(who_tell(rounds))
    service = Service(rounds)
    seen = laid_together(service.shown(look) for look in looks)
    attack = Attack([round_.public() for round_ in rounds], seen, known)
    for secret in attack.secrets:
        left = attack.could_be(secret)
        assert left, "the figures that were shown contradict each other"
        assert len(left) > FEW or left == set(secret.alone), (secret.name, left)
