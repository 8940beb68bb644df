"""What several answers together raise, a row at each boundary on both sides."""

import pytest

from chalicelib.flags.findings import Finding, raise_flags
from chalicelib.flags.rule_sets import GRADES_5_10
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level

L1, L2, L3 = Level.L1, Level.L2, Level.L3
Answer = dict[str, str]


def found(answer: Answer, text_hit: bool = False) -> dict[Audience, Finding]:
    return {f.audience: f for f in raise_flags(answer, GRADES_5_10, text_hit)}


def said(finding: Finding) -> set[tuple[str, Level]]:
    return {(reason.rule, reason.level) for reason in finding.reasons}


COMBINATIONS: list[tuple[Answer, Level, set[str], bool]] = [
    # adds-up: one L1, two, one and an L2; a text counts as one
    ({"thriving": "ok", "company": "often"}, L1, {"not-thriving"}, False),
    (
        {"thriving": "ok", "company": "sometimes"},
        L2,
        {"not-thriving", "alone", "adds-up"},
        False,
    ),
    (
        {"hurt": "once", "excluded": "once"},
        L2,
        {"bullied", "excluded", "adds-up"},
        False,
    ),
    ({"safe": "unsure", "more": "x"}, L2, {"unsafe", "text", "adds-up"}, False),
    ({"thriving": "ok", "hurt": "few"}, L2, {"not-thriving", "bullied"}, False),
    # prioritise: two of the first five at L2; not one, not one and another rule's L2
    (
        {"thriving": "bad", "company": "seldom"},
        L2,
        {"not-thriving", "alone", "prioritise"},
        True,
    ),
    (
        {"hurt": "few", "excluded": "few"},
        L2,
        {"bullied", "excluded", "prioritise"},
        True,
    ),
    ({"hurt": "few", "excluded": "once"}, L2, {"bullied", "excluded"}, False),
    ({"hurt": "few", "contact": "this_week"}, L2, {"bullied", "asks"}, False),
    ({"hurt": "few", "adult_hurt": "once"}, L2, {"bullied", "adult"}, False),
    ({"safe": "often_not", "adult_hurt": "few"}, L3, {"unsafe", "adult"}, False),
    # prioritise: nobody to go to, with any L2 or higher
    ({"trusted_adult": "no", "hurt": "once"}, L1, {"bullied"}, False),
    ({"trusted_adult": "no", "hurt": "few"}, L2, {"bullied", "prioritise"}, True),
    ({"trusted_adult": "maybe", "hurt": "few"}, L2, {"bullied"}, False),
    ({"trusted_adult": "yes", "hurt": "few"}, L2, {"bullied"}, False),
    ({"trusted_adult": "no", "contact": "this_week"}, L2, {"asks", "prioritise"}, True),
    ({"trusted_adult": "no", "contact": "today"}, L3, {"asks", "prioritise"}, True),
    ({"trusted_adult": "no", "adult_hurt": "once"}, L2, {"adult", "prioritise"}, True),
    (
        {"trusted_adult": "no", "hurt": "once", "safe": "unsure"},
        L2,
        {"bullied", "unsafe", "adds-up", "prioritise"},
        True,
    ),
    # afraid: each boundary of both sides
    (
        {"safe": "hardly_ever", "hurt": "weekly"},
        L3,
        {"unsafe", "bullied", "afraid", "prioritise"},
        True,
    ),
    (
        {"safe": "hardly_ever", "hurt": "often"},
        L3,
        {"unsafe", "bullied", "afraid", "prioritise"},
        True,
    ),
    (
        {"safe": "hardly_ever", "excluded": "weekly"},
        L3,
        {"unsafe", "excluded", "afraid", "prioritise"},
        True,
    ),
    (
        {"safe": "hardly_ever", "excluded": "often"},
        L3,
        {"unsafe", "excluded", "afraid", "prioritise"},
        True,
    ),
    (
        {"safe": "hardly_ever", "hurt": "few"},
        L2,
        {"unsafe", "bullied", "prioritise"},
        True,
    ),
    (
        {"safe": "hardly_ever", "excluded": "few"},
        L2,
        {"unsafe", "excluded", "prioritise"},
        True,
    ),
    (
        {"safe": "often_not", "hurt": "weekly"},
        L2,
        {"unsafe", "bullied", "prioritise"},
        True,
    ),
    (
        {"safe": "often_not", "excluded": "often"},
        L2,
        {"unsafe", "excluded", "prioritise"},
        True,
    ),
    (
        {"hurt": "often", "excluded": "often"},
        L2,
        {"bullied", "excluded", "prioritise"},
        True,
    ),
    ({"safe": "hardly_ever"}, L2, {"unsafe"}, False),
    # a good answer lowers nothing
    (
        {
            "thriving": "very_good",
            "company": "always",
            "hurt": "few",
            "trusted_adult": "yes",
        },
        L2,
        {"bullied"},
        False,
    ),
    ({"contact": "no_thanks", "hurt": "few"}, L2, {"bullied"}, False),
]


@pytest.mark.parametrize(("answer", "level", "rules", "first"), COMBINATIONS)
def test_combinations(
    answer: Answer, level: Level, rules: set[str], first: bool
) -> None:
    finding = found(answer)[Audience.RESOURCE_GROUP]
    assert {reason.rule for reason in finding.reasons} == rules
    assert (finding.level, finding.first) == (level, first)


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ({"hurt": "few", "safe": "often_not", "trusted_adult": "maybe"}, "several"),
        ({"hurt": "few", "trusted_adult": "no"}, "nobody"),
        ({"hurt": "few", "safe": "often_not", "trusted_adult": "no"}, "both"),
    ],
)
def test_prioritise_says_why(answer: Answer, label: str) -> None:
    (why,) = [
        r.option
        for r in found(answer)[Audience.RESOURCE_GROUP].reasons
        if r.rule == "prioritise"
    ]
    assert why == label


def test_the_schools_combinations_do_not_see_what_only_the_owner_may_see() -> None:
    answer = {
        "adult_hurt": "few",
        "leadership": "unsure",
        "trusted_adult": "no",
        "hurt": "once",
    }
    findings = found(answer)
    assert said(findings[Audience.RESOURCE_GROUP]) == {("bullied", L1)}
    assert not findings[Audience.RESOURCE_GROUP].first
    assert said(findings[Audience.OWNER]) == {
        ("adult", L3),
        ("leadership", L2),
        ("prioritise", L2),
    }
    assert findings[Audience.OWNER].first
