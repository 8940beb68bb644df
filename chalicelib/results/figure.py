"""What may be shown of a count, and nothing besides: whoever lays out a page, a chart,
a file or a sentence is handed these."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of ``answers`` need attention: between ``low`` and ``high``, which are
    the same where the number may be told. ``middle``, where it may be told too, is how
    many are in between; the rest answered well."""

    answers: int
    low: int
    high: int
    middle: int | None = None

    @property
    def exact(self) -> int | None:
        return self.low if self.low == self.high else None

    @property
    def good(self) -> int | None:
        """Told with ``middle`` alone."""
        if self.middle is None:
            return None
        return self.answers - self.low - self.middle

    @property
    def says_nothing(self) -> bool:
        """It could be nobody, and it could be everybody."""
        return (self.low, self.high) == (0, self.answers)
