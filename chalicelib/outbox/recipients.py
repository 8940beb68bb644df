"""Who is told together."""

from enum import StrEnum


class Recipients(StrEnum):
    """Circles of people who are told together."""

    GROUP = "group"
    PRINCIPAL = "principal"
    OWNER = "owner"
    NURSE = "nurse"
    RECEIVER = "receiver"
    """One person alone, whom a colleague has handed something over to."""
