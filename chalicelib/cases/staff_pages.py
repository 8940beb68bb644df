"""The cases of one's own school."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.cases import make_case
from chalicelib.items.item_kind import reference
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest


@staff_page("/staff/cases", Action.WORK_CASES)
def list_cases(request: SignedInRequest) -> Response:
    found, names = make_case.list_cases(request.account)
    origins = {case.number: [reference(ref) for ref in case.origins] for case in found}
    return request.page("cases/cases.html", cases=found, origins=origins, names=names)
