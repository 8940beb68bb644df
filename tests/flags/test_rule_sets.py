"""Every rule of the table, a row at each boundary on both sides."""

import pytest

from chalicelib.flags.findings import Finding, raise_flags
from chalicelib.flags.rule import RuleSet
from chalicelib.flags.rule_sets import GRADES_5_10, RULE_SETS, rules_for
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.questions import Choice
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level

L1, L2, L3 = Level.L1, Level.L2, Level.L3
Answer = dict[str, str]


def found(answer: Answer, text_hit: bool = False) -> dict[Audience, Finding]:
    return {f.audience: f for f in raise_flags(answer, GRADES_5_10, text_hit)}


def said(finding: Finding) -> set[tuple[str, Level]]:
    return {(reason.rule, reason.level) for reason in finding.reasons}


SINGLE_ITEMS = [
    (
        "thriving",
        "not-thriving",
        {"very_good": 0, "good": 0, "ok": 1, "not_so_good": 2, "bad": 2},
    ),
    (
        "company",
        "alone",
        {"always": 0, "often": 0, "sometimes": 1, "seldom": 2, "never": 2},
    ),
    ("hurt", "bullied", {"never": 0, "once": 1, "few": 2, "weekly": 2, "often": 2}),
    (
        "excluded",
        "excluded",
        {"never": 0, "once": 1, "few": 2, "weekly": 2, "often": 2},
    ),
    (
        "safe",
        "unsafe",
        {"always": 0, "mostly": 0, "unsure": 1, "often_not": 2, "hardly_ever": 2},
    ),
    ("adult_hurt", "adult", {"never": 0, "once": 2, "few": 3, "weekly": 3, "often": 3}),
    ("contact", "asks", {"no_thanks": 0, "this_week": 2, "today": 3}),
    ("trusted_adult", "prioritise", {"yes": 0, "maybe": 0, "no": 0}),
]
ROWS = [
    (item, rule, option, level)
    for item, rule, levels in SINGLE_ITEMS
    for option, level in levels.items()
]


@pytest.mark.parametrize(("item", "rule", "option", "level"), ROWS)
def test_each_option_alone(item: str, rule: str, option: str, level: int) -> None:
    findings = raise_flags({item: option}, GRADES_5_10, text_hit=False)
    if level == 0:
        assert findings == ()
        return
    (finding,) = findings
    (reason,) = finding.reasons
    assert (reason.rule, reason.level, reason.item, reason.option) == (
        rule,
        level,
        item,
        option,
    )
    assert (finding.audience, finding.level, finding.first) == (
        Audience.RESOURCE_GROUP,
        level,
        False,
    )
    assert finding.tell_principal is (rule == "adult")


ADULT_ROWS = [
    (often, leads, Level(level), to_owner)
    for often, level in (("once", 2), ("few", 3), ("weekly", 3), ("often", 3))
    for leads, to_owner in (
        ("yes", True),
        ("unsure", True),
        ("no", False),
        (None, False),
    )
]


@pytest.mark.parametrize(("often", "leads", "level", "to_owner"), ADULT_ROWS)
def test_adult_and_leadership(
    often: str, leads: str | None, level: Level, to_owner: bool
) -> None:
    answer = {"adult_hurt": often} | ({"leadership": leads} if leads else {})
    findings = found(answer)
    if to_owner:
        assert set(findings) == {Audience.OWNER}
        assert said(findings[Audience.OWNER]) == {("adult", level), ("leadership", L2)}
        assert findings[Audience.OWNER].level == level
        assert not findings[Audience.OWNER].tell_principal
    else:
        assert set(findings) == {Audience.RESOURCE_GROUP}
        assert said(findings[Audience.RESOURCE_GROUP]) == {("adult", level)}
        assert findings[Audience.RESOURCE_GROUP].tell_principal


@pytest.mark.parametrize(
    ("answer", "text_hit", "level", "label"),
    [
        ({}, False, None, None),
        ({}, True, None, None),
        ({"more": ""}, True, None, None),
        ({"more": "x"}, False, L1, "written"),
        ({"more": "x"}, True, L3, "word"),
    ],
)
def test_text(
    answer: Answer, text_hit: bool, level: Level | None, label: str | None
) -> None:
    findings = raise_flags(answer, GRADES_5_10, text_hit)
    reasons = [(r.rule, r.level, r.option) for f in findings for r in f.reasons]
    assert reasons == ([] if level is None else [("text", level, label)])


def test_highest_reason_stands_first() -> None:
    answer = {"thriving": "ok", "hurt": "few", "contact": "today"}
    levels = [reason.level for reason in found(answer)[Audience.RESOURCE_GROUP].reasons]
    assert levels == [L3, L2, L1]


@pytest.mark.parametrize("text_hit", [False, True])
def test_nothing_answered_is_no_finding(text_hit: bool) -> None:
    assert raise_flags({}, GRADES_5_10, text_hit) == ()


def test_all_good_is_no_finding() -> None:
    best = {item: scale[0] for item, scale in GRADES_5_10.scales.items()}
    best |= {"adult_hurt": "never", "trusted_adult": "yes", "contact": "no_thanks"}
    assert raise_flags(best, GRADES_5_10, text_hit=False) == ()


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=RULE_SETS.keys())
def test_rule_sets_are_well_formed(rules: RuleSet) -> None:
    every = rules.rules + rules.combinations
    assert len({rule.id for rule in every}) == len(every)
    for rule in every:
        levels = [case.level for case in rule.cases]
        assert levels == sorted(levels, reverse=True), rule.id


def test_each_rule_set_is_found_by_its_grade_steps() -> None:
    assert rules_for("5-7") is rules_for("8-10") is RULE_SETS["5-10"]


@pytest.mark.parametrize("form_id", ["grades_5_7", "grades_8_10"])
def test_the_rules_know_the_forms_items_and_options(form_id: str) -> None:
    form = FORMS[form_id]
    rules = rules_for(form.grade_step)
    options = {q.id: q.options for q in form.questions if isinstance(q, Choice)}
    asked = {question.id for question in form.questions}
    assert {rule.item for rule in rules.rules if rule.item} <= asked
    for item, scale in rules.scales.items():
        assert options[item] == scale
    for item, _, option, _ in ROWS:
        assert option in options[item]
    assert {item: set(levels) for item, _, levels in SINGLE_ITEMS} == {
        item: set(codes) for item, codes in options.items() if item != "leadership"
    }
    assert set(options["leadership"]) == {"yes", "no", "unsure"}


@pytest.mark.parametrize("leads", ["yes", "unsure"])
def test_leadership_alone_is_something_said_and_goes_to_the_owner_with_the_text(
    leads: str,
) -> None:
    findings = found({"leadership": leads, "more": "x"}, text_hit=True)
    assert set(findings) == {Audience.OWNER}
    assert said(findings[Audience.OWNER]) == {("leadership", L2), ("text", L3)}
