"""How many sums may be told: of rounds, and of a school owner's term, by how many
classes and schools there are, how often something needs attention, and against how many
who tell what they answered. Drawn, with classes of 12 to 25; no limit."""

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.results import disclosure
from chalicelib.results.disclosure import PartOfSum, of_class, of_round, together

DRAWS = 2000
RATES = (0.03, 0.07)
CLASSES = (2, 3, 4, 7, 14)
SCHOOLS = (1, 2, 3, 5, 10, 20)
CLASSES_OF_A_SCHOOL = 7
COALITIONS = (3, 1, 0)


def main() -> int:
    print(f"Share of sums told, {DRAWS} draws each.\n")
    _print_rounds()
    _print_owners()
    return 0


def _print_rounds() -> None:
    heads = " | ".join(f"{number} tell" for number in COALITIONS)
    print(f"| classes of a round | rate | {heads} | 4 ≤ S ≤ 4(m−1) |")
    print("| --- | --- |" + " --- |" * (len(COALITIONS) + 1))
    for classes in CLASSES:
        for rate in RATES:
            shares = [_share_of_rounds(classes, rate, number) for number in COALITIONS]
            shares.append(_share_by_plain_rule(classes, rate))
            print(f"| {classes} | {rate:.0%} | {_row(shares)}")


def _print_owners() -> None:
    heads = " | ".join(f"{number} tell" for number in COALITIONS)
    print(f"\n| schools, {CLASSES_OF_A_SCHOOL} classes each | rate | {heads} |")
    print("| --- | --- |" + " --- |" * len(COALITIONS))
    for schools in SCHOOLS:
        for rate in RATES:
            shares = [_share_of_owners(schools, rate, number) for number in COALITIONS]
            print(f"| {schools} | {rate:.0%} | {_row(shares)}")


def _row(shares: list[float]) -> str:
    return "".join(f"{share:.0%} | " for share in shares)


@contextmanager
def _coalition(number: int) -> Iterator[None]:
    """The rule against so many who tell."""
    before = disclosure.COALITION, disclosure.LEAST_TOGETHER
    disclosure.COALITION = number
    disclosure.LEAST_TOGETHER = disclosure.FEW + number + (1 if number else 0)
    yield
    disclosure.COALITION, disclosure.LEAST_TOGETHER = before


def _classes(drawn: random.Random, number: int, rate: float) -> list[PartOfSum]:
    sizes = (drawn.randint(12, 25) for _ in range(number))
    return [
        of_class(size, sum(drawn.random() < rate for _ in range(size)))
        for size in sizes
    ]


def _share_of_rounds(classes: int, rate: float, coalition: int) -> float:
    drawn = random.Random(classes)
    with _coalition(coalition):
        told = [
            of_round(_classes(drawn, classes, rate), 0).figure.exact is not None
            for _ in range(DRAWS)
        ]
    return sum(told) / DRAWS


def _share_by_plain_rule(classes: int, rate: float) -> float:
    drawn, told = random.Random(classes), 0
    for _ in range(DRAWS):
        counted = _classes(drawn, classes, rate)
        hidden = [part.hidden for part in counted if part.figure.exact is None]
        total, most = sum(part.count for part in hidden), 4 * (len(hidden) - 1)
        told += not hidden or 4 <= total <= most
    return told / DRAWS


def _share_of_owners(schools: int, rate: float, coalition: int) -> float:
    drawn, told, draws = random.Random(schools), 0, DRAWS // 4
    with _coalition(coalition):
        for _ in range(draws):
            rounds = (
                of_round(_classes(drawn, CLASSES_OF_A_SCHOOL, rate), 0)
                for _ in range(schools)
            )
            told += together(rounds).figure.exact is not None
    return told / draws


if __name__ == "__main__":
    sys.exit(main())
