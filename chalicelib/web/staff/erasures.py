"""An item of the inbox erased on request: asked twice, since nothing brings it back."""

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.services import erasures, inbox, refusals
from chalicelib.web.staff.door import Guest, room
from chalicelib.web.staff.handling import turn_of
from chalicelib.web.staff.inbox import kind_of

_PATH = "/staff/inbox/{kind}/{item_id}/erase"


@room(_PATH, Action.ERASE)
def ask(guest: Guest, kind: str, item_id: str) -> Response:
    return _page(guest, kind, item_id)


@room(_PATH, Action.ERASE, "POST")
def erase(guest: Guest, kind: str, item_id: str) -> Response:
    if guest.fields.get("confirmed") != "yes":
        return _page(guest, kind, item_id, 422, "erasure.problem.confirmed")
    try:
        erasures.erase(guest.account, kind_of(kind), item_id, turn_of(guest), guest.now)
    except refusals.ChangedMeanwhile:
        return _page(guest, kind, item_id, 409, "erasure.problem.changed")
    except refusals.Incomplete as error:
        return _page(guest, kind, item_id, 422, error.problem)
    return guest.page("erased", on=guest.now.date())


def _page(
    guest: Guest, kind: str, item_id: str, status: int = 200, problem: str | None = None
) -> Response:
    """Raises Erased where a colleague was first."""
    item = inbox.own(guest.account, kind_of(kind), item_id)
    return guest.page("erase", status, item=item, problem=problem)
