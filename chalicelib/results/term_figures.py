"""The figures of a term: of one school owner's schools, or of all owners together. Made
once, from what was counted before the term's day of release: a sum that grew with each
round would tell what the last one added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.results.disclosure import together
from chalicelib.results.figure import Figure
from chalicelib.results.snapshot import Parts
from chalicelib.schools.term import Term

_TO_COUNT = timedelta(days=31)
"""So that somebody has been to see each round that closed on the last day."""
_TO_STORE = timedelta(days=1)
"""What is counted as the day of release begins may be stored after the first who asks
has got their sums, and before the next: two sums that differ by it would tell it."""


@dataclass(frozen=True, slots=True)
class RoundPart:
    """What a round is in the sums above. Raw: shown nowhere."""

    round_id: str
    school_id: str
    owner_id: str
    form_id: str
    counted_on: date
    pupils: int
    answers: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class FormFigures:
    """What was asked with one form. ``figures`` by question."""

    schools: int
    rounds: int
    pupils: int
    answers: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class TermFigures:
    """All of it may be shown. ``forms`` by form; ``too_late`` is how many rounds were
    counted after the ``last_day_to_count``, and are in no sum."""

    term_id: str
    released_on: date
    owners: int
    too_late: int
    forms: Mapping[str, FormFigures]


def release_day(term: Term) -> date:
    """From when the sums of a term may be made."""
    return term.last_day + _TO_COUNT


def last_day_to_count(term: Term) -> date:
    """What is counted later is in no sum of the term."""
    return release_day(term) - _TO_STORE - timedelta(days=1)


def of_rounds(term: Term, parts: Iterable[RoundPart]) -> TermFigures:
    """Owner by owner, since each owner is shown a sum of their own: those of one owner
    give that owner's figures, those of all give the programme's."""
    listed = list(parts)
    in_time = [part for part in listed if part.counted_on <= last_day_to_count(term)]
    form_ids = sorted({part.form_id for part in in_time})
    return TermFigures(
        term_id=term.id,
        released_on=release_day(term),
        owners=len({part.owner_id for part in in_time}),
        too_late=len(listed) - len(in_time),
        forms={form_id: _of_form(form_id, in_time) for form_id in form_ids},
    )


def _of_form(form_id: str, parts: Iterable[RoundPart]) -> FormFigures:
    asked = [part for part in parts if part.form_id == form_id]
    owners: dict[str, list[RoundPart]] = defaultdict(list)
    for part in asked:
        owners[part.owner_id].append(part)
    items = dict.fromkeys(item for part in asked for item in part.parts)
    return FormFigures(
        schools=len({part.school_id for part in asked}),
        rounds=len(asked),
        pupils=sum(part.pupils for part in asked),
        answers=sum(part.answers for part in asked),
        figures={item: _sum(item, owners.values()) for item in items},
    )


def _sum(item: str, owners: Iterable[Iterable[RoundPart]]) -> Figure:
    return together(
        together(part.parts[item] for part in parts if item in part.parts)
        for parts in owners
    ).figure
