"""Schools and classes from a list: paste it or send a file, look, then save."""

from chalice import Response

from chalicelib.accounts.account import Action, Role
from chalicelib.class_import import import_classes
from chalicelib.class_import.list_upload import LIST, UNREADABLE
from chalicelib.core import errors
from chalicelib.manage_schools import next_page
from chalicelib.schools import store as schools
from chalicelib.sign_in import feide_groups
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest

PATH = "/staff/schools/import"


@staff_page(PATH, Action.SET_UP_SCHOOLS)
def start(request: SignedInRequest) -> Response:
    """Who has no school yet may rather want somebody else to bring them in."""
    account = request.account
    adds_people = account.role is Role.OWNER and not schools.of_owner(account.body_id)
    return _page(request, "", None, others_at=account.body_id if adds_people else "")


@staff_page(PATH, Action.SET_UP_SCHOOLS, "POST", reads=LIST)
def look_at(request: SignedInRequest) -> Response:
    """The list as it was read, each bad line named. Nothing is saved."""
    if kind := request.fields.get(UNREADABLE):
        return _page(request, "", import_classes.unreadable(kind))
    text = request.fields.get("file") or request.fields.get("text") or ""
    return _preview(request, text)


@staff_page(f"{PATH}/save", Action.SET_UP_SCHOOLS, "POST", reads=LIST)
def save(request: SignedInRequest) -> Response:
    """Looks once more: what was right a minute ago may not be so now."""
    text = request.fields.get("text") or ""
    try:
        plan = import_classes.save(request.account, text, request.now)
    except errors.ChangedMeanwhile:
        return _preview(request, text, 409, "staff.setup.import.meanwhile")
    if plan.bad:
        return _preview(request, text)
    ids = {planned.class_.school_id for planned in plan.lines}
    if len(ids) > 1:
        return request.saved("classes", "/staff/schools")
    (school_id,) = ids
    return next_page.saved_and_on(
        request, "classes", school_id, PATH, f"/staff/schools/{school_id}/classes#main"
    )


def _preview(
    request: SignedInRequest, text: str, status: int = 200, problem: str = ""
) -> Response:
    return _page(
        request, text, import_classes.look_at(request.account, text), status, problem
    )


def _page(
    request: SignedInRequest,
    text: str,
    plan: import_classes.Plan | None,
    status: int = 200,
    problem: str = "",
    others_at: str = "",
) -> Response:
    return request.page(
        "class_import/import.html",
        422 if plan and plan.bad else status,
        text=text,
        plan=plan,
        problem=problem,
        others_at=others_at,
        feide=feide_groups.are_offered(),
        to_fill=None,
    )
