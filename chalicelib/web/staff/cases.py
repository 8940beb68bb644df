"""The cases of one's own school."""

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.domain.inbox import reference
from chalicelib.services import cases
from chalicelib.web.staff.door import Guest, room


@room("/staff/cases", Action.WORK_CASES)
def list_cases(guest: Guest) -> Response:
    found, names = cases.list_cases(guest.account)
    origins = {one.number: [reference(ref) for ref in one.origins] for one in found}
    return guest.page("cases", cases=found, origins=origins, names=names)
