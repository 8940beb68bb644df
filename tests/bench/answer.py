"""What an answer costs: our own time without the database, and the calls to it.

The engine runs in this very process and copies every table at each transaction, which
throws our code out of the processor's cache: in Lambda there is none. So the same code
is looked up and the same answer sent again and again, and the engine's own replies,
kept from the first time, are what the client gives. Time is the processor's, so that
other work on the machine counts less.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
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
    """Stands in front of the client's calls and counts them: once ``kept``, with the
    replies."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call
        self._replies: dict[str, Any] = {}
        self.kept = False
        self.calls = 0

    def __call__(self, operation: str, asked: dict[str, Any]) -> Any:
        self.calls += 1
        key = f"{operation} {asked if operation != 'TransactWriteItems' else ''}"
        if not self.kept:
            self._replies[key] = self._call(operation, asked)
        return self._replies[key]


class Clock:
    """Stands in front of the app: its time is the service's own, and neither the
    gateway's nor the browser's, which run in this process too."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self._app = app
        self.milliseconds = 0.0

    def __call__(self, *event: Any) -> Any:
        began = time.thread_time()
        response = self._app(*event)
        self.milliseconds = (time.thread_time() - began) * 1000
        return response


@dataclass(frozen=True)
class Measured:
    milliseconds: float
    calls: int


@dataclass(frozen=True)
class Bench:
    stage: Stage
    database: Database
    clock: Clock

    def turn(self, code: str) -> tuple[Measured, Measured]:
        """A code opens the form, and it is sent."""
        form, opened = self._measured("/form", {"code": code})
        hidden = self.stage.hidden(form)
        thanks, sent = self._measured("/answer", {**hidden, "asked": "empty", **ITEMS})
        if 'data-page="thanks"' not in thanks.html:
            sys.exit("the answer was not taken")
        return opened, sent

    def _measured(self, path: str, fields: dict[str, str]) -> tuple[Answer, Measured]:
        self.database.calls = 0
        answer = self.stage.post(path, fields)
        return answer, Measured(self.clock.milliseconds, self.database.calls)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, set_up(Path(folder)) as stage:
        from chalicelib.core.aws import client

        dynamodb: Any = client("dynamodb")
        database = dynamodb._make_api_call = Database(dynamodb._make_api_call)
        gateway: Any = stage.gateway
        clock = gateway._app = Clock(gateway._app)
        bench = Bench(stage, database, clock)
        code = stage.code("grades_5_7")
        bench.turn(code)
        database.kept = True
        turns = [bench.turn(code) for _ in range(WARM_UP + TURNS)][WARM_UP:]
    opened, sent = zip(*turns, strict=True)
    print(f"| per request, {TURNS} of each | own time, median | p95 | database calls |")
    print("| --- | --- | --- | --- |")
    print(_row("a code opens the form", opened))
    print(_row("an answer that raises a flag is sent", sent))
    median = statistics.median(measured.milliseconds for measured in sent)
    calls = max(measured.calls for measured in sent)
    print(f"\nan answer: at most {MOST_MILLISECONDS} ms and {MOST_CALLS} calls")
    return int(median > MOST_MILLISECONDS or calls > MOST_CALLS)


def _row(what: str, measured: tuple[Measured, ...]) -> str:
    times = sorted(answer.milliseconds for answer in measured)
    p95 = times[int(len(times) * 0.95)]
    calls = max(answer.calls for answer in measured)
    return f"| {what} | {statistics.median(times):.2f} ms | {p95:.2f} ms | {calls} |"


if __name__ == "__main__":
    sys.exit(main())
