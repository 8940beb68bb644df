"""What changed from one version of a plan to the next: field by field, measure by
measure."""

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

from chalicelib.plans.plan import ActivityPlan, Measure

PLAN_FIELDS = tuple(
    field.name for field in fields(ActivityPlan) if field.name != "measures"
)
MEASURE_FIELDS = tuple(field.name for field in fields(Measure))


class PlanChange(NamedTuple):
    """``measure`` is what the measure is called, of a field of its own; empty for the
    plan's. A value that is not there is None or an empty text."""

    field: str
    before: object
    after: object
    measure: str = ""


class PlanChanges(NamedTuple):
    changed: list[PlanChange]
    added: list[Measure]
    removed: list[Measure]


def changes(before: ActivityPlan, after: ActivityPlan) -> PlanChanges:
    """A measure is the same where it is called the same, or where the others are paired
    and it stands in the same place among the rest."""
    pairs, added, removed = _pairs(before.measures, after.measures)
    of_plan = _changed(PLAN_FIELDS, before, after)
    of_measures = (
        change
        for was, is_ in pairs
        for change in _changed(MEASURE_FIELDS, was, is_, is_.what)
    )
    return PlanChanges([*of_plan, *of_measures], added, removed)


def _changed(
    names: tuple[str, ...], before: object, after: object, measure: str = ""
) -> Iterator[PlanChange]:
    for name in names:
        was, is_ = getattr(before, name), getattr(after, name)
        if was != is_:
            yield PlanChange(name, was, is_, measure)


def _pairs(
    before: tuple[Measure, ...], after: tuple[Measure, ...]
) -> tuple[list[tuple[Measure, Measure]], list[Measure], list[Measure]]:
    left, pairs, unknown = list(before), [], []
    for measure in after:
        same = next((other for other in left if other.what == measure.what), None)
        if same is None:
            unknown.append(measure)
        else:
            left.remove(same)
            pairs.append((same, measure))
    renamed = list(zip(left, unknown, strict=False))
    return [*pairs, *renamed], unknown[len(renamed) :], left[len(renamed) :]
