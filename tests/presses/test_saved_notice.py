"""A press says what it has saved on the page it comes back to, and nothing else
does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.items.item_kind import ItemKind
from chalicelib.presses import saved_notice
from chalicelib.reading import open as reading
from chalicelib.sign_in import sessions
from chalicelib.staff_door import blueprint
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, TEACHER
from tests.manage_schools.test_setup_pages import NURSE_FORM
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
SCHOOL_PAGE = f"/staff/schools/{SCHOOL.id}"
HERE = f"{SCHOOL_PAGE}/settings"
SETTINGS = {
    "name": SCHOOL.name,
    "language": "nb",
    "slots": "11:45",
    "breaks": "",
    "version": "1",
}
SETTINGS |= {"ombud": SCHOOL.ombud, "last_grade": "7"}
PERSON = f"/staff/people/{SCHOOL.id}"
NEW = {**NURSE_FORM, "email": "ny@test.example", "name": "Ny Test"}
REASON = "Skolen har bedt om dette."
LIST = "skole;klasse;trinn;elever\nTestskolen;6A;6;24"


def saying(browser):
    """What the page says was saved, once: a second look says nothing."""

    def follow(answer):
        assert answer.status_code == 303, text(answer)
        path = answer.headers["Location"].partition("#")[0]
        first, again = text(browser.get(path)), text(browser.get(path))
        found = [
            line for line in first.splitlines() if 'class="note" role="status"' in line
        ]
        assert not any(line in again for line in found)
        return "".join(found)

    return follow


@pytest.mark.parametrize(
    ("who", "path", "form", "what"),
    [
        (ADMINISTRATOR, HERE, SETTINGS, "school"),
        (
            ADMINISTRATOR,
            f"{PERSON}/{NURSE.id}",
            {**NURSE_FORM, "name": "Ny Helse"},
            "person",
        ),
        (ADMINISTRATOR, f"{PERSON}/new", NEW, "person_added"),
        (
            ADMINISTRATOR,
            f"{PERSON}/{NURSE.id}/works",
            {"version": "1"},
            "address_works",
        ),
        (ADMINISTRATOR, "/staff/schools/import/save", {"text": LIST}, "classes"),
        (
            OWNER,
            f"{SCHOOL_PAGE}/confidential",
            {"version": "0", "reason": REASON},
            "unlocked",
        ),
        (
            OWNER,
            f"{SCHOOL_PAGE}/confidential",
            {"version": "0", "lock": "yes"},
            "locked",
        ),
        (OWNER, "/staff/retention", {"days": "200"}, "retention"),
        (NURSE, "/staff/readiness", {"version": "0", "on_duty": NURSE.id}, "on_duty"),
        (TEACHER, "/staff/sessions/end", {"session": "x"}, "session_ended"),
    ],
)
def test_what_was_saved_is_said_once(visitor, who, path, form, what):
    visitor.become(who)
    found = saying(visitor)(visitor.post(path, form))
    assert t(f"staff.saved.{what}") in found


def test_each_thing_done_with_a_round_is_said(visitor, stage):
    visitor.become(PRINCIPAL)
    path, says = f"/staff/rounds/{stage.round.id}", saying(visitor)
    assert t("staff.saved.round_ended") in says(
        visitor.post(f"{path}/close", {"version": "1"})
    )
    assert t("staff.saved.round_goes_on") in says(
        visitor.post(f"{path}/go-on", {"version": "2"})
    )


def test_each_thing_done_with_an_item_is_said(visitor, stage):
    stage.send(hurt="few")
    (row,) = rows_with("answers", sk="FLAG#")
    reading.open_item(NURSE, ItemKind.FLAG, row["id"], NOW)
    visitor.become(NURSE)
    path, says = f"/staff/inbox/flag/{row['id']}", saying(visitor)
    assert t("staff.saved.take") in says(visitor.post(f"{path}/take", {"turn": "0"}))
    over = {"turn": "1", "to": PRINCIPAL.id}
    assert t("staff.saved.hand_over") in says(visitor.post(f"{path}/hand-over", over))


@pytest.mark.parametrize(
    "form", [{**SETTINGS, "name": ""}, {**SETTINGS, "version": "0"}]
)
def test_what_was_refused_says_nothing(visitor, form):
    visitor.become(ADMINISTRATOR)
    assert visitor.post(HERE, form).status_code in (409, 422)
    assert t("staff.saved.school") not in text(visitor.get(HERE))


def test_a_person_who_changed_meanwhile_is_not_said_to_be_confirmed(visitor):
    waits = replace(NURSE, id="B2", email="ny@test.example", confirmed=False)
    transaction.commit(*accounts.put_account(waits))
    visitor.become(OWNER).post(f"{PERSON}/B2/confirm", {"version": "0"})
    assert t("staff.saved.confirmed") not in text(visitor.get(HERE))


def held(visitor, path=HERE, now=NOW):
    session = sessions.session_of(visitor.cookies[blueprint.COOKIE], NOW)[0]
    return saved_notice.said(session, "school", path, now)


def test_no_link_and_no_cookie_of_another_page_time_or_session_says_it(visitor):
    visitor.become(ADMINISTRATOR)
    good = held(visitor)
    elsewhere = held(visitor, "/staff/schools")
    old = held(visitor, now=NOW - timedelta(seconds=61))
    visitor.become(ADMINISTRATOR)
    made_up = [
        good,
        elsewhere,
        old,
        "school",
        f"school.{int(NOW.timestamp())}.0",
        "å.å.å",
        "..",
    ]
    said = t("staff.saved.school")
    for value in made_up:
        visitor.cookies[saved_notice.COOKIE] = value
        assert said not in text(visitor.get(HERE))
    assert said not in text(visitor.get(f"{HERE}?saved=school"))
    visitor.cookies[saved_notice.COOKIE] = held(visitor)
    assert said in text(visitor.get(HERE))


def test_the_cookie_is_for_no_script_and_a_minute(visitor):
    answer = visitor.become(ADMINISTRATOR).post(HERE, SETTINGS)
    cookie = answer.headers["Set-Cookie"]
    # Else the form's own place is gone to
    assert answer.headers["Location"].endswith("#main")
    assert cookie.startswith(f"{saved_notice.COOKIE}=school.")
    assert cookie.endswith("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60")


def test_a_list_says_from_what_to_what(visitor):
    lines = "skole;klasse;trinn;elever\nTestskolen;6A;7;24\nTestskolen;6B;6;8"
    page = text(
        visitor.become(ADMINISTRATOR).post("/staff/schools/import", {"text": lines})
    )
    assert "Endres: 6. → 7. trinn, 26 → 24 elever<" in page
    assert page.count("→") == 2
