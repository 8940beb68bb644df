"""Schools and classes from a list: paste it or send a file, look, then save."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.class_import import import_classes
from chalicelib.class_import.list_upload import LIST, UNREADABLE
from chalicelib.core import errors
from chalicelib.staff_door.door import SignedInRequest, staff_page

PATH = "/staff/schools/import"


@staff_page(PATH, Action.SET_UP_SCHOOLS)
def start(guest: SignedInRequest) -> Response:
    return guest.page("class_import/import.html", text="", plan=None, problem="")


@staff_page(PATH, Action.SET_UP_SCHOOLS, "POST", reads=LIST)
def look_at(guest: SignedInRequest) -> Response:
    """The list as it was read, each bad line named. Nothing is saved."""
    if kind := guest.fields.get(UNREADABLE):
        return _page(guest, "", import_classes.unreadable(kind))
    text = guest.fields.get("file") or guest.fields.get("text") or ""
    return _preview(guest, text)


@staff_page(f"{PATH}/save", Action.SET_UP_SCHOOLS, "POST", reads=LIST)
def save(guest: SignedInRequest) -> Response:
    """Looks once more: what was right a minute ago may not be so now."""
    text = guest.fields.get("text") or ""
    try:
        plan = import_classes.save(guest.account, text, guest.now)
    except errors.ChangedMeanwhile:
        return _preview(guest, text, 409, "staff.setup.import.meanwhile")
    if plan.bad:
        return _preview(guest, text)
    return guest.saved("classes", "/staff/schools")


def _preview(guest: SignedInRequest, text: str, status: int = 200, problem: str = "") -> Response:
    return _page(guest, text, import_classes.look_at(guest.account, text), status, problem)


def _page(
    guest: SignedInRequest,
    text: str,
    plan: import_classes.Plan,
    status: int = 200,
    problem: str = "",
) -> Response:
    return guest.page(
        "class_import/import.html",
        422 if plan.bad else status,
        text=text,
        plan=plan,
        problem=problem,
    )
