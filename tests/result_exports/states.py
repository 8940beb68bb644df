"""The report and its files, before and after a round is counted."""

from chalice.test import HTTPResponse

from chalicelib.results import store as results
from chalicelib.storage import transaction
from tests.result_exports.cast import counted_round
from tests.staff_browser import Browser


def of_files(visitor: Browser) -> dict[str, HTTPResponse]:
    """Of a school, for who may read its report."""
    made = {"no_files": visitor.get("/staff/report/files")}
    made["no_report"] = visitor.get("/staff/report")
    transaction.commit(results.put_snapshot(counted_round()))
    made["files"] = visitor.get("/staff/report/files")
    made["report"] = visitor.get("/staff/report")
    return made
