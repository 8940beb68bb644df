"""What counting a round costs as it grows, and what a school owner's page of sums over
a hundred schools costs when it is made and when it is read.

The time is that of our thread on the processor; rows are answered from memory, and what
the database takes is left out. Memory is the most that Python has at once beyond what
it had before.
"""

import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from infra.preview.stage import set_up
from tests.bench.staff_pages import Database

SIZES, LIMIT_AT = (10, 100, 1_000, 10_000), 1_000
MOST_MILLISECONDS, MOST_MEGABYTES = 300.0, 60.0
CLASSES, SCHOOLS, TURNS = 50, 100, 5


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, set_up(Path(folder)):
        missed = _print_growth()
        _print_sums()
    return int(missed)


def _print_growth() -> bool:
    print("| answers of a round | own time to count | of that to unseal | memory |")
    print("| --- | --- | --- | --- |")
    missed = False
    for size in SIZES:
        with _answered(size) as (count, unseal):
            whole, opening, memory = _least(count), _least(unseal), _memory(count)
        print(f"| {size:,} | {whole:.0f} ms | {opening:.0f} ms | {memory:.1f} MB |")
        if size == LIMIT_AT:
            missed = whole > MOST_MILLISECONDS or memory > MOST_MEGABYTES
    print(f"\nat {LIMIT_AT:,}: {MOST_MILLISECONDS:.0f} ms, {MOST_MEGABYTES:.0f} MB\n")
    return missed


@contextmanager
def _answered(size: int) -> Iterator[tuple[Callable[[], Any], Callable[[], Any]]]:
    """Counts a round of so many answers, sealed as pupils' are; and opens them only."""
    from chalicelib.answers import store as answers
    from chalicelib.crypto import sealing
    from chalicelib.forms.definitions import FORMS
    from chalicelib.results import snapshot
    from chalicelib.rounds.code_store import Place
    from chalicelib.storage import database
    from tests.rounds_of import a_round

    public_key, private_key = sealing.new_key_pair()
    ids = [f"C{number}" for number in range(min(CLASSES, max(1, size // 20)))]
    round_ = replace(a_round(dict.fromkeys(ids, 25)), public_key=public_key)
    partitions = _sealed(round_, ids, size)
    form = FORMS[round_.form_id]

    def unseal() -> dict[str, Sequence[Any]]:
        return {
            class_id: answers.opened(private_key, Place(round_.id, class_id), form)
            for class_id in ids
        }

    def count() -> Any:
        return snapshot.of_answers(round_, unseal(), date(2026, 11, 27))

    before: Any = database.query
    vars(database)["query"] = lambda table, pk, prefix: partitions[pk]
    yield count, unseal
    vars(database)["query"] = before


def _sealed(round_: Any, ids: Sequence[str], size: int) -> dict[str, list[Any]]:
    from chalicelib.answers import store as answers

    drawn, partitions = random.Random(size), dict[str, list[Any]]()
    for number in range(size):
        place = ids[number % len(ids)], f"{number:022d}"
        put = answers.put_answer(round_, *place, _said(drawn), "nb", None, 2**40)
        partitions.setdefault(put.key.pk, []).append(put.row)
    return partitions


def _said(drawn: random.Random) -> dict[str, str]:
    from chalicelib.forms.definitions import FORMS
    from chalicelib.forms.questions import Choice
    from chalicelib.results.grouping import GROUPINGS

    counted = {grouping.item for grouping in GROUPINGS["grades_5_7"]}
    return {
        question.id: drawn.choice([*question.options])
        for question in FORMS["grades_5_7"].questions
        if question.id in counted and isinstance(question, Choice)
    }


def _least(run: Callable[[], Any]) -> float:
    """Milliseconds, the least of some turns."""
    times = []
    for _ in range(TURNS):
        began = time.thread_time()
        run()
        times.append((time.thread_time() - began) * 1000)
    return min(times)


def _memory(run: Callable[[], Any]) -> float:
    """Megabytes at the most."""
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def _print_sums() -> None:
    from chalicelib.core.aws import client
    from chalicelib.results.release_term import released
    from tests.cast import SCHOOL

    now = datetime.now(UTC)
    _put_parts(now)
    dynamodb: Any = client("dynamodb")
    database = dynamodb._make_api_call = Database(dynamodb._make_api_call)
    print(f"| sums of {SCHOOLS} schools, two rounds each | own time | calls |")
    print("| --- | --- | --- |")
    for name in ("made by the first who asks", "read"):
        database.forget()
        began = time.thread_time()
        terms = released(SCHOOL.owner_id, now)
        own = (time.thread_time() - began - database.seconds) * 1000
        if [shown.rounds for shown in terms[0].forms.values()] != [2 * SCHOOLS]:
            sys.exit("the sums are not of all schools")
        print(f"| {name} | {own:.0f} ms | {database.calls} |")


def _put_parts(now: datetime) -> None:
    from chalicelib.core.aws import client
    from chalicelib.results import store as results
    from chalicelib.results.disclosure import of_class, of_round
    from chalicelib.results.grouping import GROUPINGS
    from chalicelib.results.release_term import _over
    from chalicelib.results.term_figures import RoundPart
    from chalicelib.storage.codec import encode
    from tests.cast import SCHOOL, set_the_stage

    set_the_stage(codes=1)
    term = _over(now)[0]
    counted = of_round([of_class(20, 2)] * 7, 20)
    parts = {grouping.item: counted for grouping in GROUPINGS["grades_5_7"]}
    for number in range(2 * SCHOOLS):
        ids = f"RND{number}", f"SCH{number % SCHOOLS}", SCHOOL.owner_id, "grades_5_7"
        part = RoundPart(*ids, term.last_day, 150, 140, parts)
        put = results.put_part(SCHOOL.owner_id, term, part)
        # Not through a transaction: moto copies the whole table for each.
        item = encode({**put.row, **put.key._asdict()})
        client("dynamodb").put_item(TableName=put.table, Item=item)


if __name__ == "__main__":
    sys.exit(main())
