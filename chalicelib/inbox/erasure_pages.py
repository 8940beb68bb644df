"""An item of the inbox erased on request: asked twice, since nothing brings it back. What must be
documented is asked for here, and decided by a second person on a page of its own."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.inbox import erase as erasures
from chalicelib.inbox.item_page import kind_of
from chalicelib.inbox.press_page import turn_of
from chalicelib.items.may_read import may_read
from chalicelib.reading import own_items
from chalicelib.reading.ready import Press
from chalicelib.staff_door.door import SignedInRequest, staff_page

_PATH = "/staff/inbox/{kind}/{item_id}/erase"
_LIST = "/staff/erasures"
_DECISION = f"{_LIST}/{{body_id}}/{{kind}}/{{item_id}}"


@staff_page(_PATH, Action.ERASE)
def ask(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    return _page(guest, kind, item_id)


@staff_page(_PATH, Action.ERASE, "POST")
def erase(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    if guest.fields.get("confirmed") != "yes":
        return _page(guest, kind, item_id, 422, "erasure.problem.confirmed")
    reason = guest.fields.get("reason") or ""
    try:
        gone = erasures.erase(
            Press(guest.account, kind_of(kind), item_id, turn_of(guest), guest.now), reason
        )
    except errors.ChangedMeanwhile:
        return _page(guest, kind, item_id, 409, "erasure.problem.changed")
    except errors.Incomplete as error:
        return _page(guest, kind, item_id, 422, error.problem)
    if not gone:
        return guest.saved("erasure_asked", f"/staff/inbox/{kind}/{item_id}")
    return guest.page("staff_door/erased.html", on=guest.now.date())


@staff_page(_LIST, Action.ERASE)
def list_asked(guest: SignedInRequest) -> Response:
    return guest.page("inbox/erasures.html", asked=erasures.waiting_for(guest.account))


@staff_page(_DECISION, Action.ERASE)
def see_asked(guest: SignedInRequest, body_id: str, kind: str, item_id: str) -> Response:
    return _decision(guest, body_id, kind, item_id)


@staff_page(_DECISION, Action.ERASE, "POST")
def decide(guest: SignedInRequest, body_id: str, kind: str, item_id: str) -> Response:
    asked = erasures.to_decide(guest.account, body_id, kind_of(kind), item_id)
    answer = guest.fields.get("answer")
    if answer not in ("erase", "keep"):
        return _decision(guest, body_id, kind, item_id, 422, "erasure.problem.answer")
    try:
        agreed = answer == "erase"
        erasures.decide(guest.account, asked, turn_of(guest), agreed, guest.now)
    except errors.ChangedMeanwhile:
        return _decision(guest, body_id, kind, item_id, 409, "erasure.problem.changed")
    except errors.Incomplete as error:
        return _decision(guest, body_id, kind, item_id, 422, error.problem)
    if agreed:
        return guest.page("staff_door/erased.html", on=guest.now.date())
    return guest.saved("erasure_refused", _LIST)


def _page(
    guest: SignedInRequest, kind: str, item_id: str, status: int = 200, problem: str | None = None
) -> Response:
    """Raises Erased where a colleague was first."""
    item = own_items.own(guest.account, kind_of(kind), item_id, guest.now)
    read = item.handling.opened and not item.wants_opening and may_read(guest.account, item)
    return guest.page(
        "inbox/erase.html",
        status,
        item=item,
        problem=problem,
        decider=erasures.decider(guest.account, item) if read else None,
        reason=guest.fields.get("reason") or "",
    )


def _decision(
    guest: SignedInRequest,
    body_id: str,
    kind: str,
    item_id: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    asked = erasures.to_decide(guest.account, body_id, kind_of(kind), item_id)
    return guest.page("inbox/erasure_asked.html", status, asked=asked, problem=problem)
