"""The forms, field by field. None has a field for a diagnosis, or for who did what
wrong."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chalicelib.case_forms.fields import (
    Area,
    Ask,
    CaseForm,
    Choose,
    Count,
    Line,
    Scale,
)
from chalicelib.referrals.referral import YesNo


class Wants(StrEnum):
    YES = "yes"
    LATER = "later"
    NO = "no"


class Helped(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    WORSE = "worse"


class ReviewDecision(StrEnum):
    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"


class Outcome(StrEnum):
    REACHED = "reached"
    BETTER = "better"
    UNCHANGED = "unchanged"
    WORSE = "worse"
    STOPPED = "stopped"
    OTHER = "other"


class FirstTalk(CaseForm):
    """The first talk: three questions, never what happened. Names stand here for the
    staff alone."""

    adult: Line
    wants_help: Annotated[Wants | None, Choose] = None
    wants_group: Annotated[Wants, Choose]
    hard: Area = ""
    around: Area = ""
    friends: Area = ""
    not_wanted: Area = ""
    scale: Scale = None
    good_enough: Scale = None
    keeps: Area = ""
    first_sign: Area = ""
    may_tell: Area = ""
    who_else: Area = ""
    plan_view: Area = ""
    concern: Area = ""


class GroupMeeting(CaseForm):
    """With the supporters. Whoever is ``present`` or ``needs_talk`` is a number in the
    list of supporters; the pupil's is 0. A proposal is the supporter's own, in the
    place of their number."""

    minutes: Count = None
    leader: Line
    present: Annotated[tuple[int, ...], Ask("present")] = ()
    proposals: Annotated[dict[int, str], Ask("proposals")] = Field(default_factory=dict)
    done: Area = ""
    went_well: Area = ""
    praise: Area = ""
    mood: Scale = None
    needs_talk: Annotated[tuple[int, ...], Ask("supporters")] = ()


class PupilReview(CaseForm):
    """With the pupil, alone. The scale is asked for first: what was said before is
    shown once it is given."""

    scale: Annotated[Scale, Ask("scale", 10)]
    better: Area = ""
    who_did: Area = ""
    helped: Annotated[Helped, Choose]
    frightening: Area = ""
    decision: Annotated[ReviewDecision, Choose]


class CaseClosing(CaseForm):
    """The adults' part."""

    outcome: Annotated[Outcome, Choose]
    meetings: Count = None
    weeks: Count = None
    climate: Area = ""
    guardian: Annotated[YesNo, Choose]
    guardian_said: Area = ""
    learnt: Area = ""


class LaterCheck(CaseForm):
    """Three months later."""

    scale: Scale = None
    still: Area = ""
    holds: Annotated[YesNo, Choose]
