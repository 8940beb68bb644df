"""What a flag rule may ask of an answer. Conditions are data: rules are built of
them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.items.level import Level


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a flag was raised. ``option`` is an option's code or a case's label, never
    free text."""

    rule: str
    level: Level
    item: str | None
    option: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a condition may look at. ``reasons`` are those one audience has so
    far."""

    answer: Mapping[str, str]
    text_hit: bool
    reasons: tuple[Reason, ...] = ()


Condition = Callable[[Facts], bool]
"""Whether it holds. The classes below make conditions that can be read and compared."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The item was answered with one of these options; a skipped item never is."""

    item: str
    options: frozenset[str]

    def __call__(self, facts: Facts) -> bool:
        return facts.answer.get(self.item) in self.options


@dataclass(frozen=True, slots=True)
class Written:
    """Something stands in the text item; with ``word_hit``, something the word list
    knows."""

    item: str
    word_hit: bool = False

    def __call__(self, facts: Facts) -> bool:
        return bool(facts.answer.get(self.item)) and (
            facts.text_hit or not self.word_hit
        )


@dataclass(frozen=True, slots=True)
class Raised:
    """At least ``count`` reasons between two levels, of the named rules where some are
    named."""

    count: int
    lowest: Level
    highest: Level = Level.L3
    rules: frozenset[str] | None = None

    def __call__(self, facts: Facts) -> bool:
        return sum(self._counts(reason) for reason in facts.reasons) >= self.count

    def _counts(self, reason: Reason) -> bool:
        named = self.rules is None or reason.rule in self.rules
        return named and self.lowest <= reason.level <= self.highest


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def __call__(self, facts: Facts) -> bool:
        return all(part(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def __call__(self, facts: Facts) -> bool:
        return any(part(facts) for part in self.parts)
