"""How fast somebody must act on what has come in, and who may see it."""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How fast a human must act: watch, follow up, urgent."""

    L1 = 1
    L2 = 2
    L3 = 3


class Audience(StrEnum):
    """Who may see a finding: the school's roles, or the school owner only. What a pupil
    sends to the school nurse (never a finding) is for the school health service
    alone."""

    SCHOOL = "school"
    OWNER = "owner"
    NURSE = "nurse"
