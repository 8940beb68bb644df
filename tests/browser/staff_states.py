"""Every staff page in its states, as it is sent: what the walks in a browser look at."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.group_log.write_down import write_down
from chalicelib.sign_in import by_link
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.asking import of_a_class_teacher, round_of_pupils
from tests.case_access_pages.states import of_who_has_it
from tests.case_pages.states import of_a_case
from tests.cast import NOW, NURSE, NURSE_THERE, OWNER, PRINCIPAL, PROGRAMME
from tests.class_reply.states import of_a_reply
from tests.group_log.cast import A_MEETING
from tests.pupil_follows.states import of_what_the_pupil_sees
from tests.result_exports.states import of_files
from tests.result_pages.states import of_results, of_sums
from tests.rows import rows_with

WRITTEN = [("note", "Vi tar det med hele klassen på mandag."), ("why", "measure")]


def states(visitor, language):
    """The pages of the door by name, as they are sent."""
    lang = f"?lang={language}"
    for person in (NURSE, NURSE_THERE, OWNER, PRINCIPAL, PROGRAMME):
        transaction.commit(*accounts.put_account(replace(person, language=language)))
    item = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    made = {"sign_in": visitor.get(f"/staff/sign-in{lang}")}
    made["problem"] = visitor.post(f"/staff/sign-in{lang}", {"email": "x"}, csrf=False)
    made["sent"] = visitor.post(f"/staff/sign-in{lang}", {"email": "a@b"}, csrf=False)
    token = by_link.new_token(
        accounts.hash_of(NURSE.email), by_link.SignInMethod.LINK, NOW
    )
    made["open"] = visitor.get(f"/staff/sign-in/{token}{lang}")
    made["choose"] = visitor.post(f"/staff/sign-in/{token}{lang}", csrf=False)
    made["ended"] = visitor.post(f"{item}/close{lang}", WRITTEN)
    visitor.become(NURSE)
    visitor.become(NURSE)
    made["inbox"] = visitor.get("/staff/inbox")
    made["unopened"] = visitor.get(item)
    visitor.post(f"{item}/open")
    made["item"] = visitor.get(item)
    made["print"] = visitor.get(f"{item}/print")
    made["join"] = visitor.get(f"{item}/join")
    made["erase"] = visitor.post(f"{item}/erase")
    made["erased"] = visitor.post(f"{item}/erase", {"turn": "0", "confirmed": "yes"})
    made |= of_a_case(visitor.become(PRINCIPAL))
    made |= of_who_has_it(visitor) | of_what_the_pupil_sees(visitor)
    visitor.become(NURSE)
    made["insight"] = visitor.get("/staff/insight")
    made["insight_wrong"] = visitor.post("/staff/insight", {"name": "1"})
    made["insight_found"] = visitor.post("/staff/insight", {"name": "Test Elev"})
    of_help = "help help/guardians/nb help/accessibility/nn"
    for name in f"progress rules week {of_help}".split():
        made[name] = visitor.get(f"/staff/{name}")
    entry = f"/staff/log/entries/{write_down(NURSE, A_MEETING, NOW)}"
    made |= {"log": visitor.get("/staff/log"), "log_entry": visitor.get(entry)}
    chosen = {"name": "Test Elev", "chosen": f"meeting.{entry.rpartition('/')[2]}"}
    made["insight_document"] = visitor.post("/staff/insight/document", chosen)
    made["log_correct"] = visitor.get(f"{entry}/correct")
    made["log_event"] = visitor.post("/staff/log/event", {"on": "2027-01-01"})
    made |= of_files(visitor) | of_results(visitor)
    made["referral_form"] = visitor.get("/staff/referrals/new")
    made["sessions"] = visitor.get("/staff/sessions")
    made["not_found"] = visitor.get("/staff/audit")
    made |= of_a_class_teacher(visitor, language) | of_a_reply(visitor)
    visitor.become(NURSE)
    visitor.csrf = "old"
    made["again"] = visitor.post(f"{item}/close", WRITTEN)
    visitor.become(OWNER)
    made["audit"] = visitor.get("/staff/audit?body=SCHAAA")
    for hour in range(30):
        sweep(NOW + timedelta(hours=hour))
    made["owner_inbox"] = visitor.get("/staff/inbox")
    made["overview"] = visitor.get("/staff/schools")
    assert texts(language)("staff.overview.unopened") in made["overview"].body.decode()
    assert texts(language)("inbox.unopened.title") in made["owner_inbox"].body.decode()
    made["retention"] = visitor.post("/staff/retention", {"days": "1"})
    round_ = f"/staff/retention/{round_of_pupils().id}"
    made["shred_open"] = visitor.get(round_)
    with pytest.MonkeyPatch.context() as patch:
        later = NOW + timedelta(hours=5)
        patch.setattr(door, "clock", lambda: later)
        visitor.become(OWNER, later)
        made["shred"] = visitor.post(round_, {"reason": "kort"})
        visitor.post(
            round_, {"reason": "Alt er lest og fulgt opp.", "confirmed": "yes"}
        )
        made["shredded"] = visitor.get(round_)
    visitor.become(PROGRAMME)
    made["programme"] = visitor.get("/staff/programme")
    made |= of_sums(visitor)
    return {name: as_sent(answer) for name, answer in made.items()}


def as_sent(answer):
    """What a browser is given of it."""
    return {
        "html": answer.body.decode(),
        "policy": answer.headers["Content-Security-Policy"],
    }
