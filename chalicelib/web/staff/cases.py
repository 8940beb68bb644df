"""The cases of one's own school."""

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.domain.inbox import reference
from chalicelib.services import cases
from chalicelib.web.staff.door import Guest, room
from chalicelib.web.staff.handling import ask, do


@room("/staff/cases", Action.WORK_CASES)
def list_cases(guest: Guest) -> Response:
    found, names = cases.list_cases(guest.account)
    origins = {one.number: [reference(ref) for ref in one.origins] for one in found}
    return guest.page("cases", cases=found, origins=origins, names=names)


@room("/staff/inbox/{kind}/{item_id}/case", Action.WORK_CASES, "POST")
def make_case(guest: Guest, kind: str, item_id: str) -> Response:
    if guest.fields.get("asked") != "yes":
        return ask(guest, kind, item_id, "case", {})
    return do(
        guest,
        kind,
        item_id,
        "make_case",
        lambda k, n: cases.make(guest.account, k, item_id, n, guest.now),
    )


@room("/staff/inbox/{kind}/{item_id}/no-case", Action.WORK_CASES, "POST")
def undo_case(guest: Guest, kind: str, item_id: str) -> Response:
    return do(
        guest,
        kind,
        item_id,
        "undo_case",
        lambda k, n: cases.undo(guest.account, k, item_id, n, guest.now),
    )
