"""Once a month the groups that are over are counted, each once."""

from datetime import UTC, datetime, timedelta

from chalicelib.audit import store as audit
from chalicelib.case_forms.forms import Outcome
from chalicelib.closing_answers.make_codes import pupils_code
from chalicelib.core import ids
from chalicelib.follow_up_quality.count_month import count
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.figures import CountRange
from chalicelib.group_results.store import PROGRAMME, FigureKind
from chalicelib.referrals.referral import YesNo
from tests.cases.cast import pen
from tests.cast import NOW
from tests.closing_answers.cast import ALL_IN_TERM, GOOD, answered, codes_of
from tests.group_results.cast import ended
from tests.roles import playing
from tests.rows import rows_with

NIGHT = datetime(2026, 12, 1, 3, 30, tzinfo=UTC)
GROUPS = FigureKind.GROUPS


def night(at=NIGHT, body_id="SCHAAA"):
    with playing("staff"):
        count(body_id, at)


def told(reader="SCHAAA"):
    return [of.figures for of in frozen_store.frozen_for(reader, GROUPS)]


def outcomes(figures):
    return {name: (told.least, told.most) for name, told in figures.items()}


def test_of_four_groups_nothing_is_told_and_of_five_something(stage):
    for _ in range(4):
        ended()
    night()
    assert told() == []
    ended(Outcome.WORSE)
    night(NIGHT + timedelta(days=31))
    (figures,) = told()
    assert (figures.number, figures.schools) == (5, 1)
    assert outcomes(figures.ranges["outcome"]) == {
        "better": (3, 5),
        "same": (0, 2),
        "worse": (0, 2),
        "stopped": (0, 2),
    }
    assert figures.medians == {"meetings": "few", "weeks": "month"}


def test_school_owner_and_programme_read_the_same_of_rows_of_their_own(stage):
    for _ in range(5):
        ended()
    night()
    assert told() == told("WNERAA") == told(PROGRAMME) != []
    assert told("SCHBBB") == []


def test_what_was_told_stands_whatever_happens_and_a_group_is_counted_once(stage):
    for _ in range(5):
        ended()
    night()
    before = told()
    for _ in range(4):
        ended(Outcome.WORSE)
    for month in range(1, 4):
        night(NIGHT + timedelta(days=31 * month))
    assert told() == before
    ended(Outcome.WORSE)
    night(NIGHT + timedelta(days=31 * 4))
    new, was = told()
    assert [was] == before
    assert (new.number, new.ranges["outcome"]["worse"]) == (5, CountRange(3, 5))


def test_within_a_month_it_is_looked_at_once(stage):
    night()
    for _ in range(5):
        ended()
    night(NIGHT + timedelta(days=20))
    assert told() == []


def test_a_group_waits_until_it_is_asked_about_or_nobody_did_in_time(stage):
    for _ in range(4):
        ended()
    ended(holds=None)
    night(NOW + timedelta(days=100))
    assert told() == []
    night(NOW + timedelta(days=140))
    (figures,) = told()
    assert figures.ranges["later"]["not_asked"] == CountRange(0, 2)


def test_one_that_is_open_again_waits(stage):
    for _ in range(4):
        ended()
    ended(holds=YesNo.NO)
    night()
    assert told() == []


def test_what_the_pupil_answered_last_is_counted(stage):
    cases = [ended(holds=None) for _ in range(5)]
    for case in cases[:3]:
        (card,) = pupils_code(pen(case, "p" * 22)).cards
        answered(ids.normalise(card.code), friends="yes", hard_to_tell="no")
    night(NOW + timedelta(days=140))
    (figures,) = told()
    assert figures.ranges["friends"]["yes"] == CountRange(3, 5)
    assert figures.ranges["hard_to_tell"]["no"] == CountRange(3, 5)
    assert figures.ranges["glad_told"]["between"] == CountRange(3, 5)


def test_the_rows_hold_no_outcome_of_a_case_and_the_log_says_that_it_was_counted(stage):
    for outcome in (Outcome.WORSE, *[Outcome.REACHED] * 4):
        ended(outcome)
    night()
    (row,) = rows_with("casework", pk="FIGURES#SCHAAA", sk="groups#")
    assert set(row) == {"pk", "sk", "source", "on", "figures"}
    (counted,) = rows_with("casework", pk="FIGURES#SCHAAA", sk="COUNTED#groups")
    assert counted["numbers"] == [1, 2, 3, 4, 5]
    logged = [entry for entry in audit.of_body("SCHAAA") if "counted" in entry.what]
    assert {entry.subject for entry in logged} == {"2026-12"}


def test_no_copy_but_the_schools_says_which_cases_they_were(stage):
    for _ in range(5):
        ended()
    night()
    for reader in ("WNERAA", PROGRAMME):
        rows = rows_with("casework", pk=f"FIGURES#{reader}")
        assert rows
        assert not any("numbers" in row for row in rows)


def test_a_terms_supporters_are_frozen_when_it_is_over(stage):
    marks = zip(ALL_IN_TERM, "cde", strict=True)
    for codes in [codes_of(size, mark) for size, mark in marks]:
        for code in codes[:4]:
            answered(code, **GOOD)
    night(NOW + timedelta(days=40))
    assert frozen_store.said_for("SCHAAA") == []
    night(NOW + timedelta(days=71))
    (said,) = frozen_store.said_for("SCHAAA")
    assert (said.term, said.groups, said.shares["mattered"]) == (
        "2026-2",
        3,
        "nearly_all",
    )
    assert frozen_store.said_for("WNERAA") == [said]
    night(NOW + timedelta(days=105))
    assert frozen_store.said_for("SCHAAA") == [said]
