"""An item of the inbox erased on request: asked twice, since nothing brings it back.
What must be documented is asked for here, and decided by a second person on a page of
its own."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.handle_items import asked_erasures
from chalicelib.handle_items import erase as erasures
from chalicelib.inbox.item_page import kind_of
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.press_page import turn_of
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.may_read import may_read
from chalicelib.reading import own_items
from chalicelib.reading.ready import Press
from chalicelib.schools.retention import DAYS_OF_COPIES
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts

_PATH = "/staff/inbox/{kind}/{item_id}/erase"
_LIST = "/staff/erasures"
_DECISION = f"{_LIST}/{{body_id}}/{{kind}}/{{item_id}}"


@staff_page(_PATH, Action.ERASE)
def ask(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return _page(request, kind, item_id)


@staff_page(_PATH, Action.ERASE, "POST")
def erase(request: SignedInRequest, kind: str, item_id: str) -> Response:
    if request.fields.get("confirmed") != "yes":
        return _page(request, kind, item_id, 422, "erasure.problem.confirmed")
    reason = request.fields.get("reason") or ""
    try:
        gone = erasures.erase(
            Press(
                request.account, kind_of(kind), item_id, turn_of(request), request.now
            ),
            reason,
        )
    except errors.ChangedMeanwhile:
        return _page(request, kind, item_id, 409, "erasure.problem.changed")
    except errors.Incomplete as error:
        return _page(request, kind, item_id, 422, error.problem)
    if not gone:
        return request.saved("erasure_asked", f"/staff/inbox/{kind}/{item_id}")
    return request.page("staff_door/erased.html", on=request.now.date())


@staff_page(_LIST, Action.ERASE)
def list_asked(request: SignedInRequest) -> Response:
    return request.page(
        "inbox/erasures.html", asked=asked_erasures.waiting_for(request.account)
    )


@staff_page(_DECISION, Action.ERASE)
def see_asked(
    request: SignedInRequest, body_id: str, kind: str, item_id: str
) -> Response:
    return _decision(request, body_id, kind, item_id)


@staff_page(_DECISION, Action.ERASE, "POST")
def decide(request: SignedInRequest, body_id: str, kind: str, item_id: str) -> Response:
    asked = asked_erasures.to_decide(request.account, body_id, kind_of(kind), item_id)
    answer = request.fields.get("answer")
    if answer not in ("erase", "keep"):
        return _decision(request, body_id, kind, item_id, 422, "erasure.problem.answer")
    try:
        agreed = answer == "erase"
        erasures.decide(request.account, asked, turn_of(request), agreed, request.now)
    except errors.ChangedMeanwhile:
        return _decision(
            request, body_id, kind, item_id, 409, "erasure.problem.changed"
        )
    except errors.Incomplete as error:
        return _decision(request, body_id, kind, item_id, 422, error.problem)
    if agreed:
        return request.page("staff_door/erased.html", on=request.now.date())
    return request.saved("erasure_refused", _LIST)


def _page(
    request: SignedInRequest,
    kind: str,
    item_id: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    """Raises Erased where a colleague was first."""
    item = own_items.own(request.account, kind_of(kind), item_id, request.now)
    read = (
        item.handling.opened
        and not item.wants_opening
        and may_read(request.account, item)
    )
    return request.page(
        "inbox/erase.html",
        status,
        item=item,
        kept_because=erasures.kept_because(item),
        days_of_copies=DAYS_OF_COPIES,
        goes="erasure.referral" if item.kind is ItemKind.REFERRAL else "erasure.flag",
        problem=problem,
        decider=erasures.decider(request.account, item) if read else None,
        reason=request.fields.get("reason") or "",
    )


def _decision(
    request: SignedInRequest,
    body_id: str,
    kind: str,
    item_id: str,
    status: int = 200,
    problem: str | None = None,
) -> Response:
    asked = asked_erasures.to_decide(request.account, body_id, kind_of(kind), item_id)
    head = ItemWords(texts(request.language), {}, {}).head(asked.item)
    return request.page(
        "inbox/erasure_asked.html", status, asked=asked, head=head, problem=problem
    )
