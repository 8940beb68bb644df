"""What an answer costs: our own time without the database, and the calls to it.

The time of the database client itself counts as the database's: from the call to its answer.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.preview.stage import Answer, Stage, set_up

WARM_UP, TURNS = 20, 200
MOST_MILLISECONDS = 2.0
MOST_CALLS = 2
ITEMS = {
    "thriving": "ok",
    "company": "seldom",
    "hurt": "few",
    "excluded": "once",
    "safe": "unsure",
    "adult_hurt": "never",
    "trusted_adult": "no",
    "contact": "this_week",
    "more": "De tar ballen min i friminuttet.",
}


class Database:
    """Stands in front of the client's calls, counts them and adds up their time."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call
        self.forget()

    def __call__(self, *args: Any) -> Any:
        began = time.perf_counter()
        try:
            return self._call(*args)
        finally:
            self.calls += 1
            self.seconds += time.perf_counter() - began

    def forget(self) -> None:
        self.calls, self.seconds = 0, 0.0


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, set_up(Path(folder)) as stage:
        from chalicelib.aws import client

        dynamodb: Any = client("dynamodb")
        database = dynamodb._make_api_call = Database(dynamodb._make_api_call)
        rows = [_one(stage, database) for _ in range(WARM_UP + TURNS)][WARM_UP:]
    opened, sent = zip(*rows, strict=True)
    print(f"| per request, {TURNS} of each | own time, median | p95 | database calls |")
    print("| --- | --- | --- | --- |")
    print(_row("a code opens the form", opened))
    print(_row("an answer that raises a flag is sent", sent))
    median, calls = statistics.median(t for t, _ in sent), max(calls for _, calls in sent)
    print(f"\nan answer: at most {MOST_MILLISECONDS} ms and {MOST_CALLS} calls")
    return int(median > MOST_MILLISECONDS or calls > MOST_CALLS)


Measured = tuple[float, int]


def _one(stage: Stage, database: Database) -> tuple[Measured, Measured]:
    code = stage.code("grades_5_7")
    form, opened = _measured(lambda: stage.post("/form", {"code": code}), database)
    thanks, sent = _measured(lambda: stage.send(form, **ITEMS), database)
    if 'data-page="thanks"' not in thanks.html:
        sys.exit("the answer was not taken")
    return opened, sent


def _measured(ask: Callable[[], Answer], database: Database) -> tuple[Answer, Measured]:
    database.forget()
    began = time.perf_counter()
    answer = ask()
    own = time.perf_counter() - began - database.seconds
    return answer, (own * 1000, database.calls)


def _row(what: str, measured: tuple[Measured, ...]) -> str:
    times = sorted(each for each, _ in measured)
    p95 = times[int(len(times) * 0.95)]
    calls = max(calls for _, calls in measured)
    return f"| {what} | {statistics.median(times):.2f} ms | {p95:.2f} ms | {calls} |"


if __name__ == "__main__":
    sys.exit(main())
