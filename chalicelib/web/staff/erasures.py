"""An item of the inbox erased on request: asked twice, since nothing brings it back. What must be
documented is asked for here, and decided by a second person on a page of its own."""

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.services import erasures, inbox, refusals
from chalicelib.services.reading import may_read
from chalicelib.web.staff.door import Guest, room
from chalicelib.web.staff.handling import turn_of
from chalicelib.web.staff.inbox import kind_of

_PATH = "/staff/inbox/{kind}/{item_id}/erase"
_LIST = "/staff/erasures"
_DECISION = f"{_LIST}/{{body_id}}/{{kind}}/{{item_id}}"


@room(_PATH, Action.ERASE)
def ask(guest: Guest, kind: str, item_id: str) -> Response:
    return _page(guest, kind, item_id)


@room(_PATH, Action.ERASE, "POST")
def erase(guest: Guest, kind: str, item_id: str) -> Response:
    if guest.fields.get("confirmed") != "yes":
        return _page(guest, kind, item_id, 422, "erasure.problem.confirmed")
    reason = guest.fields.get("reason") or ""
    try:
        gone = erasures.erase(
            guest.account, kind_of(kind), item_id, turn_of(guest), guest.now, reason
        )
    except refusals.ChangedMeanwhile:
        return _page(guest, kind, item_id, 409, "erasure.problem.changed")
    except refusals.Incomplete as error:
        return _page(guest, kind, item_id, 422, error.problem)
    if not gone:
        return guest.saved("erasure_asked", f"/staff/inbox/{kind}/{item_id}")
    return guest.page("erased", on=guest.now.date())


@room(_LIST, Action.ERASE)
def list_asked(guest: Guest) -> Response:
    return guest.page("erasures", asked=erasures.waiting_for(guest.account))


@room(_DECISION, Action.ERASE)
def see_asked(guest: Guest, body_id: str, kind: str, item_id: str) -> Response:
    return _decision(guest, body_id, kind, item_id)


@room(_DECISION, Action.ERASE, "POST")
def decide(guest: Guest, body_id: str, kind: str, item_id: str) -> Response:
    asked = erasures.to_decide(guest.account, body_id, kind_of(kind), item_id)
    answer = guest.fields.get("answer")
    if answer not in ("erase", "keep"):
        return _decision(guest, body_id, kind, item_id, 422, "erasure.problem.answer")
    try:
        agreed = answer == "erase"
        erasures.decide(guest.account, asked, turn_of(guest), agreed, guest.now)
    except refusals.ChangedMeanwhile:
        return _decision(guest, body_id, kind, item_id, 409, "erasure.problem.changed")
    except refusals.Incomplete as error:
        return _decision(guest, body_id, kind, item_id, 422, error.problem)
    if agreed:
        return guest.page("erased", on=guest.now.date())
    return guest.saved("erasure_refused", _LIST)


def _page(
    guest: Guest, kind: str, item_id: str, status: int = 200, problem: str | None = None
) -> Response:
    """Raises Erased where a colleague was first."""
    item = inbox.own(guest.account, kind_of(kind), item_id, guest.now)
    read = item.handling.opened and not item.wants_opening and may_read(guest.account, item)
    return guest.page(
        "erase",
        status,
        item=item,
        problem=problem,
        decider=erasures.decider(guest.account, item) if read else None,
        reason=guest.fields.get("reason") or "",
    )


def _decision(
    guest: Guest,
    body_id: str,
    kind: str,
    item_id: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    asked = erasures.to_decide(guest.account, body_id, kind_of(kind), item_id)
    return guest.page("erasure_asked", status, asked=asked, problem=problem)
