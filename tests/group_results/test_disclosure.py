"""Who reads all that is ever told, and knows some of the cases, learns how no other
went: each way it can have gone is still possible, for every case, at every time.

The attackers count: they go through all ways in which the rest can have gone, and keep
those that would have been told in the same words.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement, product

import pytest

from chalicelib.group_results.figures import CaseFigures, CaseQuestion, frozen
from chalicelib.group_results.summed import CountOfSchool, summed
from chalicelib.group_results.thresholds import ReportLevel, known

Ways = tuple[str, ...]


def figure_of(options: int, median: bool = False) -> CaseQuestion:
    return CaseQuestion("f", tuple("abcd"[:options]), median)


def still_possible(
    kinds: Ways, number: int, knows: int, publish: Callable[[Ways], object]
) -> Iterator[set[str]]:
    """For all that can be told, and all that a reader can know of ``knows`` cases: how
    another case can have gone. Which of the cases it is makes no difference."""
    told = defaultdict(list)
    for went in combinations_with_replacement(kinds, number):
        told[publish(went)].append(Counter(went))
    for worlds in told.values():
        for own in map(Counter, combinations_with_replacement(kinds, knows)):
            left = [world - own for world in worlds if own <= world]
            if left:
                yield {kind for world in left for kind in world}


@pytest.mark.parametrize("number", [*range(5, 16), 20, 25])
@pytest.mark.parametrize("options", [2, 3, 4])
def test_no_count_tells_of_a_case(number, options):
    figure = figure_of(options)

    def publish(went: Ways) -> object:
        found = frozen((figure,), [CaseFigures({"f": way}) for way in went])
        return tuple(found.ranges["f"].items())

    kinds = figure.options
    for possible in still_possible(kinds, number, known(number), publish):
        assert possible == set(kinds)


@pytest.mark.parametrize("number", range(5, 16))
def test_no_median_tells_of_a_case(number):
    figure = figure_of(4, median=True)

    def publish(went: Ways) -> object:
        found = frozen((figure,), [CaseFigures({"f": way}) for way in went])
        return found.medians["f"]

    kinds = figure.options
    for possible in still_possible(kinds, number, known(number), publish):
        assert possible == set(kinds)


@pytest.mark.parametrize(
    "kinds",
    [
        # Answered both, or neither
        tuple(f"{a} {b}" for a in ("yes", "no", "-") for b in ("yes", "no", "-")),
        # What is evaluated was planned, in time or late
        ("in_time yes", "in_time no", "late yes", "late no", "none no"),
        ("soon yes", "late no", "never no"),  # the same said as median and as count
    ],
)
@pytest.mark.parametrize("number", [5, 6, 7])
def test_figures_that_hang_together_tell_of_no_case(kinds, number):
    firsts, seconds = zip(*(kind.split() for kind in kinds), strict=True)
    median = "soon" in firsts
    first = CaseQuestion("a", tuple(dict.fromkeys(firsts)), median)
    second = CaseQuestion("b", tuple(dict.fromkeys(seconds)))

    def publish(went: Ways) -> object:
        raw = [CaseFigures(dict(zip("ab", way.split(), strict=True))) for way in went]
        return repr(frozen((first, second), raw))

    for possible in still_possible(kinds, number, known(number), publish):
        assert len(possible) > 1
        assert {kind.split()[1] for kind in possible} == set(seconds)
        assert {kind.split()[0] for kind in possible} == set(firsts)


def test_one_more_reader_than_allowed_for_could_learn_something():
    """The attack finds what there is to find."""
    figure = figure_of(2)

    def publish(went: Ways) -> object:
        found = frozen((figure,), [CaseFigures({"f": way}) for way in went])
        return repr(found)

    found = still_possible(figure.options, 5, known(5) + 1, publish)
    assert any(len(possible) == 1 for possible in found)


def published(schools: dict[str, list[Ways]]) -> object:
    """All that every reader sees of schools whose groups were counted in these lots:
    at the school, at the owner, and what the owner saw after each of them."""
    figure = figure_of(2)
    lots = [
        CountOfSchool(
            school, frozen((figure,), [CaseFigures({"f": way}) for way in lot])
        )
        for school, own in schools.items()
        for lot in own
    ]
    sums = [summed(ReportLevel.OWNER, lots[:end]) for end in range(1, len(lots) + 1)]
    return repr((lots, sums))


@pytest.mark.parametrize(
    ("at", "sizes"), [({"A": 1, "B": 1}, (5, 5)), ({"A": 2}, (5, 5))]
)
def test_no_sum_and_no_later_release_tells_of_a_case(at, sizes):
    """A principal who knows all of the first lot, and the owner with whoever was in
    one of the second: all that they see together, over all times."""
    worlds = defaultdict(list)
    for went in product("ab", repeat=sum(sizes)):
        first, second = went[: sizes[0]], went[sizes[0] :]
        lots = {"A": [first], "B": [second]} if "B" in at else {"A": [first, second]}
        worlds[published(lots), first, second[0]].append(second[1:])
    for left in worlds.values():
        for case in range(sizes[1] - 1):
            assert {others[case] for others in left} == {"a", "b"}
