"""The buttons of a case's copies and of the own answers, each made ready to be pressed:
see ``test_twice``."""

from chalicelib.cases import make_case
from chalicelib.closing_answers.make_codes import pupils_code
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from tests.case_copies.test_erase_case import archived, copied, finished
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, PRINCIPAL, TEACHER
from tests.closing_answers.cast import GOOD, answered
from tests.forms_of import form
from tests.pupil_cast import from_pupils, opened, receipt_with, ticket_of
from tests.referring import refer
from tests.staff_browser import text
from tests.staff_door.buttons import case
from tests.staff_door.buttons_of_access import CASES

__all__ = ["CASES"]
CASE = "/staff/cases/1"
COPY, CLOSING = f"{CASE}/copies/archive/nb", f"{CASE}/closing"


def _pressed(at, path, page, **typed):
    return path, form(text(at.visitor.get(page)), path, **typed)


@case("/staff/cases/{number}/copies/{copy_kind}/{language}", PRINCIPAL)
def _make_a_copy(at):
    made(drafts.desk(TEACHER))
    return _pressed(at, COPY, COPY, read="yes", do="make")


def _of_a_copy(name, **typed):
    def ready(at):
        made(drafts.desk(TEACHER))
        page = f"{CASE}/copy/{copied()}"
        return _pressed(at, f"{page}/{name}", page, **typed)

    return ready


for _name, _typed in {"pdf": {}, "json": {}, "confirm": {"confirmed": "yes"}}.items():
    CASES.append(
        (
            f"/staff/cases/{{number}}/copy/{{copy}}/{_name}",
            PRINCIPAL,
            _of_a_copy(_name, **_typed),
        )
    )


@case("/staff/cases/{number}/erase", PRINCIPAL)
def _erase_a_case(at):
    finished()
    archived()
    return _pressed(at, f"{CASE}/erase", f"{CASE}/erase", number="1")


@case("/staff/cases/{number}/closing/pupil", PRINCIPAL)
def _a_code_for_the_pupil(at):
    made(drafts.desk(TEACHER))
    return _pressed(at, f"{CLOSING}/pupil", CLOSING)


@case("/staff/cases/{number}/closing/supporters", PRINCIPAL)
def _codes_for_supporters(at):
    made(drafts.desk(TEACHER))
    return _pressed(at, f"{CLOSING}/supporters", CLOSING, supporters="6")


@case("/staff/cases/{number}/closing/read", PRINCIPAL)
def _have_read(at):
    made(drafts.desk(TEACHER))
    (card,) = pupils_code(pen(stored())).cards
    answered(card.code, **GOOD)
    return _pressed(at, f"{CLOSING}/read", CLOSING)


@case("/staff/cases/{number}/shown", PRINCIPAL)
def _show_the_pupil(at):
    receipt_with(ticket_of(at.stage, "t" * 22), "Ingen vil være med meg.")
    found = from_pupils(PRINCIPAL)[-1]
    turn = opened(PRINCIPAL, found).item.handling.turn
    make_case.make(Press(PRINCIPAL, found.kind, found.id, turn, NOW))
    return _pressed(at, f"{CASE}/shown", f"{CASE}/shown", do="show")


@case("/staff/insight/document", PRINCIPAL)
def _read_document(at):
    referral_id = refer(drafts.desk(TEACHER))
    at.done(f"/staff/inbox/referral/{referral_id}/open", {"turn": "0"})
    chosen = {"name": "Test Elev", "chosen": f"referral.{referral_id}"}
    return "/staff/insight/document", chosen
