"""The other buttons, made ready to be pressed: people, schools, rounds, referrals,
sessions."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.accounts import store as accounts
from chalicelib.group_log.write_down import write_down
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    NURSE_THERE,
    OWNER,
    PRINCIPAL,
    TEACHER,
)
from tests.forms_of import form
from tests.group_log.cast import A_MEETING, MEETING
from tests.manage_rounds.test_staff_pages import PLAN, PREPARED
from tests.passkeys.device import Device
from tests.referring import WHOLE, refer, written
from tests.rows import rows_with
from tests.staff_browser import hidden, text
from tests.staff_door.buttons import REASON, case

LATER = NOW + timedelta(hours=5)

PERSON = {
    "name": "Ny Ansatt",
    "email": "ny@test.example",
    "position": "teacher",
    "language": "nb",
    "active": "yes",
}


@case("/staff/people/{body_id}/{person_id}", ADMINISTRATOR)
def _new_person(at):
    return "/staff/people/SCHAAA/new", PERSON


@case("/staff/people/{body_id}/{person_id}", ADMINISTRATOR)
def _changed_person(at):
    return at.read(f"/staff/people/SCHAAA/{NURSE.id}", name="Nytt Navn")


@case("/staff/people/{body_id}/{person_id}", ADMINISTRATOR)
def _who_leaves(at):
    path, fields = at.read(f"/staff/people/SCHAAA/{TEACHER.id}")
    return path, [field for field in fields if field[0] != "active"]


@case("/staff/people/{body_id}/{person_id}/confirm", OWNER)
def _confirm(at):
    at.visitor.become(ADMINISTRATOR)
    at.done(
        "/staff/people/SCHAAA/new",
        {**PERSON, "position": "social_teacher"},
    )
    at.visitor.become(OWNER)
    (row,) = [
        found
        for found in rows_with("casework", sk="ACCOUNT#")
        if found.get("name") == "Ny Ansatt"
    ]
    path = f"/staff/people/SCHAAA/{row['sk'].partition('#')[2]}/confirm"
    return path, {"version": "1"}


@case("/staff/confirm/{body_id}", OWNER)
def _confirm_all(at):
    _confirm(at)
    return at.read("/staff/confirm/SCHAAA")


@case("/staff/people/{body_id}/{person_id}/invite", ADMINISTRATOR)
def _invite_again(at):
    path = f"/staff/people/SCHAAA/{TEACHER.id}"
    return f"{path}/invite", form(text(at.visitor.get(path)), f"{path}/invite")


@case("/staff/people/{body_id}/{person_id}/works", ADMINISTRATOR)
def _works(at):
    transaction.commit(*accounts.put_account(replace(NURSE, bounced_at=NOW)))
    path = f"/staff/people/SCHAAA/{NURSE.id}"
    return f"{path}/works", form(text(at.visitor.get(path)), f"{path}/works")


@case("/staff/readiness", NURSE)
def _readiness(at):
    return at.read("/staff/readiness", course_on="2026-11-02", on_duty=NURSE.id)


@case("/staff/schools/{school_id}/confidential", OWNER)
def _unlock(at):
    return "/staff/schools/SCHAAA/confidential", {"version": "0", "reason": REASON}


@case("/staff/schools/{school_id}/confidential", OWNER)
def _lock(at):
    at.done(*_unlock(at))
    return "/staff/schools/SCHAAA/confidential", {"version": "1", "lock": "yes"}


@case("/staff/schools/{school_id}/settings", ADMINISTRATOR)
def _school(at):
    path = "/staff/schools/SCHAAA/settings"
    return path, form(text(at.visitor.get(path)), path, name="Nytt skolenavn")


@case("/staff/schools/import", ADMINISTRATOR)
def _list(at):
    return "/staff/schools/import", {
        "text": "skole;klasse;trinn;elever\nRåholt;6A;6;24\n"
    }


@case("/staff/schools/import/save", ADMINISTRATOR)
def _saved_list(at):
    return "/staff/schools/import/save", _list(at)[1]


@case("/staff/people-list/{school_id}", ADMINISTRATOR)
def _people(at):
    return "/staff/people-list/SCHAAA", {"text": "Ny Ansatt;ny@test.example;lærer"}


@case("/staff/people-list/{school_id}/save", ADMINISTRATOR)
def _saved_people(at):
    return "/staff/people-list/SCHAAA/save", _people(at)[1]


@case("/staff/retention", OWNER)
def _retention(at):
    return "/staff/retention", {"days": "90"}


@case("/staff/retention/{round_id}", OWNER)
def _shred(at):
    at.visitor.become(OWNER, LATER)
    path = f"/staff/retention/{at.stage.round.id}"
    return path, {"reason": REASON, "confirmed": "yes", "sure": "yes"}


def _ready(at):
    at.done("/staff/readiness", {**PREPARED, "version": "0"})


@case("/staff/rounds/new", NURSE)
def _looked_at(at):
    _ready(at)
    return "/staff/rounds/new", PLAN


@case("/staff/rounds/save", NURSE)
def _saved_round(at):
    _ready(at)
    looked_at = hidden(at.visitor.post("/staff/rounds/new", PLAN))
    return "/staff/rounds/save", [*PLAN, ("attempt", dict(looked_at)["attempt"])]


@case("/staff/rounds/{round_id}/open", NURSE)
def _open_class(at):
    path, fields = _saved_round(at)
    at.done(path, fields)
    path = f"/staff/rounds/{dict(fields)['attempt']}"
    page = text(at.visitor.get(path))
    return f"{path}/open", form(page, f"{path}/open", **{"class": "6A"})


@case("/staff/rounds/{round_id}/change", NURSE)
def _changed_round(at):
    return at.read(at.round("/change"), deputy=PRINCIPAL.id)


@case("/staff/rounds/{round_id}/close", NURSE)
def _closed(at):
    return at.read(at.round("/close"))


@case("/staff/rounds/{round_id}/go-on", NURSE)
def _gone_on(at):
    at.done(*_closed(at))
    page = text(at.visitor.get(at.round()))
    return at.round("/go-on"), form(page, at.round("/go-on"))


def _draft():
    return written(drafts.desk(TEACHER)).id


@case("/staff/referrals/{referral_id}", TEACHER)
def _kept(at):
    path = f"/staff/referrals/{drafts.new_referral_id()}"
    return path, {**WHOLE, "mark": "", "do": "save"}


@case("/staff/referrals/{referral_id}", TEACHER)
def _checked(at):
    path = f"/staff/referrals/{drafts.new_referral_id()}"
    return path, {**WHOLE, "mark": ""}


@case("/staff/referrals/{referral_id}/discard", TEACHER)
def _discarded(at):
    return f"/staff/referrals/{_draft()}/discard", {}


@case("/staff/referrals/{referral_id}/add", TEACHER)
def _added(at):
    sent = refer(drafts.desk(TEACHER))
    more = {"attempt": drafts.new_referral_id(), "text": "Det skjedde igjen."}
    return f"/staff/referrals/{sent}/add", more


@case("/staff/log/meeting", NURSE)
def _meeting(at):
    return at.read("/staff/log/meeting", **MEETING)


@case("/staff/log/event", NURSE)
def _gathering(at):
    typed = {"kind": "gathering", "on": "2026-11-20", "present": NURSE.id}
    return at.read("/staff/log/event", **typed)


@case("/staff/log/entries/{entry_id}/correct", NURSE)
def _correction(at):
    entry_id = write_down(NURSE, A_MEETING, NOW)
    path = f"/staff/log/entries/{entry_id}/correct"
    return at.read(path, advice="Spør igjen om en uke.")


@case("/staff/feide/connect", NURSE)
def _connect(at):
    return "/staff/feide/connect", {}


@case("/staff/feide/disconnect", NURSE)
def _disconnect(at):
    return "/staff/feide/disconnect", {}


@case("/staff/passkeys/new", NURSE)
def _new_passkey(at):
    answer = at.visitor.post("/staff/passkeys/challenge", csrf=False)
    signed = Device().makes(answer.body.decode())
    return "/staff/passkeys/new", {"name": "telefonen min", "signed": signed}


@case("/staff/passkeys/revoke", NURSE)
def _revoke_passkey(at):
    at.done(*_new_passkey(at))
    (row,) = rows_with("casework", sk="PASSKEY#")
    return "/staff/passkeys/revoke", {"passkey": row["sk"].partition("#")[2]}


@case("/staff/passkeys/decline", NURSE)
def _decline_passkeys(at):
    return "/staff/passkeys/decline", {}


@case("/staff/sessions/end", NURSE)
def _end_here(at):
    (row,) = rows_with("casework", pk=f"SESSIONS#SCHAAA#{NURSE.id}")
    return "/staff/sessions/end", {"session": row["sk"].partition("#")[2]}


@case("/staff/sessions/end-all", NURSE)
def _end_all(at):
    return "/staff/sessions/end-all", {}


@case("/staff/sessions/language", NURSE)
def _other_language(at):
    return "/staff/sessions/language", {"language": "en"}


@case("/staff/sessions/place", NURSE)
def other_place(at):
    transaction.commit(*accounts.put_account(NURSE_THERE))
    return "/staff/sessions/place", {"place": f"SCHBBB.{NURSE_THERE.id}"}


@case("/staff/sign-out", NURSE)
def _sign_out(at):
    return "/staff/sign-out", {}


@case("/staff/insight", NURSE)
def search_pupil(_):
    return "/staff/insight", {"name": "Kim Prøvesen"}
