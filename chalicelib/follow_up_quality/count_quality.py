"""Once a month: how what came in was followed up, and how it stands that
day. Nothing sealed is opened for it."""

from collections import defaultdict
from datetime import datetime

from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.audit.event import Event
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.core.local_time import local_day
from chalicelib.follow_up_quality import quality_figures
from chalicelib.follow_up_quality.quality_figures import (
    QUALITY_FIGURES,
    STANDING_FIGURES,
    THREAD_FIGURES,
)
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.count_groups import month_of, readers_of
from chalicelib.group_results.figures import CaseFigures, CaseQuestion, frozen
from chalicelib.group_results.store import FigureKind, FrozenOf
from chalicelib.group_results.thresholds import ReportLevel, is_enough
from chalicelib.items.inbox_id import inboxes_of_school
from chalicelib.schools.school import School
from chalicelib.schools.term import term_of
from chalicelib.storage import transaction
from chalicelib.threads import store as threads
from chalicelib.threads.message import Message

_CASES = FigureKind.CASES


def count_cases(school: School, now: datetime) -> None:
    """Those that are over, each once. Raises Refused where somebody else has."""
    done = frozen_store.counted(school.id, _CASES)
    found = _cases(school)
    over = [
        case for case in found if not case.is_open and quality_figures.has_limits(case)
    ]
    those = [case for case in over if case.number not in done]
    if not is_enough(ReportLevel.SCHOOL, len(those), 1):
        return
    of = _frozen(school, QUALITY_FIGURES, [_raw(case, school) for case in those], now)
    month, numbers = month_of(now), [case.number for case in those]
    writes = [
        *frozen_store.put_frozen(_CASES, month, readers_of(school), of),
        frozen_store.put_counted(school.id, _CASES, month, numbers),
    ]
    audit.record(Event.COUNTED_CASES, school.id, SYSTEM, month, now, writes)


def count_threads(school: School, now: datetime) -> None:
    """Of the term before, once, when its last words can have been answered: where there
    are too few of it, nothing is ever told. Raises as ``count_cases``."""
    term = term_of(local_day(now)).before
    if local_day(now) < term.closes_on:
        return
    if frozen_store.is_counted(school.id, FigureKind.THREADS, term.id):
        return
    raw = [
        found
        for messages in _threads(school).values()
        if (found := quality_figures.answered(messages, school.calendar, term))
    ]
    writes = [frozen_store.put_counted(school.id, FigureKind.THREADS, term.id, ())]
    if is_enough(ReportLevel.SCHOOL, len(raw), 1):
        of = _frozen(school, THREAD_FIGURES, raw, now)
        kind, readers = FigureKind.THREADS, readers_of(school)
        writes += frozen_store.put_frozen(kind, term.id, readers, of)
    transaction.commit(*writes)


def look(school: School, now: datetime) -> None:
    """How many open cases are late. The owner, who sees them counted every day, and the
    school: not the programme."""
    raw = [
        quality_figures.standing(case, school.calendar, local_day(now))
        for case in _cases(school)
        if case.is_open
    ]
    if is_enough(ReportLevel.SCHOOL, len(raw), 1):
        of = _frozen(school, STANDING_FIGURES, raw, now)
        readers = (school.id, school.owner_id)
        transaction.commit(*frozen_store.put_latest(FigureKind.STANDING, readers, of))


def _frozen(
    school: School,
    figures: tuple[CaseQuestion, ...],
    raw: list[CaseFigures],
    now: datetime,
) -> FrozenOf:
    return FrozenOf(school.id, local_day(now), frozen(figures, raw))


def _raw(case: Case, school: School) -> CaseFigures:
    entries = [cases.decode_entry(row) for row in cases.entries(case)]
    return quality_figures.of_case(case, entries, school.calendar)


def _cases(school: School) -> list[Case]:
    """What is the school owner's stands at the owner, and is counted nowhere."""
    return [case for case in cases.of_body(school.id) if not case.is_owners]


def _threads(school: School) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = defaultdict(list)
    for inbox in inboxes_of_school(school.id):
        for message in threads.in_inbox(inbox):
            found[message.thread_id].append(message)
    return found
