"""The first page of the owner's people: what waits for them, and their schools."""

from chalice import Response

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Action, Role
from chalicelib.overview import overview_view
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest


@staff_page("/staff/schools", Action.SET_UP_SCHOOLS)
def list_schools(request: SignedInRequest) -> Response:
    is_owner = request.account.role is Role.OWNER
    people = accounts.of_body(request.account.body_id) if is_owner else []
    told = [
        person
        for person in people
        if person.let_in and person.role is Role.OWNER and not person.bounced_at
    ]
    return request.page(
        "overview/schools.html",
        schools=overview_view.views(request.account, request.now),
        own=overview_view.own(request.account, request.now) if is_owner else None,
        people=people,
        told=told,
        own_body=request.account.body_id if is_owner else "",
    )
