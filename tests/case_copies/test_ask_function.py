"""What goes wrong with the function that sets copies."""

import pytest

from chalicelib.case_copies import ask_function
from chalicelib.case_copies.ask_function import CopyNotMade, pdf_of
from chalicelib.core import aws as clients
from tests.archive import papers
from tests.faults import failing


def test_what_comes_back_is_the_pdf(archive_function):
    assert pdf_of(papers.ordinary()).startswith(b"%PDF")


def test_more_than_lambda_takes_is_not_sent(archive_function, monkeypatch):
    monkeypatch.setattr(ask_function, "MOST_ASKED", 100)
    with pytest.raises(CopyNotMade, match="too_large"):
        pdf_of(papers.ordinary())
    assert archive_function.asked == []


@pytest.mark.parametrize("fault", ["throttled", "server_error", "down"])
def test_where_lambda_does_not_do_it_that_is_said(archive_function, fault):
    with failing("lambda", "Invoke", fault), pytest.raises(CopyNotMade, match="away"):
        pdf_of(papers.ordinary())


def test_it_is_waited_for_a_little_longer_than_it_may_take(aws):
    import json

    from tests.conftest import ROOT

    stages = json.loads((ROOT / ".chalice/config.json").read_text())["stages"]
    may_take = stages["archive"]["lambda_functions"]["archive"]["lambda_timeout"]
    config = aws("lambda").meta.config
    assert may_take < config.read_timeout < clients.LONGEST["lambda"]
    assert clients.LONGEST["lambda"] < stages["staff"]["lambda_timeout"]
    assert clients.LONGEST["lambda"] < 29  # API Gateway waits no longer
