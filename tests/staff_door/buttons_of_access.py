"""The buttons of who has a case, each made ready to be pressed: see ``test_twice``."""

from chalicelib.accounts import store as accounts
from chalicelib.storage import transaction
from tests.case_access.cast import OTHER
from tests.cast import NURSE, PRINCIPAL
from tests.forms_of import form
from tests.staff_browser import text
from tests.staff_door.buttons import REASON, At, case
from tests.staff_door.buttons_of_cases import CASES

__all__ = ["CASES"]
CASE = "/staff/cases/1"
ACCESS = f"{CASE}/access"


def _made_by(at, account):
    """A case that the account is responsible for, with a colleague at the school."""
    transaction.commit(*accounts.put_account(OTHER))
    at.visitor.become(account)
    there = At(at.stage, at.visitor, account)
    there.done(f"{there.opened()}/case", {"turn": "0", "asked": "yes"})


def _pressed(at, name, page, **typed):
    path = f"{CASE}/{name}"
    return path, form(text(at.visitor.get(page)), path, **typed)


def _offered(at):
    _made_by(at, NURSE)
    at.done(*_pressed(at, "offer", ACCESS, to=PRINCIPAL.id, why=REASON))


@case("/staff/cases/{number}/offer", NURSE)
def _offer(at):
    _made_by(at, NURSE)
    return _pressed(at, "offer", ACCESS, to=PRINCIPAL.id, why=REASON)


@case("/staff/cases/{number}/withdraw", NURSE)
def _withdraw(at):
    _offered(at)
    return _pressed(at, "withdraw", CASE)


@case("/staff/cases/{number}/accept", PRINCIPAL)
def _accept(at):
    _offered(at)
    at.visitor.become(PRINCIPAL)
    return _pressed(at, "accept", CASE)


@case("/staff/cases/{number}/decline", PRINCIPAL)
def _decline(at):
    _offered(at)
    at.visitor.become(PRINCIPAL)
    return _pressed(at, "decline", CASE, no=REASON)


@case("/staff/cases/{number}/add", NURSE)
def _add(at):
    _made_by(at, NURSE)
    return _pressed(at, "add", ACCESS, who=OTHER.id, needs=REASON)


@case("/staff/cases/{number}/remove", NURSE)
def _remove(at):
    at.done(*_add(at))
    return _pressed(at, "remove", ACCESS, out=OTHER.id, gone=REASON)


@case("/staff/cases/{number}/break", NURSE)
def _open_with_reason(at):
    _made_by(at, PRINCIPAL)
    at.visitor.become(NURSE)
    return _pressed(at, "break", f"{CASE}/break", why=REASON)
