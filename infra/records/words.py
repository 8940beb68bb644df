"""The declared words in bokmål, and the names a municipality fills in."""

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from chalicelib.outbox.store import KEPT
from chalicelib.schools.retention import LONGEST, SHORTEST, Retention
from infra.records.terms import Activity

_WORDS = Path(__file__).with_name("nb.toml")
_NUMBERS = {
    "days": Retention().days,
    "shortest": SHORTEST,
    "longest": LONGEST,
    "mail": KEPT.days,
}
"""As the code has them, so that no document says another number."""


def said(word: StrEnum) -> str:
    return _said()[type(word).__name__.lower()][word.value].format(**_NUMBERS)


def purpose(activity: Activity) -> str:
    return _said()["purpose"][activity.value]


def listed(words: Iterable[StrEnum]) -> str:
    """In the order of their declaration; a dash for none."""
    in_turn = sorted(
        set(words), key=lambda word: [*type(word).__members__.values()].index(word)
    )
    return "; ".join(map(said, in_turn)) or "–"


@cache
def _said() -> dict[str, dict[str, str]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def names(file: Path) -> dict[str, str]:
    """``controller``, ``contact``, ``officer``: who is responsible, where they are
    reached, and the data protection officer."""
    return tomllib.loads(file.read_text(encoding="utf-8"))
