"""What the plan of a case says, and what people found when they evaluated it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.referrals.referral import Involved

MOST_MEASURES = 6


class Aim(StrEnum):
    """Whom a measure is to change something for, or by."""

    PUPIL = "pupil"
    GROUP = "group"
    ADULTS = "adults"


class MeasureStep(StrEnum):
    """What becomes of a measure after an evaluation."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"


class Improvement(StrEnum):
    """The pupil's own answer to whether it is better."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_ASKED = "not_asked"


class FeelsSafe(StrEnum):
    """The pupil's own answer to whether school is safe."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done, for whom, by which person, from when, how often, until when."""

    what: str = ""
    aim: Aim | None = None
    who: str = ""
    starts: date | None = None
    often: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ActivityPlan:
    """``problem_from`` is the number of the entry of the case that the problem was
    found in. ``known_on``: the day the school knew; ``principal_on`` and ``owner_on``:
    the day they were told, ``principal_by`` who told the principal. Nothing of it is
    required: what is missing the self-check says."""

    problem: str = ""
    problem_from: int | None = None
    pupil_view: str = ""
    pupil_why_not: str = ""
    others_view: str = ""
    others_why_not: str = ""
    best_interests: str = ""
    measures: tuple[Measure, ...] = ()
    evaluate_on: date | None = None
    guardians_on: date | None = None
    rights_on: date | None = None
    known_on: date | None = None
    principal_on: date | None = None
    principal_by: str = ""
    involved: Involved | None = None
    owner_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanEvaluation:
    """``text`` is what the pupil says, ``outside`` the help from others that was asked
    for. ``steps`` are those of the measures of the plan of then, in their order."""

    improvement: Improvement
    safe: FeelsSafe
    text: str = ""
    outside: str = ""
    steps: tuple[MeasureStep, ...] = ()
    evaluate_on: date | None = None
