"""Rounds that were counted, as the tests of pages use them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib.results import count_round
from chalicelib.rounds.round import Round
from chalicelib.storage import transaction
from tests.cast import NOW
from tests.results.cast import opened, school_classes, some_bad

LONG_AGO = NOW - timedelta(days=200)
BAD = {"6A": 6, "6B": 2, "6C": 7}


def counted_round(
    bad: Mapping[str, int] = BAD, closes_at: datetime = LONG_AGO, many: int = 20
) -> Round:
    """So many of each class are hurt every week."""
    classes = school_classes(*(24 for _ in bad))
    round_ = opened(classes, closes_at - timedelta(days=4), closes_at)
    answered = {
        class_id: some_bad(many, number, hurt="weekly")
        for class_id, number in bad.items()
    }
    now = closes_at + timedelta(days=1)
    transaction.commit(*count_round.writes_of(round_, answered, now))
    return round_


def count(round_: Round) -> None:
    """A round that is open yet has figures: for walks over every page."""
    transaction.commit(
        *count_round.writes_of(
            round_, {"6A": some_bad(20, 6, hurt="weekly")}, round_.closes_at
        )
    )
