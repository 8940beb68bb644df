"""What a pupil and a guardian are told of what is stored (GDPR article 13). The pages
say it, and ``make records`` writes it."""

from chalicelib.schools.retention import (
    DAYS_OF_COPIES,
    LONGEST,
    SHORTEST,
    YEARS_OF_REPORTS,
    Retention,
)

PARTS = (
    "who",
    "why",
    "stored",
    "readers",
    "kept",
    "where",
    "decides",
    "rights",
    "anonymous",
    "complain",
)

RIGHTS = ("correct", "object", "erase", "archive", "copies")
"""Told to guardians and to staff in the very same words."""


def numbers() -> dict[str, int]:
    """By the name that the strings call it."""
    return {
        "days": Retention().days,
        "shortest": SHORTEST,
        "longest": LONGEST,
        "years": YEARS_OF_REPORTS,
        "copies": DAYS_OF_COPIES,
    }
