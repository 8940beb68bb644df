"""All that could be the case at a few small classes, and what somebody who reads every
figure can still think possible."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement, product

from chalicelib.results.disclosure import COALITION, PartOfSum, of_class, together
from chalicelib.results.figure import Figure

Tree = int | Sequence["Tree"]
"""The answers of a class, or what is summed together."""
World = tuple[int, ...]
"""How many need attention in each class."""
Release = tuple[Figure, ...]


def classes_of(tree: Tree) -> list[int]:
    if isinstance(tree, int):
        return [tree]
    return [answers for part in tree for answers in classes_of(part)]


def told(tree: Tree, world: World) -> Release:
    """Every figure of the tree, the whole's last."""
    figures: list[Figure] = []
    _told(tree, iter(world), figures)
    return tuple(figures)


def _told(tree: Tree, world: Iterator[int], figures: list[Figure]) -> PartOfSum:
    if isinstance(tree, int):
        part = of_class(tree, next(world))
    else:
        part = together([_told(below, world, figures) for below in tree])
    figures.append(part.figure)
    return part


def worlds_by_release(tree: Tree, most: int) -> dict[Release, list[World]]:
    """``most`` is how many at most need attention in a class."""
    found: dict[Release, list[World]] = defaultdict(list)
    ranges = [range(min(answers, most) + 1) for answers in classes_of(tree)]
    for world in product(*ranges):
        found[told(tree, world)].append(world)
    return found


def coalitions(tree: Tree) -> Iterator[tuple[World, World]]:
    """How many who need attention, and how many who do not, tell what they answered, in
    each class: nobody, and up to ``COALITION`` in all."""
    answers = classes_of(tree)
    kinds = [(place, needs) for place in range(len(answers)) for needs in (0, 1)]
    for size in range(COALITION + 1):
        for members in combinations_with_replacement(kinds, size):
            needing, others = [0] * len(answers), [0] * len(answers)
            for place, needs in members:
                (needing if needs else others)[place] += 1
            if all(map(_fits, needing, others, answers)):
                yield tuple(needing), tuple(others)


def _fits(needing: int, others: int, answers: int) -> bool:
    return needing + others <= answers


def still_possible(
    worlds: Iterable[World], answers: Sequence[int], known: tuple[World, World]
) -> list[set[int]]:
    """For each class, by those worlds in which the known answers are as they say."""
    needing, others = known
    left = [
        world
        for world in worlds
        if all(
            there >= some and number - there >= rest
            for there, some, rest, number in zip(
                world, needing, others, answers, strict=True
            )
        )
    ]
    return [{world[place] for world in left} for place in range(len(answers))]
