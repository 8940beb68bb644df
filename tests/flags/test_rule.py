"""A rule gives one reason, the first of its cases that holds, and says what it rests
on."""

import pytest

from chalicelib.flags.conditions import AnyOf, Facts, Reason
from chalicelib.flags.rule import Rule, RuleSet, Tier
from chalicelib.items.level import Level


def tier(level, *options, label=None):
    return Tier(level, AnyOf("hurt", frozenset(options)), label)


TWO = Rule(
    "bullied", (tier(Level.L2, "often"), tier(Level.L1, "once", "often")), item="hurt"
)


def reason(rule, **answer):
    return rule.reason(Facts(answer, text_hit=False))


@pytest.mark.parametrize(
    ("option", "level"), [("often", Level.L2), ("once", Level.L1), ("never", None)]
)
def test_the_first_case_that_holds_gives_the_reason(option, level):
    expected = None if level is None else Reason("bullied", level, "hurt", option)
    assert reason(TWO, hurt=option) == expected


def test_a_skipped_item_and_a_rule_without_cases_give_none():
    assert reason(TWO) is None
    assert reason(TWO, excluded="often") is None
    assert reason(Rule("bullied", (), item="hurt"), hurt="often") is None


@pytest.mark.parametrize(
    ("item", "label", "option"),
    [
        ("hurt", None, "often"),
        ("hurt", "face", "face"),
        ("hurt", "", ""),
        (None, "both", "both"),
        (None, None, None),
    ],
)
def test_the_reason_has_the_cases_label_before_the_option_and_none_without_an_item(
    item, label, option
):
    rule = Rule("bullied", (tier(Level.L3, "often", label=label),), item=item)
    assert reason(rule, hurt="often") == Reason("bullied", Level.L3, item, option)


def test_a_flag_remembers_the_rules_and_their_version():
    assert RuleSet("5-10", 3, frozenset(), (), (), {}).version_id == "5-10 v3"
