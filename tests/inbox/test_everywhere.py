"""Who works at two schools has one list of what waits at both."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Function, Role
from chalicelib.audit import store as audit
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import inboxes_of_school
from chalicelib.pupil_threads import ask_contact, tickets
from chalicelib.rounds.code_store import Place
from chalicelib.sign_in import sessions
from chalicelib.staff_door.blueprint import COOKIE
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import (
    NEIGHBOUR,
    NOW,
    NURSE,
    NURSE_THERE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    STRANGER,
    YESTERDAY,
)
from tests.inbox.conftest import CLASS
from tests.pupil_cast import TO_NURSE
from tests.staff_browser import text

t = texts("nb")
THERE, ALONE_THERE = inboxes_of_school(NEIGHBOUR.id)
LIST, CHANGE = "/staff/inbox", "/staff/sessions/place"
_LINE = re.compile(r'<li class="item.*?</li>', re.S)


def put(*people):
    for person in people:
        transaction.commit(*accounts.put_account(person))


def lines(visitor, who=NURSE, path=LIST):
    return _LINE.findall(text(visitor.become(who).get(path)))


def schools_named(found):
    named = [
        NEIGHBOUR.name if NEIGHBOUR.name in line else SCHOOL.name for line in found
    ]
    assert all(name in line for name, line in zip(named, found, strict=True))
    return named


def there(found):
    (line,) = [line for line in found if NEIGHBOUR.name in line]
    return dict(re.findall(r'name="(place|to)" value="(.*?)"', line))


def test_both_schools_things_are_one_list_in_one_order_and_each_line_says_whose(
    both, visitor
):
    found = lines(visitor)
    assert schools_named(found) == [NEIGHBOUR.name, SCHOOL.name]
    page = text(visitor.get(LIST))
    assert t("inbox.sum", urgent=1, open=2, unopened=2) in page
    both.send(1, hurt="few")
    assert len(lines(visitor)) == 3
    assert len(lines(visitor, path=f"{LIST}?level=3")) == 1


def test_who_works_at_one_school_reads_of_no_other_and_of_no_schools_name(
    both, visitor
):
    found = lines(visitor, PRINCIPAL)
    assert len(found) == 1
    assert SCHOOL.name not in found[0]
    assert CHANGE not in found[0]
    assert "9B" in lines(visitor, STRANGER)[0]


@pytest.mark.parametrize(
    "changed",
    [
        {"role": Role.TEACHER, "function": None},
        {"confirmed": False},
        {"active": False},
        {"email": "annen@test.example"},
    ],
)
def test_without_an_inbox_there_nothing_of_there_is_listed(both, visitor, changed):
    put(replace(NURSE_THERE, **changed))
    found = lines(visitor)
    assert len(found) == 1
    assert "6A" in found[0]


def test_what_is_for_the_nurse_is_listed_for_who_is_one_there(neighbour, visitor):
    ticket = tickets.hand_out(Place(neighbour.round.id, CLASS.id), "a")
    ask_contact.ask(ticket.text, TO_NURSE, None, YESTERDAY)
    assert item_store.rows_in(ALONE_THERE)
    assert len(lines(visitor)) == 1
    put(replace(NURSE_THERE, function=Function.SOCIAL_TEACHER))
    assert lines(visitor) == []


def test_nothing_of_the_other_school_is_opened_or_read_from_here(both, visitor):
    found = lines(visitor)
    to = there(found)["to"]
    assert f"{to}/open" not in "".join(found)
    assert f'href="{to}"' not in "".join(found)
    assert visitor.get(to).status_code == 404
    assert visitor.post(f"{to}/open", {"turn": "0"}).status_code == 404


def test_a_press_goes_there_and_to_the_thing_itself_in_the_account_there(both, visitor):
    fields, before = there(lines(visitor)), visitor.cookies[COOKIE]
    went = visitor.post(CHANGE, fields)
    assert (went.status_code, went.headers["Location"]) == (303, fields["to"])
    session, account = sessions.session_of(visitor.cookies[COOKIE], NOW)
    assert account == NURSE_THERE
    assert sessions.session_of(before, NOW) is None
    visitor.csrf = session.csrf
    page = visitor.get(fields["to"])
    assert page.status_code == 200
    assert t("staff.saved.place") in text(page)
    assert t("staff.saved.place") not in text(visitor.get(fields["to"]))
    visitor.post(f"{fields['to']}/open", {"turn": "0"})
    (item,) = [item for item in item_store.in_inbox(THERE) if item.handling.opened]
    assert item.handling.opened.who == NURSE_THERE.id
    written = [entry.what for entry in audit.newest_first(NEIGHBOUR.id, NURSE_THERE.id)]
    assert written == ["opened_flag", "signed_in"]
    assert "opened_flag" not in [
        entry.what for entry in audit.newest_first(SCHOOL.id, NURSE.id)
    ]


def test_pressed_twice_it_goes_there_once(both, visitor):
    fields, before = there(lines(visitor)), dict(visitor.cookies)
    first = visitor.post(CHANGE, fields)
    visitor.cookies.update(before)
    again = visitor.post(CHANGE, fields)
    assert again.headers["Location"] == first.headers["Location"]
    assert visitor.cookies[COOKIE] != before[COOKIE]


@pytest.mark.parametrize(
    "to",
    [
        "https://annet.example/",
        "//annet.example/staff/inbox/flag/A",
        "/staff/inbox/flag/A\r\nSet-Cookie: a=b",
        "/staff/inbox/flag/A/open",
        "/staff/audit",
        "/staff/cases/1/story",
    ],
)
def test_it_leads_to_nothing_but_an_item_or_a_case(both, visitor, to):
    fields = there(lines(visitor)) | {"to": to}
    assert visitor.post(CHANGE, fields).headers["Location"] == "/staff"


def test_a_search_finds_what_is_there_too(both, visitor):
    visitor.become(NURSE)
    found = _LINE.findall(text(visitor.post(f"{LIST}/search", {"text": "9b"})))
    assert schools_named(found) == [NEIGHBOUR.name]
    assert there(found)["place"] == f"{NEIGHBOUR.id}.{NURSE_THERE.id}"


def test_who_is_an_owners_contact_too_has_that_in_the_same_list(both, visitor, stage):
    put(replace(OWNER, email=NURSE.email))
    stage.send(1, adult_hurt="weekly", leadership="yes")
    named = sorted(schools_named(lines(visitor)))
    assert named == [NEIGHBOUR.name, SCHOOL.name, SCHOOL.name]


def test_whose_only_place_it_is_pays_one_query_for_it(stage, visitor, calls):
    stage.send(0, hurt="few")
    lines(visitor)
    calls.clear()
    visitor.get(LIST)
    alone = len(calls)
    put(NURSE_THERE)
    calls.clear()
    visitor.get(LIST)
    assert len(calls) - alone <= 10
    assert alone <= 11
