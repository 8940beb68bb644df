"""What a pupil sees with their code of how it is followed up, where it was released:
roles and never names, and in plain words what is next. Whoever looks over a shoulder
learns no more than that adults have read it and want to talk, as the messages say."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

ROLES = ("principal", "leadership", "health_service", "social_teacher", "other")


class NextForPupil(StrEnum):
    """Somebody talks with the pupil, or the adults do something."""

    TALK = "talk"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Followed:
    """``roles`` of who has opened the case, in the order of ``ROLES``. What is ``next``
    is to be done ``on`` that day."""

    roles: tuple[str, ...]
    next: NextForPupil | None = None
    on: date | None = None

    def on_day(self, today: date) -> "Followed":
        """A day that has been is not said: nobody knows here whether it was kept."""
        is_over = self.on is not None and self.on < today
        return replace(self, next=None, on=None) if is_over else self

    @property
    def next_key(self) -> str:
        """The key of what is said of it; empty where nothing is."""
        return f"pupil.thread.followed.{self.next}" if self.next else ""
