"""People from a list: paste it or send a file, look, then save."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.class_import.list_upload import LIST, UNREADABLE
from chalicelib.manage_schools import next_page, set_up
from chalicelib.people_import import import_people
from chalicelib.people_import.import_people import PeoplePlan
from chalicelib.presses import press_answers, saved_notice
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest

PATH = "/staff/people-list/{school_id}"


@staff_page(PATH, Action.SET_UP_MEMBERS)
def start(request: SignedInRequest, school_id: str) -> Response:
    return _page(request, school_id, "", None)


@staff_page(PATH, Action.SET_UP_MEMBERS, "POST", reads=LIST)
def look_at(request: SignedInRequest, school_id: str) -> Response:
    """The list as it was read, each bad line named. Nothing is saved."""
    if kind := request.fields.get(UNREADABLE):
        return _page(request, school_id, "", import_people.unreadable(kind))
    text = request.fields.get("file") or request.fields.get("text") or ""
    plan = import_people.look_at(request.account, school_id, text)
    return _page(request, school_id, text, plan)


@staff_page(f"{PATH}/save", Action.SET_UP_MEMBERS, "POST", reads=LIST)
def save(request: SignedInRequest, school_id: str) -> Response:
    """Looks once more: what was right a minute ago may not be so now."""
    text = request.fields.get("text") or ""
    ticked = set(request.fields.all().get("more", ()))
    plan = import_people.look_at(request.account, school_id, text)
    if plan.bad:
        return _page(request, school_id, text, plan)
    saved, is_all = import_people.save(request.account, plan, ticked, request.now)
    if not is_all:
        plan = import_people.look_at(request.account, school_id, text)
        return _page(request, school_id, text, plan, 409, len(saved))
    back = f"/staff/schools/{school_id}"
    if not saved:
        return press_answers.same(request.again) or request.saved("same", back)
    lines = (str(planned.line.number) for planned in saved)
    return next_page.saved_and_on(
        request,
        saved_notice.with_ids("people", None, lines),
        school_id,
        f"/staff/people-list/{school_id}",
        f"{back}#main",
    )


def _page(
    request: SignedInRequest,
    school_id: str,
    text: str,
    plan: PeoplePlan | None,
    status: int = 200,
    done: int | None = None,
) -> Response:
    """``done``: how many were saved before it was seen that something had changed."""
    return request.page(
        "people_import/import.html",
        422 if plan and plan.bad else status,
        school=set_up.mine(request.account, school_id),
        confirms=request.account.may(Action.CONFIRM_PEOPLE),
        text=text,
        plan=plan,
        done=done,
    )
