"""A database that hangs or is slow: the page that says so is sent before Lambda ends
the function.

The functions' own time-outs, the real client, and a server between it and moto's.
"""

import time
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from chalice.test import Client
from moto.server import ThreadedMotoServer

from chalicelib.staff_door import door as staff_door
from chalicelib.web import pupil_door as door
from infra.tables import create_tables
from tests.cast import NOW, PRINCIPAL, set_the_stage
from tests.conftest import PREFIX, ROOT
from tests.pupil_browser import Pupil, public_app, text
from tests.staff_browser import Browser, staff_app
from tests.unruly import HANGS, Unruly, cancelled, unruly

PUBLIC_SECONDS = 15


@pytest.fixture
def between(environment, monkeypatch) -> Iterator[Unruly]:
    """What stands between the app and its database; at first it passes everything
    on."""
    from chalicelib.core import aws, retries

    monkeypatch.setattr(retries, "sleep", time.sleep)
    behind = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    behind.start()
    host, port = behind.get_host_and_port()
    url = f"http://{host}:{port}"
    urlopen(Request(f"{url}/moto-api/reset", method="POST"), timeout=10).close()
    with unruly(monkeypatch, "dynamodb", Unruly([None], url)) as script:
        create_tables(aws.client("dynamodb"), PREFIX)
        yield script
    behind.stop()


@pytest.fixture
def visitor(between, monkeypatch) -> Pupil:
    monkeypatch.setattr(door, "clock", lambda: NOW)
    client = Client(public_app(), stage_name="public", project_dir=str(ROOT))
    assert client._chalice_config.lambda_timeout == PUBLIC_SECONDS
    return Pupil(client, set_the_stage())


def timed(do):
    begin = time.monotonic()
    return do(), time.monotonic() - begin


def test_a_database_that_hangs_costs_a_pupil_five_seconds_and_no_answer(
    visitor, between
):
    fields = {**visitor.hidden(visitor.open()), "hurt": "few"}
    between.answers = [HANGS]
    answer, took = timed(lambda: visitor.post("/answer", fields))
    assert answer.status_code == 503
    assert visitor.hidden(answer) == fields
    assert took < 6.5
    between.answers = [None]
    assert "Takk" in text(visitor.post("/answer", fields))


def test_one_that_hangs_after_it_was_slow_is_given_up_in_time_too(visitor, between):
    fields = {**visitor.hidden(visitor.open()), "hurt": "few"}
    between.answers, between.slow = [HANGS, None, HANGS], 1.9
    answer, took = timed(lambda: visitor.post("/answer", fields))
    assert answer.status_code == 503
    assert visitor.hidden(answer) == fields
    assert took < PUBLIC_SECONDS - 1


def test_a_table_cold_at_nine_takes_the_answer_all_the_same(visitor, between):
    fields = {**visitor.hidden(visitor.open()), "hurt": "few"}
    between.answers = [
        None,
        *[cancelled("ThrottlingError", "None", "None", "None")] * 5,
        None,
    ]
    answer, took = timed(lambda: visitor.post("/answer", fields))
    assert answer.status_code == 200
    assert "Takk" in text(answer)
    assert took < 4


def test_a_page_of_many_reads_says_in_time_that_it_cannot_be_shown(
    between, monkeypatch
):
    """Staff: a dozen reads, each slow, would come to more than the function may
    take."""
    set_the_stage()
    monkeypatch.setattr(staff_door, "clock", lambda: NOW)
    client = Client(staff_app(), stage_name="public", project_dir=str(ROOT))
    browser = Browser(client).become(PRINCIPAL)
    between.slow = 1.8
    answer, took = timed(lambda: browser.get("/staff/readiness"))
    assert answer.status_code == 503
    assert answer.headers["Content-Type"].startswith("text/html")
    assert took < PUBLIC_SECONDS
