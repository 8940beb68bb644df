"""What a staff page costs with 500 open items: our own time without the database, and
its calls.

The time is that of our thread on the processor, so that a busy machine does not change
it; what is read is answered from memory after the first time, since moto takes seconds
for so many rows.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from infra.preview.stage import set_up

ITEMS, SCHOOLS, ENTRIES, WARM_UP, TURNS = 500, 100, 200, 5, 60
MOST_MILLISECONDS = 20.0


class Database:
    """Stands in front of the client's calls, counts them and adds up their time."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call, self._known = call, dict[str, Any]()
        self.forget()

    def __call__(self, operation: str, request: dict[str, Any]) -> Any:
        began = time.thread_time()
        try:
            if operation not in ("GetItem", "Query"):
                self._known.clear()
                return self._call(operation, request)
            asked = f"{operation} {request}"
            if asked not in self._known:
                self._known[asked] = self._call(operation, request)
            return self._known[asked]
        finally:
            self.calls += 1
            self.seconds += time.thread_time() - began

    def forget(self) -> None:
        self.calls, self.seconds = 0, 0.0


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, set_up(Path(folder)):
        from chalice.test import Client

        from chalicelib.core.aws import client
        from chalicelib.storage import expiry
        from tests.staff_browser import Browser, staff_app

        pages = _furnish()
        now = expiry.clock()
        # One second: else a query is another one in the next, and moto's to answer.
        expiry.clock = lambda: now
        dynamodb: Any = client("dynamodb")
        database = dynamodb._make_api_call = Database(dynamodb._make_api_call)
        print(
            f"| page, {ITEMS} open items, {TURNS} of each | own p50 | own p95 | calls |"
        )
        print("| --- | --- | --- | --- |")
        worst = 0.0
        with Client(staff_app()) as http:
            for who, path in pages:
                visitor = Browser(http)
                visitor.become(who, datetime.now(UTC))
                worst = max(
                    worst, _measure(path, partial(_ask, visitor, path), database)
                )
    print(f"\nat most {MOST_MILLISECONDS} ms at p95")
    return int(worst > MOST_MILLISECONDS)


def _furnish() -> list[tuple[Any, str]]:
    """500 open items at one school of a hundred; who looks at which page."""
    from chalicelib.core.aws import client
    from chalicelib.crypto.sealing import derived_id
    from chalicelib.items import store as item_store
    from chalicelib.items.item_kind import ItemKind
    from chalicelib.reading.open import open_item
    from chalicelib.storage.codec import encode
    from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, SCHOOL_INBOX, set_the_stage

    stage = set_the_stage(codes=1)
    _write_in_a_case()
    stage.send(hurt="few", contact="today")
    flag = next(
        item
        for item in item_store.in_inbox(SCHOOL_INBOX)
        if item.kind is ItemKind.FLAG and not item.wish
    )
    many = [
        replace(flag, id=derived_id("many", str(number))) for number in range(ITEMS - 2)
    ]
    puts = [item_store.put_item(item, 2**40) for item in many]
    for put in puts:
        # Not through a transaction: moto copies the whole table for each.
        item = encode({**put.row, **put.key._asdict()})
        client("dynamodb").put_item(TableName=put.table, Item=item)
    open_item(NURSE, flag.kind, flag.id, NOW)
    for number in range(SCHOOLS - 2):
        _add_school(f"SCH{number}", datetime.now(UTC))
    return [
        (NURSE, "/staff/inbox"),
        (NURSE, "/staff/week"),
        (NURSE, f"/staff/inbox/{flag.kind}/{flag.id}"),
        (NURSE, f"/staff/inbox/{flag.kind}/{flag.id}/join"),
        (NURSE, "/staff/sessions"),
        (NURSE, "/staff/rules"),
        (OWNER, "/staff/audit?body=SCHAAA"),
        (OWNER, "/staff/schools"),
        (PRINCIPAL, "/staff/cases"),
        (PRINCIPAL, "/staff/cases/1"),
        (PRINCIPAL, "/staff/cases/1/access"),
        (PRINCIPAL, "/staff/cases/1/story"),
        (PRINCIPAL, "/staff/cases/1/forms/review"),
        (PRINCIPAL, "/staff/cases/1/plan"),
        (PRINCIPAL, "/staff/cases/1/plan/edit"),
    ]


def _write_in_a_case() -> None:
    from chalicelib.cases import act
    from tests.cases.cast import pen, stored
    from tests.cast import NOW, PRINCIPAL
    from tests.plans.cast import planned

    planned(PRINCIPAL)
    for number in range(ENTRIES - 3):
        words = f"Notat {number}. Ringte hjem, og snakket med kontaktlæreren."
        act.note(pen(stored(), f"{number:022d}"), words, NOW.date())


def _add_school(school_id: str, now: datetime) -> None:
    from chalicelib.schools import standing_store
    from chalicelib.schools import store as schools
    from chalicelib.schools.standing import standing_of_new
    from chalicelib.storage import transaction
    from tests.cast import SCHOOL

    school = replace(SCHOOL, id=school_id, name=f"Skole {school_id}")
    standing = standing_of_new(school, 12, now)
    owner_id = school.owner_id
    transaction.commit(
        schools.put_school(school),
        schools.put_in_list(school),
        standing_store.put_standing(owner_id, school_id, None, standing),
    )
    standing_store.note_signed_in(owner_id, school_id, now.date())


def _ask(visitor: Any, path: str) -> Any:
    """Not by ``visitor.get``: that watches each call for the rights of the role."""
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    return visitor.client.http.get(path, headers={"cookie": cookies})


def _measure(path: str, ask: Callable[[], Any], database: Database) -> float:
    times = []
    for _ in range(WARM_UP + TURNS):
        database.forget()
        began = time.thread_time()
        answer = ask()
        times.append((time.thread_time() - began - database.seconds) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{path}: {answer.status_code}")
    kept = sorted(times[WARM_UP:])
    p95 = kept[int(len(kept) * 0.95)]
    name = (
        path.split("?")[0].rsplit("/", 1)[0] if "/flag/" in path else path.split("?")[0]
    )
    print(
        f"| {name} | {kept[len(kept) // 2]:.1f} ms | {p95:.1f} ms | {database.calls} |"
    )
    return p95


if __name__ == "__main__":
    sys.exit(main())
