"""Where one stands after sign-in."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.inbox.everywhere import everywhere
from chalicelib.items.filter import Filter
from chalicelib.passkeys import own_passkeys
from chalicelib.reading import inbox_list
from chalicelib.schools import store as schools
from chalicelib.schools import turn_store
from chalicelib.staff_door import navigation
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses


@staff_page("/staff", None)
def home(request: SignedInRequest) -> Response:
    first = _to_set_up(request) or f"/staff/{navigation.first_of(request.account)}"
    if own_passkeys.is_offered_now(request.account, request.session, request.now):
        return request.saved("passkey_offer", first)
    return responses.redirect(first)


def _to_set_up(request: SignedInRequest) -> str:
    """Where somebody goes on with setting up, while nothing else waits for them."""
    account = request.account
    school_id, steps = account.body_id, "/staff/readiness"
    if account.may(Action.SET_UP_SCHOOLS):
        found = schools.of_owner(account.body_id)
        if not found:
            return "/staff/schools/import"
        if len(found) > 1:
            return ""
        school_id = found[0].id
        steps = f"/staff/schools/{school_id}/readiness"
    elif not account.may(Action.RUN_ROUNDS):
        return ""
    is_asked = account.id in turn_store.get(school_id)
    return steps if is_asked and not _open_items(request) else ""


def _open_items(request: SignedInRequest) -> int:
    if not request.account.may(Action.SEE_INBOX):
        return 0
    places = everywhere(
        request.account,
        lambda account: inbox_list.list_items(account, Filter(), request.now),
        request.now,
    )
    return sum(at.listed.open for at in places)
