"""Flags: which answers somebody must look at, how fast, and who. Rules sort; people
decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.flags.conditions import Facts, Reason
from chalicelib.flags.rule import Rule, RuleSet
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level

PERSISTS = "persists"
ASKS = "asks"
CLASS_MIN_ANSWERS = 6
CLASS_MIN_PUPILS = 3
CLASS_MIN_PERCENT = 15


@dataclass(frozen=True, slots=True)
class Finding:
    """What one audience is told of one answer. ``reasons`` stand with the highest level
    first; ``wish`` is the pupil's wish for contact alone, ``rules`` which rules at
    which version."""

    audience: Audience
    level: Level
    reasons: tuple[Reason, ...]
    first: bool
    tell_principal: bool
    wish: bool = False
    rules: str = ""


def raise_flags(
    answer: Mapping[str, str], rules: RuleSet, text_hit: bool, wish_apart: bool = False
) -> tuple[Finding, ...]:
    """At most one finding per audience, neither built from anything only the other may
    see.

    ``wish_apart``: the wish for contact is one more, and tells nothing of the others.
    Where pupils answer without a name, who asks by name would otherwise be known by it.
    """
    facts = Facts(answer, text_hit)
    reasons = _reasons(rules.rules, facts)
    raised = {reason.rule for reason in reasons}
    hidden = {
        id_ for rule in rules.rules if rule.id in raised for id_ in rule.owner_only
    }
    apart = {ASKS} if wish_apart else set()
    shares = {
        Audience.RESOURCE_GROUP: tuple(
            reason for reason in reasons if reason.rule not in hidden | apart
        ),
        Audience.OWNER: tuple(reason for reason in reasons if reason.rule in hidden),
    }
    found = [_finding(who, own, rules, facts) for who, own in shares.items() if own]
    wishes = (_wish(reason, rules) for reason in reasons if reason.rule in apart)
    return (*found, *wishes)


def persists(
    previous: Mapping[str, str], present: Mapping[str, str], rules: RuleSet
) -> tuple[Reason, ...]:
    """For confidential rounds: per item, the same L1 as last time or worse by two steps
    or more.

    An item skipped in either round is not compared.
    """
    before = set(_reasons(rules.rules, Facts(previous, text_hit=False)))
    now = _reasons(rules.rules, Facts(present, text_hit=False))
    lasting = {
        reason.item for reason in now if reason.level is Level.L1 and reason in before
    }
    return tuple(
        Reason(PERSISTS, Level.L2, item, present[item])
        for item, scale in rules.scales.items()
        if item in previous and item in present
        if item in lasting
        or scale.index(present[item]) - scale.index(previous[item]) >= 2
    )


def class_flag(answers: int, at_l2: int) -> str | None:
    """The band of pupils at L2 or above, where a class has so many that the class needs
    a measure.

    The lowest band starts at one: it must not tell a single pupil from five.
    """
    many = at_l2 >= CLASS_MIN_PUPILS or at_l2 * 100 >= CLASS_MIN_PERCENT * answers
    if answers < CLASS_MIN_ANSWERS or not many:
        return None
    if at_l2 <= 5:
        return "1-5"
    return "6-9" if at_l2 <= 9 else "10+"


def _reasons(rules: tuple[Rule, ...], facts: Facts) -> tuple[Reason, ...]:
    found = (rule.reason(facts) for rule in rules)
    return tuple(reason for reason in found if reason is not None)


def _wish(reason: Reason, rules: RuleSet) -> Finding:
    first, principal = False, False
    school, version = Audience.RESOURCE_GROUP, rules.version_id
    return Finding(
        school, reason.level, (reason,), first, principal, wish=True, rules=version
    )


def _finding(
    audience: Audience, reasons: tuple[Reason, ...], rules: RuleSet, facts: Facts
) -> Finding:
    for rule in rules.combinations:
        reasons += _reasons((rule,), Facts(facts.answer, facts.text_hit, reasons))
    raised = {reason.rule for reason in reasons}
    involved = [rule for rule in rules.rules + rules.combinations if rule.id in raised]
    return Finding(
        audience=audience,
        level=max(reason.level for reason in reasons),
        reasons=tuple(sorted(reasons, key=lambda reason: -reason.level)),
        first=any(rule.marks_first for rule in involved),
        tell_principal=audience is Audience.RESOURCE_GROUP
        and any(r.tells_principal for r in involved),
        rules=rules.version_id,
    )
