"""What a rule may ask of an answer, each condition on both sides of where it begins to
hold."""

import pytest

from chalicelib.flags.conditions import All, Any, AnyOf, Facts, Raised, Reason, Written
from chalicelib.items.level import Level

L1, L2, L3 = Level.L1, Level.L2, Level.L3
YES, NO = AnyOf("hurt", frozenset({"few"})), AnyOf("hurt", frozenset({"once"}))


def facts(text_hit=False, reasons=(), **answer):
    return Facts(answer, text_hit, tuple(reasons))


def raised(*levels, rule="bullied"):
    return facts(reasons=[Reason(rule, level, None, None) for level in levels])


@pytest.mark.parametrize(
    ("answer", "holds"),
    [
        ({"hurt": "weekly"}, True),
        ({"hurt": "often"}, True),
        ({"hurt": "few"}, False),
        ({"excluded": "often"}, False),
        ({}, False),
    ],
)
def test_any_of_asks_for_one_of_its_options_and_a_skipped_item_never_is(answer, holds):
    assert AnyOf("hurt", frozenset({"weekly", "often"}))(facts(**answer)) is holds


@pytest.mark.parametrize(
    ("text", "text_hit", "written", "word"),
    [
        (None, False, False, False),
        (None, True, False, False),
        ("", True, False, False),
        ("x", False, True, False),
        ("x", True, True, True),
    ],
)
def test_written_holds_where_something_stands_and_by_a_word_only_where_one_hit(
    text, text_hit, written, word
):
    found = facts(text_hit, **({} if text is None else {"more": text}))
    assert Written("more")(found) is written
    assert Written("more", word_hit=True)(found) is word
    assert not Written("elsewhere")(found)


@pytest.mark.parametrize(
    ("levels", "holds"),
    [((), False), ((L2,), False), ((L2, L2), True), ((L2, L2, L2), True)],
)
def test_raised_counts_to_its_number_and_beyond(levels, holds):
    assert Raised(count=2, lowest=L2)(raised(*levels)) is holds


@pytest.mark.parametrize(
    ("lowest", "highest", "counted"),
    [
        (L1, L3, {L1, L2, L3}),
        (L1, L1, {L1}),
        (L2, L2, {L2}),
        (L2, L3, {L2, L3}),
        (L3, L3, {L3}),
    ],
)
def test_raised_counts_from_its_lowest_level_to_its_highest_both_among_them(
    lowest, highest, counted
):
    condition = Raised(count=1, lowest=lowest, highest=highest)
    assert {level for level in Level if condition(raised(level))} == counted


def test_raised_counts_every_rule_unless_some_are_named():
    other = raised(L2, rule="asks")
    assert Raised(count=1, lowest=L1)(other)
    assert not Raised(count=1, lowest=L1, rules=frozenset({"bullied"}))(other)
    assert not Raised(count=1, lowest=L1, rules=frozenset())(other)
    named = Raised(count=1, lowest=L2, rules=frozenset({"asks"}))
    assert named(other)
    assert not named(raised(L1, rule="asks"))


@pytest.mark.parametrize(
    ("parts", "all_of_them", "any_of_them"),
    [
        ((), True, False),
        ((YES,), True, True),
        ((NO,), False, False),
        ((YES, NO), False, True),
        ((NO, YES), False, True),
        ((YES, YES), True, True),
        ((NO, NO), False, False),
    ],
)
def test_all_wants_every_part_and_any_one_of_them(parts, all_of_them, any_of_them):
    found = facts(hurt="few")
    assert All(parts)(found) is all_of_them
    assert Any(parts)(found) is any_of_them
