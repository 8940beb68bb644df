"""Schools and classes from a list: paste it or send a file, look, then save."""

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.services import class_import, refusals
from chalicelib.web.staff.door import Guest, room
from chalicelib.web.staff.lists import LIST, UNREADABLE

PATH = "/staff/schools/import"


@room(PATH, Action.SET_UP_SCHOOLS)
def start(guest: Guest) -> Response:
    return guest.page("school_import", text="", plan=None, problem="")


@room(PATH, Action.SET_UP_SCHOOLS, "POST", reads=LIST)
def look_at(guest: Guest) -> Response:
    """The list as it was read, each bad line named. Nothing is saved."""
    if kind := guest.fields.get(UNREADABLE):
        return _page(guest, "", class_import.unreadable(kind))
    text = guest.fields.get("file") or guest.fields.get("text") or ""
    return _preview(guest, text)


@room(f"{PATH}/save", Action.SET_UP_SCHOOLS, "POST", reads=LIST)
def save(guest: Guest) -> Response:
    """Looks once more: what was right a minute ago may not be so now."""
    text = guest.fields.get("text") or ""
    try:
        plan = class_import.save(guest.account, text, guest.now)
    except refusals.ChangedMeanwhile:
        return _preview(guest, text, 409, "staff.setup.import.meanwhile")
    if plan.bad:
        return _preview(guest, text)
    return guest.saved("classes", "/staff/schools")


def _preview(guest: Guest, text: str, status: int = 200, problem: str = "") -> Response:
    return _page(guest, text, class_import.look_at(guest.account, text), status, problem)


def _page(
    guest: Guest, text: str, plan: class_import.Plan, status: int = 200, problem: str = ""
) -> Response:
    return guest.page(
        "school_import", 422 if plan.bad else status, text=text, plan=plan, problem=problem
    )
