"""The buttons of results as files, made ready to be pressed."""

from chalicelib.results import store as results
from chalicelib.schools.term import Term
from chalicelib.storage import transaction
from tests.cast import NURSE, OWNER, PROGRAMME
from tests.forms_of import form
from tests.result_exports.cast import counted_round, term
from tests.staff_browser import text
from tests.staff_door.buttons import case
from tests.staff_door.buttons_of_replies import CASES

__all__ = ["CASES"]


def _pressed(at, path):
    transaction.commit(
        results.put_snapshot(counted_round()),
        results.put_term(OWNER.body_id, Term(2026, 1), term()),
        results.put_term(results.PROGRAMME, Term(2026, 1), term()),
    )
    page = text(at.visitor.get(path))
    return path, form(page, path, language="nb", file="excel")


@case("/staff/report/files", NURSE)
def _schools_file(at):
    return _pressed(at, "/staff/report/files")


@case("/staff/sums/files", OWNER)
def _owners_file(at):
    return _pressed(at, "/staff/sums/files")


@case("/staff/programme/files", PROGRAMME)
def _programmes_file(at):
    return _pressed(at, "/staff/programme/files")


@case("/staff/schools/import/feide", OWNER)
def _classes(at):
    return "/staff/schools/import/feide", {}
