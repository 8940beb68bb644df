"""Who is told of a finding first, and when. What follows if nobody opens it is escalation's."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.escalation import Recipients
from chalicelib.domain.flags import Audience, Finding, Level


class When(StrEnum):
    AT_ONCE = "at_once"
    NEXT_SLOT = "next_slot"
    WEEKLY = "weekly"


GROUP_IS_TOLD = {Level.L1: When.WEEKLY, Level.L2: When.NEXT_SLOT, Level.L3: When.AT_ONCE}


@dataclass(frozen=True, slots=True)
class Telling:
    tell: Recipients
    when: When


GROUP_AT_SLOT = Telling(Recipients.GROUP, When.NEXT_SLOT)


def referral_tellings(level: Level, to_owner: bool, has_principal: bool) -> tuple[Telling, ...]:
    """A referral always reaches the principal at once, or the owner in the principal's place."""
    if to_owner:
        return (Telling(Recipients.OWNER, When.AT_ONCE),)
    group = Telling(Recipients.GROUP, GROUP_IS_TOLD[level])
    head = Recipients.PRINCIPAL if has_principal else Recipients.OWNER
    return (group, Telling(head, When.AT_ONCE))


def first_tellings(finding: Finding) -> tuple[Telling, ...]:
    """The law wants the principal, or the owner in the principal's place, told at once (§ 12-5).

    The one whose time the flag goes by stands first.
    """
    if finding.audience is Audience.OWNER:
        return (Telling(Recipients.OWNER, When.AT_ONCE),)
    group = Telling(Recipients.GROUP, GROUP_IS_TOLD[finding.level])
    if finding.tell_principal:
        return (group, Telling(Recipients.PRINCIPAL, When.AT_ONCE))
    return (group,)
