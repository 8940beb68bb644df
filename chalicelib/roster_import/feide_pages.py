"""The classes a person has in Feide, fetched while they wait and seen where a list
is."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.class_import.import_classes import Plan
from chalicelib.core import errors
from chalicelib.roster_import import from_feide
from chalicelib.roster_import.from_feide import Proposal
from chalicelib.sign_in import by_feide, feide_groups
from chalicelib.staff_door.blueprint import staff
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.feide_attempt import forget, keep, kept
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses

_LIST = "/staff/schools/import"
_PURPOSE = "classes"
_NOTHING = Proposal("", Plan((), (), (), {}), None)


@staff_page(f"{_LIST}/feide", Action.SET_UP_SCHOOLS, "POST")
def begin(request: SignedInRequest) -> Response:
    """A page with a link and not a redirect: forms may not lead away from here."""
    if not feide_groups.are_offered():
        return responses.redirect(_LIST)
    if not by_feide.is_connected(request.account):
        return request.page("roster_import/feide.html", address="")
    try:
        attempt, address = feide_groups.begin()
    except errors.FeideAway:
        return _page(request, _NOTHING, 503, "staff.feide_groups.away")
    shown = request.page("roster_import/feide.html", address=address)
    shown.headers |= keep(_PURPOSE, attempt)
    return shown


@staff_page(f"{_LIST}/feide/back", Action.SET_UP_SCHOOLS)
def come_back(request: SignedInRequest) -> Response:
    """What the browser kept is used once; nothing of what Feide says is stored."""
    asked = dict(staff.current_request.query_params or {})
    state = asked.get("state") or ""
    try:
        made = _proposed(request, state, asked.get("code") or "")
    except errors.FeideAway:
        return _page(request, _NOTHING, 503, "staff.feide_groups.away")
    except errors.GroupsRefused as refused:
        return _page(request, _NOTHING, 422, refused.problem)
    except errors.FeideRefused:
        return _page(request, _NOTHING, 422, _why(asked.get("error") or ""))
    shown = _page(request, made, 422 if made.plan.bad else 200)
    shown.headers |= forget(state)
    return shown


def _proposed(request: SignedInRequest, state: str, code: str) -> Proposal:
    purpose, attempt = kept(state)
    if purpose != _PURPOSE or not feide_groups.are_offered():
        raise errors.FeideRefused
    groups = feide_groups.of(request.account, attempt, state, code)
    return from_feide.classes(request.account, groups, request.now)


def _why(error: str) -> str:
    said = {"access_denied": "denied", "invalid_scope": "shut"}.get(error, "refused")
    return f"staff.feide_groups.{said}"


def _page(
    request: SignedInRequest, made: Proposal, status: int, problem: str = ""
) -> Response:
    return request.page(
        "class_import/import.html",
        status,
        text=made.text,
        plan=None if problem else made.plan,
        problem=problem,
        others_at="",
        feide=feide_groups.are_offered(),
        to_fill=made.to_fill,
    )
