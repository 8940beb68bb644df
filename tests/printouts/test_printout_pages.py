"""An item for the school's archive: who may take it out, what stands on it, and what
the log says of it."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.pupil_threads import ask_contact
from chalicelib.referrals import additions, drafts
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import BEFORE, NOW, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER
from tests.pupil_cast import TODAY, from_pupils, receipt_with, ticket_of
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
NOTE = "Ringte hjem i dag."
CLOCK = re.compile(r"klokka|\b\d\d[.:]\d\d\b")


@pytest.fixture
def referral(visitor):
    """Opened, taken and written a note about by the principal; where it stands."""
    path = f"/staff/inbox/referral/{refer(drafts.desk(TEACHER))}"
    visitor.become(PRINCIPAL)
    visitor.post(f"{path}/open")
    visitor.post(f"{path}/take", {"turn": "0"})
    words = {"turn": "1", "attempt": "a" * 22, "working_note": NOTE}
    assert visitor.post(f"{path}/note", words).status_code == 303
    return path


@pytest.fixture
def flag(stage):
    stage.send(hurt="few")
    return f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"


def printed(visitor, path, notes=""):
    answer = visitor.get(f"{path}/print{notes}")
    assert answer.status_code == 200
    return text(answer)


def plain(page):
    return " ".join(re.sub("<.*?>", " ", page.split("<main>")[1]).split())


def prints(body="SCHAAA"):
    """The log's entries of prints, by whom."""
    entries = [e for e in audit.newest_first(body) if e.what.startswith("printed_")]
    return [(entry.what, entry.who) for entry in entries]


def test_a_referral_says_school_number_day_its_points_and_what_was_done(
    visitor, referral
):
    page = printed(visitor, referral)
    said = plain(page)
    number = referral.rpartition("/")[2][:6]
    assert f"{t('inbox.kind.referral')} {number}" in said
    assert "Testskolen" in said
    assert "tirsdag 24. november 2026 klokka 09.07" in said
    assert "De går når jeg kommer" in said
    assert t("inbox.did.took", name=PRINCIPAL.name) in said
    assert t("inbox.story.mail", circle=t("inbox.circle.principal")) in said
    by = t("printout.by", name=PRINCIPAL.name, when="tirsdag 24. november 2026")
    assert by in said
    assert prints() == [("printed_referral", PRINCIPAL.id)]


def test_nothing_on_it_is_pressed_or_leads_on(visitor, referral):
    page = printed(visitor, referral)
    assert not re.search(r"<(nav|form|button|input|textarea|details)\b", page)
    on_screen, on_paper = page.split("</p>", 1)
    assert on_screen.count("<a ") == on_screen.count('<p class="screen"><a ') == 1
    assert "<a " not in on_paper
    assert visitor.csrf not in page


def test_working_notes_come_along_only_where_asked_for(visitor, referral):
    assert NOTE not in printed(visitor, referral)
    assert NOTE in printed(visitor, referral, "?notes=yes")
    page = text(visitor.get(referral))
    form = page.split(f'action="{referral}/print"')[1].split("</form>")[0]
    assert 'name="notes"' in form
    assert "checked" not in form


def test_what_was_added_to_it_comes_along(visitor, referral):
    number = referral.rpartition("/")[2]
    attempt = drafts.new_referral_id()
    additions.add(TEACHER, number, attempt, "Skjedde igjen i dag", NOW)
    assert "Skjedde igjen i dag" in printed(visitor, referral)


def test_of_what_is_closed_it_says_why(visitor, referral):
    why = {"turn": "1", "why": "mistake", "note": "Skrevet to ganger av oss"}
    assert visitor.post(f"{referral}/close", why).status_code == 303
    said = plain(printed(visitor, referral))
    assert t("inbox.closing.mistake") in said
    assert why["note"] in said
    assert t("inbox.did.closed", name=PRINCIPAL.name) in said


def test_of_what_an_anonymous_pupil_sent_there_is_the_day_alone(visitor, flag):
    visitor.become(NURSE)
    visitor.post(f"{flag}/open")
    visitor.post(f"{flag}/take", {"turn": "0"})
    said = plain(printed(visitor, flag))
    assert t("flag.reason.bullied.few") in said
    assert "tirsdag 24. november 2026" in said
    assert not CLOCK.search(said)
    assert prints() == [("printed_flag", NURSE.id)]


def test_what_is_not_opened_is_not_printed_and_the_log_says_nothing(visitor, flag):
    visitor.become(NURSE)
    answer = visitor.get(f"{flag}/print")
    assert answer.status_code == 422
    assert t("inbox.problem.unopened") in text(answer)
    assert t("flag.reason.bullied.few") not in text(answer)
    assert prints() == []
    assert rows_with("answers", sk="FLAG#")[0].get("opened_by") is None


@pytest.mark.parametrize("who", [STRANGER, TEACHER, NURSE])
def test_who_may_not_read_it_gets_nothing_of_it(visitor, referral, who):
    """The nurse without a written reason, too."""
    answer = visitor.become(who).get(f"{referral}/print")
    assert answer.status_code in (404, 422)
    assert "De går når jeg kommer" not in text(answer)
    assert prints() == []


def test_what_a_pupil_asked_and_wrote_prints_with_the_day_alone(stage, visitor):
    ask_contact.ask(ticket_of(stage, "c" * 22).text, TODAY, None, BEFORE)
    receipt_with(ticket_of(stage, "t" * 22), "Ingen vil være med meg")
    visitor.become(PRINCIPAL)
    said = {}
    for item in from_pupils(PRINCIPAL):
        path = f"/staff/inbox/{item.kind}/{item.id}"
        visitor.post(f"{path}/open")
        said[item.kind] = plain(printed(visitor, path))
    assert "Ingen vil være med meg" in said["thread"]
    assert TODAY.name in said["contact"]
    assert [kind for kind, page in said.items() if CLOCK.search(page)] == []


def test_the_owner_prints_what_is_theirs_alone_under_the_schools_name(visitor):
    number = refer(drafts.desk(TEACHER), involved=["leadership"])
    path = f"/staff/inbox/referral/{number}"
    visitor.become(OWNER)
    visitor.post(f"{path}/open")
    said = plain(printed(visitor, path))
    assert "Testskolen" in said
    assert "De går når jeg kommer" in said
    assert prints("WNERAA") == [("printed_referral", OWNER.id)]
    assert visitor.become(PRINCIPAL).get(f"{path}/print").status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_speaks_the_language_of_who_prints_it(visitor, referral, language):
    own = replace(PRINCIPAL, language=language)
    transaction.commit(*accounts.put_account(own))
    page = printed(visitor, referral, "?notes=yes")
    assert f'lang="{language}"' in page
    assert texts(language)("inbox.history") in page
