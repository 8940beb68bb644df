"""Who is at a school, or at the school owner: added, changed, and let go."""

from collections import Counter

from chalice import Response

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import AT_SCHOOL, Account, Action
from chalicelib.core import errors
from chalicelib.handle_items import hand_on_work
from chalicelib.handle_items.waiting_work import Waits
from chalicelib.manage_people import let_in
from chalicelib.manage_people.people_path import people_path
from chalicelib.manage_schools import set_up as school_setup
from chalicelib.manage_schools import tell_turns
from chalicelib.manage_schools.fields import PersonFields, read
from chalicelib.presses import saved_notice
from chalicelib.schools import store as schools
from chalicelib.schools.class_teachers import labels, own_classes
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_fields

NEW = "new"


@staff_page("/staff/people/{body_id}/{person_id}", Action.SET_UP_MEMBERS)
def see_person(request: SignedInRequest, body_id: str, person_id: str) -> Response:
    school_setup.body_positions(request.account, body_id)
    if person_id == NEW:
        # Nothing is chosen that the person adding has not chosen.
        form = {"language": request.language, "active": "yes"}
        blank = dict.fromkeys(PersonFields.model_fields, "") | form
        return _page(request, body_id, person_id, blank, 1)
    person = _person(body_id, person_id)
    return _page(request, body_id, person_id, as_typed(person), person.version)


@staff_page("/staff/people/{body_id}/{person_id}", Action.SET_UP_MEMBERS, "POST")
def save_person(request: SignedInRequest, body_id: str, person_id: str) -> Response:
    positions = school_setup.body_positions(request.account, body_id)
    if person_id != NEW:
        _person(body_id, person_id)
    form = form_fields.typed(request.fields, PersonFields.model_fields)
    form["classes"] = " ".join(request.fields.all().get("classes", ()))
    given, wrong = read(PersonFields, form | {"active": form["active"] or "no"})
    if given and given.position not in positions:
        given, wrong = None, ("position",)
    if given is None:
        return _page(
            request,
            body_id,
            person_id,
            form,
            form_fields.seen(request.fields),
            422,
            wrong,
        )
    return _save(request, body_id, person_id, form, given)


@staff_page("/staff/people/{body_id}/{person_id}/works", Action.SET_UP_MEMBERS, "POST")
def say_address_works(
    request: SignedInRequest, body_id: str, person_id: str
) -> Response:
    seen = form_fields.seen(request.fields)
    try:
        school_setup.address_works(
            request.account, body_id, person_id, seen, request.now
        )
    except errors.ChangedMeanwhile:
        now = _person(body_id, person_id)
        return _page(
            request, body_id, person_id, as_typed(now), now.version, 409, meanwhile=[]
        )
    return request.saved("address_works", people_path(request.account, body_id))


@staff_page("/staff/people/{body_id}/{person_id}/invite", Action.SET_UP_MEMBERS, "POST")
def invite_again(request: SignedInRequest, body_id: str, person_id: str) -> Response:
    seen = form_fields.seen(request.fields)
    try:
        sent = let_in.invite_again(
            request.account, body_id, person_id, seen, request.now
        )
    except errors.ChangedMeanwhile:
        now = _person(body_id, person_id)
        return _page(
            request, body_id, person_id, as_typed(now), now.version, 409, meanwhile=[]
        )
    if sent:
        return request.saved("invited", f"/staff/people/{body_id}/{person_id}")
    now = _person(body_id, person_id)
    often = ("invitation.often",)
    return _page(request, body_id, person_id, as_typed(now), now.version, 422, often)


def as_typed(person: Account) -> dict[str, str]:
    """The account as its form shows it."""
    return {
        "name": person.name,
        "email": person.shown_email,
        "position": person.position.value,
        "language": person.language,
        "active": "yes" if person.active else "",
        "classes": " ".join(person.classes),
    }


def _save(
    request: SignedInRequest,
    body_id: str,
    person_id: str,
    form: dict[str, str],
    given: PersonFields,
) -> Response:
    seen = form_fields.seen(request.fields)
    said = "person_added"
    try:
        if person_id == NEW:
            school_setup.add_person(request.account, body_id, given, request.now)
        else:
            heir = request.fields.get("heir")
            said = _said(
                request.account,
                school_setup.change_person(
                    request.account, body_id, person_id, seen, given, request.now, heir
                ),
            )
    except hand_on_work.StillWaiting as error:
        return _leaves_page(request, body_id, person_id, form, error.waits)
    except errors.Incomplete as error:
        person = _person(body_id, person_id)
        waits = hand_on_work.waits_on(person, request.account.body_id, request.now)
        return _leaves_page(request, body_id, person_id, form, waits, error.problem)
    except errors.Unfit as error:
        return _page(request, body_id, person_id, form, seen, 422, error.problems)
    except errors.ChangedMeanwhile:
        now = _person(body_id, person_id)
        changed = dict(form_fields.differences(form, as_typed(now)))
        if "classes" in changed:
            changed["classes"] = labels(own_classes(now, schools.classes(body_id)))
        meanwhile = list(changed.items())
        return _page(
            request, body_id, person_id, form, now.version, 409, meanwhile=meanwhile
        )
    tell_turns.tell(request.account, body_id, request.now)
    return request.saved(said, people_path(request.account, body_id))


def _said(who: Account, handed_on: hand_on_work.HandedOn | None) -> str:
    """Who got what, and what nobody did."""
    if handed_on is None:
        return "person"
    heir, waits = handed_on.heir, handed_on.waits
    given = "taken_over" if heir and heir.id == who.id else "handed_on"
    parts = {
        "person": True,
        saved_notice.with_ids(
            given, heir, (item.id for item in handed_on.given)
        ): handed_on.given,
        saved_notice.with_ids(
            "released", None, (item.id for item in handed_on.released)
        ): (handed_on.released),
        saved_notice.with_ids("duties", heir, ()): heir
        and (waits.rounds or waits.on_duty),
        "sheets": handed_on.sheets,
    }
    return "-".join(what for what, holds in parts.items() if holds)


def _leaves_page(
    request: SignedInRequest,
    body_id: str,
    person_id: str,
    form: dict[str, str],
    waits: Waits,
    problem: str = "",
) -> Response:
    """What waits on who leaves, and who takes it; nothing is changed yet."""
    person = _person(body_id, person_id)
    return request.page(
        "manage_people/person_leaves.html",
        422 if problem else 200,
        body_id=body_id,
        person=person,
        waits=waits,
        heirs=hand_on_work.heirs(person),
        nobody="" if waits.needs_heir else hand_on_work.NOBODY,
        form=form,
        version=form_fields.seen(request.fields),
        problem=problem,
        kinds=Counter(item.kind for item in waits.items),
    )


def _person(body_id: str, person_id: str) -> Account:
    person = accounts.get(body_id, person_id)
    if person is None:
        raise errors.NotFound
    return person


def _invitation(person: Account | None) -> dict[str, object]:
    if person is None or not person.active:
        return {"invitation": ""}
    invitation = let_in.invitation_of(person)
    may_invite = invitation.is_over and not person.unreached
    at = person.invited_at
    return {"invitation": invitation, "may_invite": may_invite, "invited_at": at}


def _page(
    request: SignedInRequest,
    body_id: str,
    person_id: str,
    form: dict[str, str],
    version: int,
    status: int = 200,
    wrong: tuple[str, ...] = (),
    meanwhile: list[tuple[str, str]] | None = None,
) -> Response:
    positions = school_setup.body_positions(request.account, body_id)
    person = accounts.get(body_id, person_id)
    return request.page(
        "manage_people/person.html",
        status,
        body_id=body_id,
        person_id=person_id,
        at_school=positions is AT_SCHOOL,
        bounced_at=person.bounced_at if person else None,
        **_invitation(person),
        is_new=person_id == NEW,
        is_self=person_id == request.account.id,
        form=form,
        version=version,
        wrong=wrong,
        meanwhile=meanwhile,
        positions=positions,
        classes=schools.classes(body_id) if positions is AT_SCHOOL else [],
    )
