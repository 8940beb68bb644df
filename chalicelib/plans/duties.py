"""The five duties of § 12-4, and what in a case was done for which."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.cases.entry import EntryKind
from chalicelib.items.item_kind import ItemKind


class Duty(StrEnum):
    FOLLOW = "follow"
    STEP_IN = "step_in"
    NOTIFY = "notify"
    INVESTIGATE = "investigate"
    ACT = "act"


class Means(StrEnum):
    """How something was investigated."""

    PUPIL = "pupil"
    OTHER_PUPILS = "other_pupils"
    GUARDIANS = "guardians"
    ADULTS = "adults"
    OBSERVED = "observed"
    SURVEY = "survey"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DutyDone:
    """Something that was done, as somebody wrote it in the log. ``means`` is how it was
    investigated."""

    duty: Duty
    text: str
    means: Means | None = None


FILLED_BY: Mapping[EntryKind, Duty] = {
    EntryKind.TALK: Duty.INVESTIGATE,
    EntryKind.MEETING: Duty.ACT,
    EntryKind.REVIEW: Duty.FOLLOW,
    EntryKind.PLAN: Duty.ACT,
    EntryKind.EVALUATION: Duty.FOLLOW,
    EntryKind.CHECK: Duty.FOLLOW,
}
"""Written as work of its own kind, it stands in the log of duties by itself."""
TOLD_BY: Mapping[ItemKind, Duty] = {
    ItemKind.FLAG: Duty.FOLLOW,
    ItemKind.REFERRAL: Duty.NOTIFY,
}
"""So does what the case came from: a round asked the pupils, a teacher told."""
MEANS_OF: Mapping[EntryKind, Means] = {EntryKind.TALK: Means.PUPIL}
FIRST_ACTS = frozenset({Duty.STEP_IN, Duty.INVESTIGATE, Duty.ACT})
"""What counts as having done something once the school knew."""
