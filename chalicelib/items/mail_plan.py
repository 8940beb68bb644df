"""Who is told of a finding first, and when. What follows if nobody opens it is
escalation's."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients


class When(StrEnum):
    AT_ONCE = "at_once"
    NEXT_SLOT = "next_slot"
    WEEKLY = "weekly"


GROUP_IS_TOLD = {
    Level.L1: When.WEEKLY,
    Level.L2: When.NEXT_SLOT,
    Level.L3: When.AT_ONCE,
}


@dataclass(frozen=True, slots=True)
class PlannedMail:
    tell: Recipients
    when: When


GROUP_AT_SLOT = PlannedMail(Recipients.GROUP, When.NEXT_SLOT)


def planned_for_referral(
    level: Level, to_owner: bool, has_principal: bool
) -> tuple[PlannedMail, ...]:
    """A referral always reaches the principal at once, or the owner in the principal's
    place."""
    if to_owner:
        return (PlannedMail(Recipients.OWNER, When.AT_ONCE),)
    group = PlannedMail(Recipients.GROUP, GROUP_IS_TOLD[level])
    head = Recipients.PRINCIPAL if has_principal else Recipients.OWNER
    return (group, PlannedMail(head, When.AT_ONCE))


def planned_mails(
    audience: Audience, level: Level, tell_principal: bool
) -> tuple[PlannedMail, ...]:
    """The law wants the principal, or the owner in the principal's place, told at once
    (§ 12-5)."""
    if audience is Audience.OWNER:
        return (PlannedMail(Recipients.OWNER, When.AT_ONCE),)
    group = PlannedMail(audience.circle, GROUP_IS_TOLD[level])
    if tell_principal:
        return (group, PlannedMail(Recipients.PRINCIPAL, When.AT_ONCE))
    return (group,)


def is_at_once(audience: Audience, level: Level, tell_principal: bool) -> bool:
    """Whether somebody is told at once; the rest may wait for a slot."""
    tellings = planned_mails(audience, level, tell_principal)
    return any(telling.when is When.AT_ONCE for telling in tellings)
