"""What was worked out from others' figures, tried on ours: Eurostat's Handbook on
Statistical Disclosure Control, chapter 5, and what users of sdcTools ran into."""

from dataclasses import fields
from datetime import timedelta

import pytest

from chalicelib.core.local_time import start_of
from chalicelib.results.figure import Figure
from chalicelib.results.snapshot import ClassFigures, Snapshot
from chalicelib.results.term_figures import FormFigures, TermFigures, release_day
from chalicelib.storage import records
from tests.results.attacker import PROGRAMME, Attack, Seen
from tests.results.colluders import (
    ITEM,
    TERM,
    DrawnRound,
    Look,
    Service,
    laid_together,
)
from tests.results.rule_from_outside import FEW

RELEASE = start_of(release_day(TERM))
BEFORE = RELEASE - timedelta(days=60)
AFTER = RELEASE + timedelta(days=1)


def a_drawn_round(name, *needing, owner="OWN0", at=BEFORE, size=20):
    classes = [
        (f"{name} {place}", (number, 0, size - number))
        for place, number in enumerate(needing)
    ]
    return DrawnRound(f"RND{name}", f"SCH{name}", owner, classes, at, at)


def all_seen(*rounds, at=AFTER):
    service = Service(rounds)
    looks = [Look(at, "principal", round_.school_id) for round_ in rounds]
    looks += [Look(at, "owner", round_.owner_id) for round_ in rounds]
    looks += [Look(at, "programme", PROGRAMME)]
    return laid_together(service.shown(look) for look in looks)


def left_open(seen, *rounds):
    """What an attacker leaves of each class that needs attention, by its name."""
    attack = Attack([round_.public() for round_ in rounds], seen, {})
    return {
        secret.name: attack.could_be(secret)
        for secret in attack.secrets
        if secret.name.endswith("attention")
    }


def test_the_attacker_does_solve_what_is_hidden_by_suppressing_small_cells():
    """That they can is what makes the rest of these tests worth something."""
    seen = Seen(rounds={"RNDA": Figure(60, 11, 11)})
    seen.classes["RNDA", "A 0"] = Figure(20, 8, 8)
    found = left_open(seen, a_drawn_round("A", 8, 3, 0))
    assert max(map(len, found.values())) == 4
    exact = Seen(rounds={"RNDA": Figure(60, 0, 0)})
    assert left_open(exact, a_drawn_round("A", 0, 0, 0))[
        "('RNDA', 'A 1') attention"
    ] == {0}


def test_the_designs_plain_rule_is_worked_out_by_what_was_not_told():
    """4 <= S <= 4(m-1): two schools of two classes each, one of them told to have 4 in
    both, the other not told; with three who tell, a class has two numbers left."""
    seen = Seen(rounds={"RNDA": Figure(40, 4, 4)})
    rounds = [a_drawn_round("A", 2, 2)]
    known = {("RNDA", "A 0"): (3, 0, 0)}
    attack = Attack([rounds[0].public()], seen, known)
    (other,) = [s for s in attack.secrets if s.name == "('RNDA', 'A 1') attention"]
    assert attack.could_be(other) == {0, 1}


def test_three_classes_with_a_single_pupil_each_are_not_told_of_together():
    """The sum of three is told by no one: whoever is the pupil in one class would know
    of the other two."""
    rounds = [a_drawn_round("A", 1, 1, 1)]
    seen = all_seen(*rounds)
    assert seen.rounds["RNDA"] == Figure(60, 0, 12)
    assert all(len(left) > FEW for left in left_open(seen, *rounds).values())


def test_linked_tables_are_not_solved_by_going_back_and_forth_between_them():
    """Rounds of a term, the owner's sum, the programme's: each bound of one tightens
    another, until a cell is solved where a rule looks at one table at a time."""
    rounds = [
        a_drawn_round("A", 2, 2, 2, 2),
        a_drawn_round("B", 4, 3, 3),
        a_drawn_round("C", 0, 1, 1),
        a_drawn_round("D", 3, 3, 2, 3, owner="OWN1"),
        a_drawn_round("E", 1, 0, owner="OWN1"),
    ]
    seen = all_seen(*rounds)
    assert seen.sums.keys() == {"OWN0", "OWN1", PROGRAMME}
    assert any(figure.exact for figure in seen.rounds.values())
    assert all(len(left) > FEW for left in left_open(seen, *rounds).values())


@pytest.mark.parametrize("needing", range(5))
def test_two_sums_that_differ_by_a_class_do_not_tell_that_class(needing):
    """The programme's sum less every owner's but one, and that owner's less all rounds
    but one, leaves the class by itself: the last of them is not told."""
    alone = a_drawn_round("A", needing, owner="OWN1")
    others = [a_drawn_round("B", 2, 2, 2, 2), a_drawn_round("C", 7, 8)]
    seen = all_seen(alone, *others)
    assert seen.sums["OWN0"].exact == 23
    left = left_open(seen, alone, *others)
    assert left["('RNDA', 'A 0') attention"] == set(range(5))


@pytest.mark.parametrize("needing", [(4, 4, 4, 3), (4, 4, 4, 4), (0, 0, 0, 1)])
def test_a_sum_that_all_but_tells_its_parts_is_not_told(needing):
    """Approximate disclosure: nobody is named, but all four are nearly full, or nearly
    empty."""
    rounds = [a_drawn_round("A", *needing)]
    seen = all_seen(*rounds)
    assert seen.rounds["RNDA"] == Figure(80, 0, 16)
    for left in left_open(seen, *rounds).values():
        assert left == set(range(5))


def test_what_is_told_of_a_class_does_not_hang_on_the_rounds_before_or_beside():
    """A pattern that changes between runs is solved by laying two runs together."""
    for others in ([], [a_drawn_round("B", 9, 1)], [a_drawn_round("C", 0, 0, 4)]):
        seen = all_seen(a_drawn_round("A", 2, 6, 2, 2, 2), *others)
        first = {of: fig for of, fig in seen.classes.items() if of[0] == "RNDA"}
        assert [figure.exact for figure in first.values()] == [None, 6, *[None] * 3]
        assert seen.rounds["RNDA"] == Figure(100, 14, 14)


def test_two_looks_at_different_times_show_no_figure_twice_with_another_number():
    """And a sum from year to date, whose growth tells the last round, is never made."""
    early = a_drawn_round("A", 2, 2, 2, 2)
    late = a_drawn_round("B", 1, 7, at=RELEASE + timedelta(days=3))
    service = Service([early, late])
    looks = [
        Look(BEFORE + timedelta(days=1), "owner", "OWN0"),
        Look(RELEASE, "owner", "OWN0"),
        Look(RELEASE + timedelta(days=5), "owner", "OWN0"),
        Look(RELEASE + timedelta(days=5), "programme", PROGRAMME),
    ]
    sums = [service.shown(look).sums for look in looks]
    own = {"OWN0": Figure(80, 8, 8)}
    assert sums == [{}, own, own, {PROGRAMME: Figure(80, 8, 8)}]


def test_what_is_counted_as_the_release_begins_is_in_no_sum_rather_than_in_the_next():
    """Counted before midnight and stored after it, between two who look: the second
    sum less the first was that round."""
    slow = a_drawn_round("A", 3, 3, 3, 3, at=RELEASE - timedelta(seconds=20))
    slow = DrawnRound(
        slow.id, slow.school_id, "OWN0", slow.classes, slow.counted_at, AFTER
    )
    service = Service([a_drawn_round("B", 6, 7), slow])
    first = service.shown(Look(RELEASE, "owner", "OWN0")).sums["OWN0"]
    later = service.shown(Look(AFTER, "programme", PROGRAMME)).sums[PROGRAMME]
    assert first == later == Figure(40, 13, 13)


@pytest.mark.parametrize("kind", [Snapshot, TermFigures, FormFigures, ClassFigures])
def test_what_a_page_and_a_file_are_made_from_has_no_number_but_the_figures(kind):
    """The page and the file are handed the same, so that neither less the other leaves
    anything; and nothing raw is in it."""
    names = {each.name for each in fields(kind)}
    assert not names & {"parts", "hidden", "count", "answered", "middle_known"}


def test_rows_of_a_snapshot_with_the_same_figures_are_the_same_byte_for_byte():
    """Neither the size of what is stored nor the order tells of a hidden number."""
    rows = []
    for needing in ((0, 1, 0, 0), (4, 1, 2, 0), (0, 0, 0, 4)):
        snapshot, _ = a_drawn_round("A", *needing).counted()
        rows.append(repr(records.encode(snapshot)))
    assert len(set(rows)) == 1
    assert ITEM in rows[0]
