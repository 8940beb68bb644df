"""Those who wait are let in: one by one where they are listed, or all, asked once."""

from chalice import Response

from chalicelib.accounts.account import Account, Action
from chalicelib.core import errors
from chalicelib.manage_people import let_in
from chalicelib.manage_people.people_path import people_path
from chalicelib.presses import press_answers, saved_notice
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_fields, responses


@staff_page(
    "/staff/people/{body_id}/{person_id}/confirm", Action.CONFIRM_PEOPLE, "POST"
)
def confirm_person(request: SignedInRequest, body_id: str, person_id: str) -> Response:
    """Where somebody has changed the person since the page was made, it is to be read
    again."""
    back, seen = people_path(request.account, body_id), form_fields.seen(request.fields)
    try:
        let_in.confirm_person(request.account, body_id, person_id, seen, request.now)
    except errors.ChangedMeanwhile:
        return responses.redirect(back)
    return request.saved("confirmed", back)


@staff_page("/staff/confirm/{body_id}", Action.CONFIRM_PEOPLE)
def see_all(request: SignedInRequest, body_id: str) -> Response:
    return _page(request, body_id, let_in.waiting(request.account, body_id))


@staff_page("/staff/confirm/{body_id}", Action.CONFIRM_PEOPLE, "POST")
def confirm_all(request: SignedInRequest, body_id: str) -> Response:
    """Those the page named, as they stood there; who was changed since is shown
    again."""
    named = (request.fields.get("seen") or "").split()
    seen = {
        account_id: int(version)
        for account_id, _, version in (person.partition(".") for person in named)
        if version.isascii() and version.isdigit() and len(version) < 10
    }
    done, changed = let_in.confirm_all(request.account, body_id, seen, request.now)
    if changed:
        left = let_in.waiting(request.account, body_id)
        return _page(request, body_id, left, 409, len(done))
    back = people_path(request.account, body_id)
    if not done:
        return press_answers.same(request.again) or responses.redirect(back)
    ids = (person.id for person in done)
    return request.saved(saved_notice.with_ids("confirmed_all", None, ids), back)


def _page(
    request: SignedInRequest,
    body_id: str,
    waiting: list[Account],
    status: int = 200,
    done: int | None = None,
) -> Response:
    """``done``: how many were let in before it was seen that others had changed."""
    back = people_path(request.account, body_id)
    if not waiting and done is None:
        return responses.redirect(back)
    return request.page(
        "manage_people/confirm_all.html",
        status,
        here=back.split("#")[0].split("/")[2],
        body_id=body_id,
        waiting=waiting,
        back=back,
        done=done,
    )
