"""Files of OneRoster where a list is taken: looked at on the page of the list, and
saved from there."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.class_import.list_upload import FILES, files_in
from chalicelib.manage_schools import set_up
from chalicelib.roster_import import from_files
from chalicelib.sign_in import feide_groups
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest


@staff_page(
    "/staff/schools/import/oneroster", Action.SET_UP_SCHOOLS, "POST", reads=FILES
)
def look_at_classes(request: SignedInRequest) -> Response:
    """What they hold of pupils is counted, and gone when the page is made."""
    files = files_in(request.fields)
    text, plan = from_files.classes(request.account, files, request.now)
    return request.page(
        "class_import/import.html",
        422 if plan.bad else 200,
        text=text,
        plan=plan,
        problem="",
        others_at="",
        feide=feide_groups.are_offered(),
        to_fill=None,
    )


@staff_page(
    "/staff/people-list/{school_id}/oneroster",
    Action.SET_UP_MEMBERS,
    "POST",
    reads=FILES,
)
def look_at_people(request: SignedInRequest, school_id: str) -> Response:
    files = files_in(request.fields)
    text, plan = from_files.people(request.account, school_id, files, request.now)
    return request.page(
        "people_import/import.html",
        422 if plan.bad else 200,
        school=set_up.mine(request.account, school_id),
        confirms=request.account.may(Action.CONFIRM_PEOPLE),
        text=text,
        plan=plan,
        done=None,
    )
