"""What the pages of a case's copies cost with 200 entries of 320 signs: our own time
without the database, its calls, and how many of these are queries.

The press that makes a copy opens all of it and asks the third function; it is no page,
and is not measured here.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from chalicelib.web.form_body import FORM
from infra.preview.stage import set_up
from tests.bench.staff_pages import MOST_MILLISECONDS, TURNS, WARM_UP, Database

ENTRIES, MOST_QUERIES = 200, 3
CASE = "/staff/cases/1"
_WORDS = "Ringte hjem til Ole Hansen. Jonas og Sara lekte i storefri, sa Idas mor. "


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, set_up(Path(folder)):
        from chalice.test import Client

        from chalicelib.core.aws import client
        from chalicelib.storage import expiry
        from tests.cast import PRINCIPAL
        from tests.staff_browser import Browser, staff_app

        made, now = _furnish(), expiry.clock()
        # One second: else a query is another one in the next, and moto's to answer.
        expiry.clock = lambda: now
        dynamodb: Any = client("dynamodb")
        database = dynamodb._make_api_call = Counting(dynamodb._make_api_call)
        print(f"| page, {ENTRIES} entries, {TURNS} of each | own p50 | p95 | queries |")
        print("| --- | --- | --- | --- |")
        with Client(staff_app()) as http:
            visitor = Browser(http).become(PRINCIPAL, datetime.now(UTC))
            asked: dict[str, Callable[[], Any]] = {
                path: partial(_get, visitor, path) for path in _pages(made)
            }
            party = f"{CASE}/copies/party/nb"
            asked[f"{party}, read on"] = _further(visitor, party)
            found = [_measure(*page, database) for page in asked.items()]
    print(f"\nat most {MOST_MILLISECONDS} ms at p95, {MOST_QUERIES} queries")
    return int(any(p95 > MOST_MILLISECONDS or q > MOST_QUERIES for p95, q in found))


class Counting(Database):
    """Knows too how many of the calls were queries."""

    def __call__(self, operation: str, request: dict[str, Any]) -> Any:
        self.queries += operation == "Query"
        return super().__call__(operation, request)

    def forget(self) -> None:
        super().forget()
        self.queries = 0


def _pages(made: int) -> list[str]:
    copies = f"{CASE}/copies"
    new = [f"{copies}/{kind}/nb" for kind in ("archive", "party")]
    return [copies, *new, f"{CASE}/copy/{made}", f"{CASE}/erase"]


def _furnish() -> int:
    """A case with a talk, supporters, a plan of three versions and notes; the number of
    the last copy made of it."""
    from chalicelib.case_forms.save import save
    from chalicelib.case_forms.supporters import AskedAnswer, Supporter, Supporters
    from chalicelib.cases.entry import EntryKind
    from chalicelib.core.local_time import local_day
    from tests.case_copies.cast import copied
    from tests.cases.cast import pen, stored
    from tests.cast import NOW, PRINCIPAL, set_the_stage
    from tests.plans.cast import decided, planned

    set_the_stage(codes=1)
    planned(PRINCIPAL)
    names = ("Ole Hansen", "Jonas Lie", "Sara Moe", "Ida Berg", "Amir Khan")
    people = {
        number: Supporter(name=name, answer=AskedAnswer.YES)
        for number, name in enumerate(names, 1)
    }
    for mark in "12":
        said = Supporters(happened=local_day(NOW), people=people)
        save(pen(stored(), mark * 22), EntryKind.SUPPORTERS, said)
        decided(PRINCIPAL, pupil_view=f"Jeg vil ha {mark} å gå sammen med.")
    _add_notes(ENTRIES - 1 - stored().version)
    copied(PRINCIPAL)
    return stored().version


def _add_notes(number: int) -> None:
    """Not through a transaction: moto copies the whole table for each."""
    from chalicelib.cases import store as cases
    from chalicelib.cases.entry import EntryKind
    from chalicelib.cases.write import NewEntry, entry_of
    from chalicelib.core.aws import client
    from chalicelib.storage import transaction
    from chalicelib.storage.codec import encode
    from tests.cases.cast import stored
    from tests.cast import NOW, PRINCIPAL

    before = case = stored()
    words = (_WORDS * 5)[:320]
    for _ in range(number):
        after = case.noted(NOW)
        note = NewEntry(EntryKind.NOTE, {"text": f"{after.version}. {words}"})
        entry = entry_of(after, note, PRINCIPAL.id, NOW, f"NOTE{after.version}")
        change, put = cases.replace(before, after, entry, note.content)
        item = encode({**put.row, **put.key._asdict()})
        client("dynamodb").put_item(TableName=put.table, Item=item)
        case = after
    transaction.commit(change)


def _further(visitor: Any, path: str) -> Callable[[], Any]:
    """The second part, as it is asked for from the first."""
    from tests.forms_of import form
    from tests.staff_browser import OUR_PAGE, text

    page = text(_get(visitor, path))
    csrf = re.search(r'name="csrf" value="(.+?)"', page)
    assert csrf
    fields = [*form(page, path, do="next"), ("csrf", csrf[1])]
    headers = {"cookie": _cookies(visitor), "content-type": FORM, **OUR_PAGE}
    body = urlencode(fields).encode()
    return lambda: visitor.client.http.post(path, headers=headers, body=body)


def _get(visitor: Any, path: str) -> Any:
    """Not by ``visitor.get``: that watches each call for the rights of the role."""
    return visitor.client.http.get(path, headers={"cookie": _cookies(visitor)})


def _cookies(visitor: Any) -> str:
    return "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())


def _measure(
    name: str, ask: Callable[[], Any], database: Counting
) -> tuple[float, int]:
    times = []
    for _ in range(WARM_UP + TURNS):
        database.forget()
        began = time.thread_time()
        answer = ask()
        times.append((time.thread_time() - began - database.seconds) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{name}: {answer.status_code}")
    kept = sorted(times[WARM_UP:])
    p50, p95 = kept[len(kept) // 2], kept[int(len(kept) * 0.95)]
    print(f"| {name} | {p50:.1f} ms | {p95:.1f} ms | {database.queries} |")
    return p95, database.queries


if __name__ == "__main__":
    sys.exit(main())
