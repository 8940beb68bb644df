"""All that could be the case in a round of two small classes, with those in between,
and what who reads its figures can still think possible."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations_with_replacement, product

from chalicelib.results.disclosure import COALITION, of_class, of_round
from chalicelib.results.figure import Figure

Counts = tuple[int, int, int]
"""Of a class: how many need attention, are in between, are well."""
World = tuple[Counts, ...]
Release = tuple[Figure, ...]


def ways(answers: int) -> list[Counts]:
    return [
        (attention, middle, answers - attention - middle)
        for attention in range(answers + 1)
        for middle in range(answers - attention + 1)
    ]


def told(world: World) -> Release:
    """The figures of the classes, and the round's last."""
    classes = [of_class(sum(counts), counts[0]) for counts in world]
    of_all = of_round(classes, sum(middle for _, middle, _ in world))
    return (*(part.figure for part in classes), of_all.figure)


def worlds_by_release(*answers: int) -> dict[Release, list[World]]:
    found: dict[Release, list[World]] = defaultdict(list)
    for world in product(*map(ways, answers)):
        found[told(world)].append(world)
    return found


def coalitions(classes: int) -> Iterator[World]:
    """What up to ``COALITION`` pupils tell of themselves, class by class."""
    kinds = list(product(range(classes), range(3)))
    for size in range(COALITION + 1):
        for members in combinations_with_replacement(kinds, size):
            counts = [[0, 0, 0] for _ in range(classes)]
            for place, kind in members:
                counts[place][kind] += 1
            yield tuple((first, second, third) for first, second, third in counts)


def fits(counts: Counts, known: Counts) -> bool:
    return all(map(int.__ge__, counts, known))


def still_possible(worlds: Iterable[World], known: World) -> list[list[set[int]]]:
    """By class and by group: the numbers that could be."""
    left = [world for world in worlds if all(map(fits, world, known))]
    return [
        [{world[place][group] for world in left} for group in range(3)]
        for place in range(len(known))
    ]
