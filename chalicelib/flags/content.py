"""What a flag says to who opens it."""

from dataclasses import dataclass

from chalicelib.flags.conditions import Reason


@dataclass(frozen=True, slots=True)
class FlagContent:
    """What is sealed in a flag: why it was raised, and what the pupil wrote, where that
    is a reason; in a confidential round the number on the pupil's card."""

    reasons: tuple[Reason, ...]
    text: str | None = None
    card: int | None = None
