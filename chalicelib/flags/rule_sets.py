"""The flag rules. Add one: an entry here, its strings in each locale, its rows in the
test.

Change the version with every change of a rule: flags keep the version that raised them,
and their page shows it.
"""

from chalicelib.flags.conditions import All, Any, AnyOf, Condition, Raised, Written
from chalicelib.flags.rule import Rule, RuleSet, Tier
from chalicelib.items.level import Level

L1, L2, L3 = Level.L1, Level.L2, Level.L3
FREQUENCY = ("never", "once", "few", "weekly", "often")
FACES = ("good", "middle", "bad")
SIGNS = frozenset({"not-thriving", "alone", "bullied", "excluded", "unsafe"})


def _is(item: str, *options: str) -> Condition:
    return AnyOf(item, frozenset(options))


_SEVERAL = Raised(count=2, lowest=L2, rules=SIGNS)
_NOBODY = All((_is("trusted_adult", "no"), Raised(count=1, lowest=L2)))

GRADES_5_10 = RuleSet(
    id="5-10",
    version=1,
    grade_steps=frozenset({"5-7", "8-10"}),
    rules=(
        Rule(
            id="not-thriving",
            item="thriving",
            cases=(
                Tier(L2, _is("thriving", "not_so_good", "bad")),
                Tier(L1, _is("thriving", "ok")),
            ),
        ),
        Rule(
            id="alone",
            item="company",
            cases=(
                Tier(L2, _is("company", "seldom", "never")),
                Tier(L1, _is("company", "sometimes")),
            ),
        ),
        Rule(
            id="bullied",
            item="hurt",
            cases=(
                Tier(L2, _is("hurt", "few", "weekly", "often")),
                Tier(L1, _is("hurt", "once")),
            ),
        ),
        Rule(
            id="excluded",
            item="excluded",
            cases=(
                Tier(L2, _is("excluded", "few", "weekly", "often")),
                Tier(L1, _is("excluded", "once")),
            ),
        ),
        Rule(
            id="unsafe",
            item="safe",
            cases=(
                Tier(L2, _is("safe", "often_not", "hardly_ever")),
                Tier(L1, _is("safe", "unsure")),
            ),
        ),
        Rule(
            id="adult",
            item="adult_hurt",
            cases=(
                Tier(L3, _is("adult_hurt", "few", "weekly", "often")),
                Tier(L2, _is("adult_hurt", "once")),
            ),
            tells_principal=True,
        ),
        Rule(
            id="leadership",
            item="leadership",
            cases=(Tier(L2, _is("leadership", "yes", "unsure")),),
            # What the pupil wrote may name the leader.
            owner_only=frozenset({"adult", "leadership", "text"}),
        ),
        Rule(
            id="asks",
            item="contact",
            cases=(
                Tier(L3, _is("contact", "today")),
                Tier(L2, _is("contact", "this_week")),
            ),
        ),
        Rule(
            id="text",
            item="more",
            cases=(
                Tier(L3, Written("more", word_hit=True), label="word"),
                Tier(L1, Written("more"), label="written"),
            ),
        ),
        Rule(
            id="afraid",
            cases=(
                Tier(
                    L3,
                    All(
                        (
                            _is("safe", "hardly_ever"),
                            Any(
                                (
                                    _is("hurt", "weekly", "often"),
                                    _is("excluded", "weekly", "often"),
                                )
                            ),
                        )
                    ),
                ),
            ),
        ),
    ),
    combinations=(
        Rule(id="adds-up", cases=(Tier(L2, Raised(count=2, lowest=L1, highest=L1)),)),
        Rule(
            id="prioritise",
            cases=(
                Tier(L2, All((_SEVERAL, _NOBODY)), label="both"),
                Tier(L2, _NOBODY, label="nobody"),
                Tier(L2, _SEVERAL, label="several"),
            ),
            marks_first=True,
        ),
    ),
    scales={
        "thriving": ("very_good", "good", "ok", "not_so_good", "bad"),
        "company": ("always", "often", "sometimes", "seldom", "never"),
        "hurt": FREQUENCY,
        "excluded": FREQUENCY,
        "safe": ("always", "mostly", "unsure", "often_not", "hardly_ever"),
    },
)


def _face(level: Level, *items: str) -> Tier:
    """The sad face on each of the items."""
    faces = tuple(_is(item, "bad") for item in items)
    return Tier(level, faces[0] if len(faces) == 1 else All(faces), label="face")


# Alone, one extreme answer of a small child means little; fear and meanness count at
# once.
GRADES_1_4 = RuleSet(
    id="1-4",
    version=1,
    grade_steps=frozenset({"1-4"}),
    rules=(
        Rule(id="not-thriving", item="thriving", cases=(_face(L1, "thriving"),)),
        Rule(id="alone", item="company", cases=(_face(L1, "company"),)),
        Rule(id="bullied", item="hurt", cases=(_face(L2, "hurt"),)),
        Rule(id="excluded", item="excluded", cases=(_face(L1, "excluded"),)),
        Rule(id="unsafe", item="safe", cases=(_face(L2, "safe"),)),
        Rule(id="asks", item="contact", cases=(Tier(L2, _is("contact", "yes")),)),
        Rule(id="afraid", cases=(_face(L3, "safe", "hurt"),)),
    ),
    combinations=(
        Rule(id="adds-up", cases=(Tier(L2, Raised(count=2, lowest=L1, highest=L1)),)),
    ),
    scales=dict.fromkeys(("thriving", "company", "hurt", "excluded", "safe"), FACES),
)

RULE_SETS: dict[str, RuleSet] = {rules.id: rules for rules in (GRADES_1_4, GRADES_5_10)}


def rules_for(grade_step: str) -> RuleSet:
    """The rules of the forms of this grade step."""
    return next(
        rules for rules in RULE_SETS.values() if grade_step in rules.grade_steps
    )
