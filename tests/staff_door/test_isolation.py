"""What a person wrote stands apart: a mark that turns the direction round turns nothing
of ours."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.group_log.write_down import write_down
from chalicelib.handle_items import erase
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact, by_pupil, tickets
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.rounds import code_store
from chalicelib.schools import store as schools
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.threads.contact import Contact, ContactUrgency, Whom
from tests.asking import asked_both
from tests.cast import CLASSES, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, TEACHER
from tests.group_log.cast import A_MEETING
from tests.plans.cast import planned_at_both
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import press
from tests.staff_door.test_pages import INSIDE, PEOPLE, filled

LATER = NOW + timedelta(hours=6)
TURNED = "\u202eabc"
_APART = re.compile(
    r"<bdi>[^<]*</bdi>|<textarea.*?</textarea>|<option.*?</option>|<title>.*?</title>"
    r'|="[^"]*"',
    re.S,
)


def text(answer):
    return answer.body.decode()


def turned(named):
    return replace(named, name=f"{named.name} {TURNED}")


@pytest.fixture
def furnished(stage, visitor, monkeypatch):
    """Whatever a person can write, with the mark in it."""
    transaction.commit(
        *(
            write
            for account in (NURSE, PRINCIPAL, OWNER, TEACHER)
            for write in accounts.put_account(turned(account))
        ),
        schools.put_class(replace(CLASSES[0], label="6A")),
        schools.put_school(replace(SCHOOL, name=f"{SCHOOL.name} {TURNED}")),
        schools.put_in_list(replace(SCHOOL, name=f"{SCHOOL.name} {TURNED}")),
    )
    stage.send(0, hurt="weekly", contact="today", more=f"Hei {TURNED}")
    place = code_store.Place(stage.round.id, "6A")
    contact = Contact(Whom.NURSE, ContactUrgency.TODAY, f"Elev {TURNED}")
    ask_contact.ask(tickets.hand_out(place, "a").text, contact, None, NOW)
    ask_contact.ask(
        tickets.hand_out(place, "b").text,
        replace(contact, whom=Whom.SOMEONE_ELSE, who=f"Tante {TURNED}"),
        None,
        NOW,
    )
    taken = by_pupil.take_receipt(tickets.hand_out(place, "c").text, None, NOW).own
    by_pupil.write(taken, "c" * 22, by_pupil.MessageKind.TEXT, f"Hjelp {TURNED}", NOW)
    by_pupil.write(taken, "d" * 22, by_pupil.MessageKind.NAME, f"Elev {TURNED}", NOW)
    desk = drafts.desk(turned(TEACHER))
    refer(desk, turned(TEACHER), pupil=[f"Elev {TURNED}"], pupil_says=[f"Sa {TURNED}"])
    monkeypatch.setattr(door, "clock", lambda: LATER)
    return visitor


def leaks(page):
    """Where the mark stands among our own words."""
    return re.findall(r".{0,60}\u202e.{0,20}", _APART.sub("", page))


def test_every_item_of_the_inbox_and_its_list(furnished):
    for who in (PRINCIPAL, NURSE):
        furnished.become(who, LATER)
        pages = [text(furnished.get("/staff/inbox"))]
        links = set(
            re.findall(r'"(/staff/inbox/[a-z]+/[A-Z0-9]+)(?:/open)?"', pages[0])
        )
        assert len(links) >= 3
        for link in sorted(links):
            furnished.post(f"{link}/open", {"turn": "0"})
            furnished.post(
                f"{link}/access", {"turn": "0", "reason": f"Jeg trenger det {TURNED}"}
            )
            pages.append(text(furnished.get(link)))
        assert sum(TURNED in page for page in pages) >= 3
        assert [leak for page in pages for leak in leaks(page)] == []


@pytest.mark.parametrize(
    ("who", "path"),
    [
        (OWNER, "/staff/schools"),
        (OWNER, "/staff/schools/SCHAAA"),
        (OWNER, "/staff/schools/SCHAAA/classes"),
        (OWNER, "/staff/schools/SCHAAA/settings"),
        (OWNER, "/staff/audit?body=SCHAAA"),
        (OWNER, "/staff/retention"),
        (PRINCIPAL, "/staff/readiness"),
        (PRINCIPAL, "/staff/rounds"),
        (PRINCIPAL, "/staff/cases"),
        (PRINCIPAL, "/staff/sessions"),
        (TEACHER, "/staff/referrals"),
    ],
)
def test_the_pages_that_name_people_and_places(furnished, who, path):
    page = text(furnished.become(who, LATER).get(path))
    assert TURNED in page
    assert leaks(page) == []


def test_what_a_teacher_has_sent(furnished):
    furnished.become(TEACHER, LATER)
    (row,) = rows_with("answers", pk="SENT#")
    page = text(furnished.get(f"/staff/referrals/{row['sk'].partition('#')[2]}"))
    assert leaks(page) == []


def test_forms_with_errors_and_the_pages_of_rounds_cards_shredding_and_erasing(
    furnished, stage
):
    one_round, school = f"/staff/rounds/{stage.round.id}", f"/staff/schools/{SCHOOL.id}"
    turned_form = {
        "name": f"x {TURNED}",
        "email": TURNED,
        "reason": TURNED,
        "breaks": TURNED,
    }
    turned_form |= {"course_on": TURNED, "days": TURNED, "code": TURNED}
    visits = (
        (
            PRINCIPAL,
            ("/staff/rounds/new", one_round, f"{one_round}/change", "/staff/cards"),
        ),
        (
            PRINCIPAL,
            ("/staff/rounds/new!", f"{one_round}/change!", "/staff/cards/cancel!"),
        ),
        (
            PRINCIPAL,
            ("/staff/readiness!", f"{one_round}/close", f"{one_round}/preview"),
        ),
        (OWNER, (f"{school}/settings!", f"{school}/year", f"{school}/confidential!")),
        (
            OWNER,
            (
                f"/staff/people/{SCHOOL.id}/{NURSE.id}!",
                f"/staff/people/{SCHOOL.id}/new!",
            ),
        ),
        (
            OWNER,
            (
                "/staff/retention!",
                f"/staff/retention/{stage.round.id}",
                "/staff/erasures",
            ),
        ),
    )
    found, seen = [], 0
    for who, paths in visits:
        furnished.become(who, LATER)
        for path in paths:
            posts, path = path.endswith("!"), path.rstrip("!")
            answer = furnished.post(path, turned_form) if posts else furnished.get(path)
            assert answer.status_code in (200, 409, 422), path
            seen += TURNED in text(answer)
            found += [(path, leak) for leak in leaks(text(answer))]
    furnished.become(PRINCIPAL, LATER)
    (row, *_) = rows_with("answers", pk="REFERRALS#SCHAAA", sk="REFERRAL#")
    item = f"/staff/inbox/referral/{row['id']}"
    furnished.post(f"{item}/open", {"turn": "0"})
    for answer in (
        furnished.get(f"{item}/erase"),
        furnished.post(f"{item}/erase", turned_form),
    ):
        found += [(item, leak) for leak in leaks(text(answer))]
    assert seen >= 8
    assert found == []


@pytest.fixture
def asked_to_erase(furnished, stage):
    """The owner has something to decide, for a reason with the mark in it."""
    (urgent,) = [row for row in rows_with("answers", sk="FLAG#") if row["level"] == 3][
        :1
    ]
    reading.open_item(NURSE, ItemKind.FLAG, urgent["id"], NOW)
    reason = f"Foreldrene krever at dette blir borte {TURNED}"
    erase.erase(Press(NURSE, ItemKind.FLAG, urgent["id"], 0, NOW), reason)
    asked_both(stage)  # puts the principal anew, whose name has the mark
    transaction.commit(*accounts.put_account(turned(PRINCIPAL)))
    write_down(NURSE, A_MEETING, NOW)
    planned_at_both(problem=f"Alene {TURNED}")
    return furnished


def _pages(visitor, stage, path, method, rule):
    """What a route answers each who may enter it."""
    typed = dict.fromkeys(
        ("name", "email", "reason", "note", "text", "why", "code", "phone"), TURNED
    )
    for account in PEOPLE.values():
        if rule.action is None or account.may(rule.action):
            visitor.become(account, LATER)
            asked = filled(path, account)
            if method == "GET":
                yield visitor.get(asked)
            else:
                wanted = press(stage) if path == "/staff/cards" else {"turn": "0"}
                yield visitor.post(asked, {**typed, **wanted, "phone": TURNED})


@pytest.mark.walk
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_there_is(asked_to_erase, stage, method):
    """Read from the app itself, so that no new page is forgotten."""
    found, with_it = [], set()
    for path, its_method, rule in INSIDE:
        if its_method != method:
            continue
        for answer in _pages(asked_to_erase, stage, path, method, rule):
            assert answer.status_code < 500, path
            page = (
                text(answer) if "html" in answer.headers.get("Content-Type", "") else ""
            )
            found += [(path, leak) for leak in leaks(page)]
            with_it |= {path} if TURNED in page else set()
    assert found == []
    must = {
        "GET": {
            "/staff/erasures",
            "/staff/erasures/{body_id}/{kind}/{item_id}",
            "/staff/cases/{number}/plan",
        },
        "POST": {"/staff/cards", "/staff/erasures/{body_id}/{kind}/{item_id}"},
    }
    assert with_it >= must[method]
