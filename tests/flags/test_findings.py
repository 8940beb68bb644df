"""What holds for every answer, what two rounds together say, when a whole class is told
of, and the wish for contact: in an anonymous round a flag of its own, tied to nothing
else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.flags.conditions import Reason
from chalicelib.flags.findings import Finding, class_flag, persists, raise_flags
from chalicelib.flags.rule_sets import FREQUENCY, GRADES_1_4, GRADES_5_10
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level

WORSE = dict(GRADES_5_10.scales) | {
    "adult_hurt": FREQUENCY,
    "leadership": ("no", "unsure", "yes"),
    "trusted_adult": ("yes", "maybe", "no"),
    "contact": ("no_thanks", "this_week", "today"),
}
"""Each item's options from best to worst."""

Answer = dict[str, str]


def answers() -> st.SearchStrategy[Answer]:
    options = {item: st.sampled_from(scale) for item, scale in WORSE.items()}
    return st.fixed_dictionaries({}, optional=options | {"more": st.just("noe")})


@given(answers(), st.booleans())
def test_at_most_one_finding_per_audience_each_at_its_highest_reason(
    answer: Answer, text_hit: bool
) -> None:
    findings = raise_flags(answer, GRADES_5_10, text_hit)
    assert len({finding.audience for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.level == max(reason.level for reason in finding.reasons)
        assert finding.first == any(
            reason.rule == "prioritise" for reason in finding.reasons
        )


@given(answers(), st.booleans())
def test_reasons_name_only_what_was_answered_and_never_the_text(
    answer: Answer, text_hit: bool
) -> None:
    for finding in raise_flags(answer, GRADES_5_10, text_hit):
        for reason in finding.reasons:
            assert reason.item is None or reason.item in answer
            if reason.item not in (None, "more"):
                assert reason.option == answer[reason.item]
            assert reason.option != "noe"


@given(
    answers(),
    st.booleans(),
    st.sampled_from(["yes", "unsure"]),
    st.sampled_from(FREQUENCY[1:]),
)
def test_the_school_learns_nothing_of_what_only_the_owner_may_see(
    answer: Answer, text_hit: bool, leads: str, often: str
) -> None:
    told = answer | {"adult_hurt": often, "leadership": leads}
    without = {
        i: o for i, o in answer.items() if i not in ("adult_hurt", "leadership", "more")
    }
    (owner,) = [
        f
        for f in raise_flags(told, GRADES_5_10, text_hit)
        if f.audience is Audience.OWNER
    ]
    assert {"adult", "leadership"} <= {reason.rule for reason in owner.reasons}
    assert _school(told, text_hit) == _school(without, False)


@given(answers(), st.booleans(), st.sampled_from(sorted(WORSE)), st.data())
def test_a_worse_answer_never_lowers_level_or_place(
    answer: Answer, text_hit: bool, item: str, data: st.DataObject
) -> None:
    scale = WORSE[item]
    now = scale.index(answer[item]) if item in answer else 0
    worse = answer | {item: scale[data.draw(st.integers(now, len(scale) - 1))]}
    assert _worst(worse, text_hit) >= _worst(answer, text_hit)
    assert _first(worse, text_hit) >= _first(answer, text_hit)


@given(answers(), st.booleans())
def test_leaving_an_item_out_never_raises_the_level(
    answer: Answer, text_hit: bool
) -> None:
    for item in answer:
        fewer = {other: option for other, option in answer.items() if other != item}
        assert _worst(fewer, text_hit) <= _worst(answer, text_hit)


@given(answers())
def test_a_word_hit_never_lowers_the_level(answer: Answer) -> None:
    assert _worst(answer, True) >= _worst(answer, False)


@pytest.mark.parametrize(
    ("previous", "present", "expected"),
    [
        # the same L1 in two rounds
        ({"thriving": "ok"}, {"thriving": "ok"}, {"thriving": "ok"}),
        ({"hurt": "once"}, {"hurt": "once"}, {"hurt": "once"}),
        # different L1s are not the same L1; the same good answer or the same L2 is not
        # an L1
        ({"thriving": "ok"}, {"hurt": "once"}, {}),
        ({"safe": "mostly"}, {"safe": "mostly"}, {}),
        ({"hurt": "few"}, {"hurt": "few"}, {}),
        # worse by one, two, four steps; better by two
        ({"thriving": "good"}, {"thriving": "ok"}, {}),
        ({"thriving": "very_good"}, {"thriving": "ok"}, {"thriving": "ok"}),
        ({"company": "often"}, {"company": "sometimes"}, {}),
        ({"company": "always"}, {"company": "sometimes"}, {"company": "sometimes"}),
        ({"safe": "always"}, {"safe": "hardly_ever"}, {"safe": "hardly_ever"}),
        ({"hurt": "few"}, {"hurt": "weekly"}, {}),
        ({"hurt": "few"}, {"hurt": "often"}, {"hurt": "often"}),
        ({"hurt": "few"}, {"hurt": "never"}, {}),
        # skipped in either round
        ({}, {"thriving": "bad"}, {}),
        ({"thriving": "very_good"}, {}, {}),
        # only the scales count
        ({"more": "a"}, {"more": "b"}, {}),
        ({"trusted_adult": "yes"}, {"trusted_adult": "no"}, {}),
        # each item by itself
        (
            {"thriving": "ok", "safe": "always", "hurt": "never"},
            {"thriving": "ok", "safe": "unsure", "hurt": "once"},
            {"thriving": "ok", "safe": "unsure"},
        ),
    ],
)
def test_persists(previous: Answer, present: Answer, expected: Answer) -> None:
    assert persists(previous, present, GRADES_5_10) == tuple(
        Reason("persists", Level.L2, item, option) for item, option in expected.items()
    )


@pytest.mark.parametrize(
    ("answers", "at_l2", "band"),
    [
        # under six answers: never
        (5, 5, None),
        (6, 0, None),
        # three pupils, whatever the share
        (6, 3, "1-5"),
        (30, 3, "1-5"),
        (30, 2, None),
        # 15 %, with fewer than three pupils
        (6, 1, "1-5"),
        (7, 1, None),
        (13, 2, "1-5"),
        (14, 2, None),
        (20, 3, "1-5"),
        # the bands' edges
        (28, 5, "1-5"),
        (28, 6, "6-9"),
        (28, 9, "6-9"),
        (28, 10, "10+"),
        (28, 28, "10+"),
    ],
)
def test_class_flag(answers: int, at_l2: int, band: str | None) -> None:
    assert class_flag(answers, at_l2) == band


HARD = {"hurt": "often", "excluded": "few", "trusted_adult": "no", "thriving": "bad"}


@pytest.mark.parametrize("wish", ["today", "this_week"])
def test_in_an_anonymous_round_the_wish_tells_nothing_else(wish):
    alone = raise_flags({"contact": wish}, GRADES_5_10, False, wish_apart=True)
    rest, apart = raise_flags(
        HARD | {"contact": wish}, GRADES_5_10, False, wish_apart=True
    )
    assert (apart,) == alone
    (reason,) = apart.reasons
    assert apart == Finding(
        Audience.RESOURCE_GROUP,
        reason.level,
        (reason,),
        False,
        False,
        wish=True,
        rules=GRADES_5_10.version_id,
    )
    assert [reason.rule for reason in apart.reasons] == ["asks"]
    assert not apart.first
    assert (rest,) == raise_flags(HARD, GRADES_5_10, False, wish_apart=True)


def test_in_a_confidential_round_one_pupil_is_one_flag():
    (found,) = raise_flags(HARD | {"contact": "today"}, GRADES_5_10, False)
    assert {"asks", "bullied"} <= {reason.rule for reason in found.reasons}


def test_small_children_too():
    found = raise_flags(
        {"contact": "yes", "hurt": "bad"}, GRADES_1_4, False, wish_apart=True
    )
    assert [[reason.rule for reason in finding.reasons] for finding in found] == [
        ["bullied"],
        ["asks"],
    ]


def _school(answer: Answer, text_hit: bool) -> list[object]:
    findings = raise_flags(answer, GRADES_5_10, text_hit)
    return [
        finding for finding in findings if finding.audience is Audience.RESOURCE_GROUP
    ]


def _worst(answer: Answer, text_hit: bool) -> int:
    return max((f.level for f in raise_flags(answer, GRADES_5_10, text_hit)), default=0)


def _first(answer: Answer, text_hit: bool) -> bool:
    return any(finding.first for finding in raise_flags(answer, GRADES_5_10, text_hit))
