"""What a flag rule is. The rules themselves are data in ``rule_sets.py``."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.flags.conditions import Condition, Facts, Reason
from chalicelib.items.level import Level


@dataclass(frozen=True, slots=True)
class Tier:
    """One level of a rule. ``label`` names the case in its reason where no option
    does."""

    level: Level
    when: Condition
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """The first case that holds gives the reason, so cases stand with the highest level
    first.

    ``owner_only`` names the rules whose reasons, once this rule is raised, only the
    school owner may see.
    """

    id: str
    cases: tuple[Tier, ...]
    item: str | None = None
    marks_first: bool = False
    tells_principal: bool = False
    owner_only: frozenset[str] = frozenset()

    def reason(self, facts: Facts) -> Reason | None:
        """The rule's one reason, or None where it is not met."""
        for case in self.cases:
            if case.when(facts):
                return Reason(self.id, case.level, self.item, self._option(case, facts))
        return None

    def _option(self, case: Tier, facts: Facts) -> str | None:
        if case.label is not None or self.item is None:
            return case.label
        return facts.answer[self.item]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one family of forms.

    ``rules`` look at the answer, ``combinations`` at the reasons found, in this order.
    ``scales`` are the items that ``persists`` compares between rounds, best option
    first.
    """

    id: str
    version: int
    grade_steps: frozenset[str]
    rules: tuple[Rule, ...]
    combinations: tuple[Rule, ...]
    scales: Mapping[str, tuple[str, ...]]

    @property
    def version_id(self) -> str:
        """What a flag remembers: which rules raised it."""
        return f"{self.id} v{self.version}"
