"""Whom a copy is for, and in which language it may be."""

from enum import StrEnum

LANGUAGES = ("nb", "nn")


class CopyKind(StrEnum):
    """``PARTY``: the pupil and their guardians, who may learn nobody else's name."""

    ARCHIVE = "archive"
    PARTY = "party"
