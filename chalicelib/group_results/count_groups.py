"""Once a month: groups that are over are counted where there are enough of
them, and what may be told of them is frozen. A group is counted once."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.audit.event import Event
from chalicelib.closing_answers import group_store, read_answers
from chalicelib.core.local_time import local_day
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.figures import frozen
from chalicelib.group_results.group_figures import GROUP_FIGURES
from chalicelib.group_results.store import FigureKind, FrozenOf, FrozenSaid
from chalicelib.group_results.thresholds import THRESHOLDS, ReportLevel, is_enough
from chalicelib.group_results.waiting import WaitingGroups, waiting_at
from chalicelib.schools import store as schools
from chalicelib.schools.school import School
from chalicelib.schools.term import Term
from chalicelib.storage import transaction

_GROUPS = FigureKind.GROUPS
_MOST_AT_ONCE = 40
"""Schools whose groups are counted together: a transaction has a hundred writes."""


def readers_of(school: School) -> tuple[str, ...]:
    return school.id, school.owner_id, frozen_store.PROGRAMME


def month_of(now: datetime) -> str:
    return f"{local_day(now):%Y-%m}"


def count_school(school: School, now: datetime) -> None:
    """Raises Refused where somebody else has counted them meanwhile."""
    waiting = waiting_at(school, local_day(now))
    if is_enough(ReportLevel.SCHOOL, len(waiting.met), 1):
        _freeze(school.id, readers_of(school), [waiting], now)


def count_together(owner_id: str, now: datetime) -> None:
    """Of schools with too few, what has waited long enough for more. Raises as
    ``count_school``."""
    found = [
        waiting.long_over(local_day(now)) for waiting in _with_too_few(owner_id, now)
    ]
    those = [waiting for waiting in found if waiting.met][:_MOST_AT_ONCE]
    number = sum(len(own.met) for own in those)
    if is_enough(ReportLevel.POOLED, number, len(those)):
        _freeze(owner_id, (owner_id, frozen_store.PROGRAMME), those, now)


def freeze_supporters(school: School, now: datetime) -> None:
    """Of each term that is over and has enough to tell. Raises as ``count_school``."""
    done = {said.term for said in frozen_store.said_for(school.id)}
    for term, groups in group_store.groups(school.id).items():
        if term.id not in done:
            _freeze_term(school, term, groups, now)


def _freeze_term(school: School, term: Term, groups: int, now: datetime) -> None:
    if shares := read_answers.said_in(school.id, term, groups, now):
        said = FrozenSaid(school.id, term.id, groups, dict(shares))
        transaction.commit(*frozen_store.put_said(readers_of(school), said))


def _with_too_few(owner_id: str, now: datetime) -> list[WaitingGroups]:
    found = [
        waiting_at(school, local_day(now))
        for listed in schools.of_owner(owner_id)
        if (school := schools.get(listed.id))
    ]
    least = THRESHOLDS[ReportLevel.SCHOOL].least
    return [waiting for waiting in found if len(waiting.met) < least]


def _freeze(
    source: str, readers: Sequence[str], those: Sequence[WaitingGroups], now: datetime
) -> None:
    """What is frozen and what is counted are one transaction, with the log's entry."""
    month = month_of(now)
    raw = [figures for waiting in those for figures in waiting.figures()]
    refused = sum(len(waiting.refused) for waiting in those)
    of = FrozenOf(
        source, local_day(now), frozen(GROUP_FIGURES, raw, refused, len(those))
    )
    writes = [
        *frozen_store.put_frozen(_GROUPS, month, readers, of),
        *(
            frozen_store.put_counted(own.school.id, _GROUPS, month, own.numbers)
            for own in those
        ),
    ]
    audit.record(Event.COUNTED_CASES, source, SYSTEM, month, now, writes)
