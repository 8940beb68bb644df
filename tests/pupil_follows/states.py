"""The page of what a pupil sees of their case in the states it can be in, for the
walks."""

from dataclasses import replace

from chalice.test import HTTPResponse

from chalicelib.accounts import store as accounts
from chalicelib.cases import make_case
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.ready import Press
from chalicelib.storage import transaction
from tests.asking import round_of_pupils
from tests.case_access.cast import SOCIAL
from tests.cast import NOW, PRINCIPAL, Stage
from tests.forms_of import form
from tests.pupil_cast import from_pupils, opened, receipt_with, ticket_of
from tests.staff_browser import Browser, text


def of_what_the_pupil_sees(browser: Browser) -> dict[str, HTTPResponse]:
    """Of a case without a code of the pupil's; of one with, before and after it is
    shown, pressed too late, and by a colleague."""
    principal = browser.become(PRINCIPAL)
    made = {"shown to nobody": principal.get("/staff/cases/1/shown")}
    path = f"/staff/cases/{_case_with_a_code()}/shown"
    made["shown to the pupil?"] = principal.get(path)
    page = text(principal.get(path))
    principal.post(path, form(page, path, do="show"))
    made["shown to the pupil"] = principal.get(path)
    late = form(page, path, do="show", attempt="z" * 22)
    made["shown too late"] = principal.post(path, late)
    known = accounts.get(PRINCIPAL.body_id, PRINCIPAL.id)
    assert known
    colleague = replace(SOCIAL, language=known.language, is_principal=True)
    transaction.commit(*accounts.put_account(colleague))
    return made | {"shown by another": browser.become(SOCIAL).get(path)}


def _case_with_a_code() -> int:
    stage = Stage(round_of_pupils(), [])
    receipt_with(ticket_of(stage, "f" * 22), "Ingen vil være med meg.")
    found = from_pupils(PRINCIPAL)
    item = next(item for item in found if item.kind is ItemKind.THREAD)
    turn = opened(PRINCIPAL, item).item.handling.turn
    return make_case.make(Press(PRINCIPAL, item.kind, item.id, turn, NOW))
