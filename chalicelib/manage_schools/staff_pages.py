"""One of the school owner's schools, and its new year."""

from chalice import Response

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action, Role
from chalicelib.core import errors
from chalicelib.manage_schools import access, next_page
from chalicelib.manage_schools import set_up as school_setup
from chalicelib.manage_schools import turn_year as year_turn
from chalicelib.manage_schools.fields import SchoolFields, read
from chalicelib.schools import store as schools
from chalicelib.schools.class_teachers import labels, own_classes
from chalicelib.schools.school import School, SchoolClass, last_grade
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_fields


@staff_page("/staff/schools/{school_id}", Action.SET_UP_SCHOOLS)
def see_people(request: SignedInRequest, school_id: str) -> Response:
    school = school_setup.mine(request.account, school_id)
    people, classes = accounts.of_body(school.id), schools.classes(school.id)
    return request.page(
        "manage_schools/school_people.html",
        school=school,
        people=people_in_order(people),
        teach={person.id: labels(own_classes(person, classes)) for person in people},
        waiting=access.to_be_let_in(request.account, school.id),
    )


@staff_page("/staff/schools/{school_id}/classes", Action.SET_UP_SCHOOLS)
def see_classes(request: SignedInRequest, school_id: str) -> Response:
    school = school_setup.mine(request.account, school_id)
    return request.page(
        "manage_schools/school_classes.html",
        school=school,
        classes=schools.classes(school.id),
    )


@staff_page("/staff/schools/{school_id}/settings", Action.SET_UP_SCHOOLS)
def see_settings(request: SignedInRequest, school_id: str) -> Response:
    school = school_setup.mine(request.account, school_id)
    form = as_typed(school, schools.classes(school_id))
    return _settings_page(request, school, form)


@staff_page("/staff/schools/{school_id}/settings", Action.SET_UP_SCHOOLS, "POST")
def change_school(request: SignedInRequest, school_id: str) -> Response:
    school = school_setup.mine(request.account, school_id)
    form = form_fields.typed(request.fields, SchoolFields.model_fields)
    given, wrong = read(SchoolFields, form)
    if given is None:
        return _settings_page(
            request, school, form, 422, wrong, form_fields.seen(request.fields)
        )
    try:
        seen = form_fields.seen(request.fields)
        school_setup.change_school(request.account, school_id, seen, given, request.now)
    except errors.ChangedMeanwhile:
        school = school_setup.mine(request.account, school_id)
        changed = form_fields.differences(
            form, as_typed(school, schools.classes(school_id))
        )
        return _settings_page(request, school, form, 409, meanwhile=changed)
    page = f"/staff/schools/{school_id}/settings"
    return next_page.saved_and_on(request, "school", school_id, page, f"{page}#main")


@staff_page("/staff/schools/{school_id}/year", Action.SET_UP_SCHOOLS)
def preview_year(request: SignedInRequest, school_id: str) -> Response:
    return _year_page(request, school_id)


@staff_page("/staff/schools/{school_id}/year", Action.SET_UP_SCHOOLS, "POST")
def turn_year(request: SignedInRequest, school_id: str) -> Response:
    """What is asked about once: the list above the tick is what is said yes to."""
    seen = request.fields.get("seen") or ""
    if request.fields.get("sure") != "yes":
        return _year_page(request, school_id, 422, "sure")
    try:
        year_turn.turn(request.account, school_id, seen, request.now)
    except errors.ChangedMeanwhile:
        return _year_page(request, school_id, 409, "meanwhile")
    return request.saved("year", f"/staff/schools/{school_id}/year")


@staff_page("/staff/schools/{school_id}/year/undo", Action.SET_UP_SCHOOLS, "POST")
def undo_year(request: SignedInRequest, school_id: str) -> Response:
    try:
        year_turn.undo(request.account, school_id, request.now)
    except errors.ChangedMeanwhile:
        return _year_page(request, school_id, 409, "undo")
    return request.saved("year_undone", f"/staff/schools/{school_id}/year")


def as_typed(school: School, classes: list[SchoolClass]) -> dict[str, str]:
    """The school as its form shows it."""
    breaks = [f"{a:%d.%m.%Y}–{b:%d.%m.%Y}" for a, b in school.calendar.breaks]
    return {
        "name": school.name,
        "language": school.language,
        "slots": ", ".join(f"{slot:%H.%M}" for slot in school.calendar.slots),
        "breaks": "\n".join(breaks),
        "ombud": school.ombud,
        "last_grade": str(last_grade(school, classes)),
    }


def people_in_order(people: list[Account]) -> list[Account]:
    """Those who are here first, the resource group before the teachers, then by
    name."""
    return sorted(
        people, key=lambda p: (not p.active, p.role is Role.TEACHER, p.name.casefold())
    )


def _settings_page(
    request: SignedInRequest,
    school: School,
    form: dict[str, str],
    status: int = 200,
    wrong: tuple[str, ...] = (),
    version: int | None = None,
    meanwhile: list[tuple[str, str]] | None = None,
) -> Response:
    return request.page(
        "manage_schools/school_settings.html",
        status,
        school=school,
        may_unlock=request.account.may(Action.UNLOCK_CONFIDENTIAL),
        form=form,
        wrong=wrong,
        version=school.version if version is None else version,
        meanwhile=meanwhile,
    )


def _year_page(
    request: SignedInRequest, school_id: str, status: int = 200, problem: str = ""
) -> Response:
    year = year_turn.preview(request.account, school_id, request.now)
    return request.page(
        "manage_schools/year.html",
        status,
        school=year.school,
        year=year,
        problem=problem,
    )
