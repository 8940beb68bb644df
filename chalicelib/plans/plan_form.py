"""A plan, an evaluation and a line of the log as they are typed: what is meant, and
what cannot be taken, field by field. A field that is empty is the self-check's
matter."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from chalicelib.core.text import clean, size_problem
from chalicelib.plans.duties import Duty, DutyDone, Means
from chalicelib.plans.plan import (
    MOST_MEASURES,
    ActivityPlan,
    Aim,
    FeelsSafe,
    Improvement,
    Measure,
    MeasureStep,
    PlanEvaluation,
)
from chalicelib.plans.versions import MEASURE_FIELDS, PLAN_FIELDS
from chalicelib.referrals.referral import Involved
from chalicelib.web.form_body import Fields
from chalicelib.web.form_fields import Day

LONG, MIDDLE, SHORT = 2000, 500, 200
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What was typed. ``first`` is the first day that anything of the case can have
    happened. ``problems`` are those met so far, by field: too_long, bad_date, future,
    long_ago, order, choose, required."""

    fields: Fields
    today: date
    first: date = date.min
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, most: int) -> str:
        found = clean(self.fields.get(name) or "", most)
        if size_problem(found, most):
            self.problems[name] = "too_long"
        return found

    def day(self, name: str) -> date | None:
        typed = (self.fields.get(name) or "").strip()
        try:
            return _DAY.validate_python(typed) if typed else None
        except ValidationError:
            self.problems[name] = "bad_date"
            return None

    def past_day(self, name: str) -> date | None:
        """Of something that was done."""
        day = self.day(name)
        if day and day > self.today:
            self.problems[name] = "future"
        if day and day < self.first:
            self.problems[name] = "long_ago"
        return day

    def coming_day(self, name: str, after: date) -> date | None:
        day = self.day(name)
        if day and day < after:
            self.problems[name] = "order"
        return day

    def choice(self, name: str, kinds: type[_Choice]) -> _Choice | None:
        typed = self.fields.get(name) or ""
        if typed and typed not in list(kinds):
            self.problems[name] = "choose"
            return None
        return kinds(typed) if typed else None

    def needed(self, name: str, kinds: type[_Choice]) -> _Choice:
        """The first of them where none is chosen: there is a problem then."""
        found = self.choice(name, kinds)
        if found is None:
            self.problems[name] = "choose"
        return found or next(iter(kinds))

    def happened(self, name: str = "happened") -> date:
        """When what is written was decided or done; today where nothing is said."""
        return self.past_day(name) or self.today


def decided_on(form: PlanForm, before: date | None) -> date:
    """A version is never decided ``before`` the one it changes was."""
    day = form.happened("decided")
    if before and day < before:
        form.problems.setdefault("decided", "order")
    return day


def plan_of(form: PlanForm, found_in: set[int]) -> ActivityPlan:
    """``found_in`` are the entries a problem may point to."""
    number = form.fields.get("problem_from") or ""
    if number and number not in map(str, found_in):
        form.problems["problem_from"] = "choose"
        number = ""
    plan = ActivityPlan(
        problem=form.text("problem", LONG),
        problem_from=int(number) if number else None,
        pupil_view=form.text("pupil_view", LONG),
        pupil_why_not=form.text("pupil_why_not", MIDDLE),
        others_view=form.text("others_view", LONG),
        others_why_not=form.text("others_why_not", MIDDLE),
        best_interests=form.text("best_interests", MIDDLE),
        measures=_measures(form),
        evaluate_on=form.coming_day("evaluate_on", form.happened("decided")),
        guardians_on=form.past_day("guardians_on"),
        rights_on=form.past_day("rights_on"),
        known_on=form.past_day("known_on"),
        principal_on=form.past_day("principal_on"),
        principal_by=form.text("principal_by", SHORT),
        involved=form.choice("involved", Involved),
        owner_on=form.past_day("owner_on"),
    )
    if not plan.problem and not plan.measures:
        form.problems.setdefault("problem", "required")
    return plan


def _measures(form: PlanForm) -> tuple[Measure, ...]:
    found = (_measure(form, f"m{number}_") for number in range(1, MOST_MEASURES + 1))
    return tuple(measure for measure in found if measure != Measure())


def _measure(form: PlanForm, place: str) -> Measure:
    starts = form.day(f"{place}starts")
    measure = Measure(
        what=form.text(f"{place}what", MIDDLE),
        aim=form.choice(f"{place}aim", Aim),
        who=form.text(f"{place}who", SHORT),
        starts=starts,
        often=form.text(f"{place}often", SHORT),
        until=form.coming_day(f"{place}until", starts or date.min),
    )
    if measure != Measure() and not measure.what:
        form.problems.setdefault(f"{place}what", "required")
    return measure


def evaluation_of(form: PlanForm, measures: tuple[Measure, ...]) -> PlanEvaluation:
    return PlanEvaluation(
        improvement=form.needed("improvement", Improvement),
        safe=form.needed("safe", FeelsSafe),
        text=form.text("text", LONG),
        outside=form.text("outside", MIDDLE),
        steps=tuple(
            form.needed(f"step{number}", MeasureStep)
            for number, _ in enumerate(measures, 1)
        ),
        evaluate_on=form.coming_day("evaluate_on", form.happened()),
    )


def evaluated_on(form: PlanForm, decided: date) -> date:
    """Not before the plan was ``decided``."""
    day = form.past_day("happened")
    if day is None or day < decided:
        form.problems.setdefault("happened", "order" if day else "bad_date")
    return day or decided


def duty_of(form: PlanForm) -> DutyDone:
    duty, text = form.needed("duty", Duty), form.text("done", LONG)
    means = form.choice("means", Means)
    if not text:
        form.problems["done"] = "required"
    if duty is Duty.INVESTIGATE and means is None:
        form.problems["means"] = "choose"
    return DutyDone(duty, text, means if duty is Duty.INVESTIGATE else None)


def as_typed(plan: ActivityPlan) -> dict[str, str]:
    """The plan as it stands in the fields of its page."""
    typed = {name: _typed(getattr(plan, name)) for name in PLAN_FIELDS}
    for number, measure in enumerate(plan.measures, 1):
        for name in MEASURE_FIELDS:
            typed[f"m{number}_{name}"] = _typed(getattr(measure, name))
    return typed


def _typed(value: object) -> str:
    return "" if value is None else str(value)
