"""Every route of the staff side, with every role, at one's own and at another's:
refused unless the table of who may do what says otherwise. The routes are read from the
app itself."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from chalice.app import Request

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action, Role
from chalicelib.group_log.write_down import write_down
from chalicelib.handle_items import erase
from chalicelib.items.item_kind import ItemKind
from chalicelib.presses import resend
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.schools import store as schools
from chalicelib.staff_door.door import PageRule
from chalicelib.storage import transaction
from chalicelib.web.form_body import Fields
from tests.asking import asked_both
from tests.case_copies.cast import IN_A_CASE, planned_and_copied
from tests.cases.cast import AS_THE_CASE_STANDS
from tests.cast import (
    ADMINISTRATOR,
    CLASSES,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    PROGRAMME,
    TEACHER,
)
from tests.group_log.cast import A_MEETING
from tests.pupil_cast import a_thread, receipt_with, ticket_of
from tests.referring import refer
from tests.result_pages.cast import count
from tests.rows import all_rows, rows_with
from tests.staff_browser import press, staff_app

pytestmark = pytest.mark.walk

PEOPLE = {
    Role.TEACHER: TEACHER,
    Role.MEMBER: PRINCIPAL,
    Role.OWNER: OWNER,
    Role.PROGRAMME: PROGRAMME,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}
ELSEWHERE = {"SCHAAA": "SCHZZZ", "WNERAA": "WNERZZ", "PRGAAA": "PRGZZZ"}

ROUTES = [
    (path, method, entry.view_function)
    for path, methods in sorted(staff_app().routes.items())
    for method, entry in sorted(methods.items())
    if method != "HEAD"
]
PAGES: list[tuple[str, str, PageRule]] = [
    (path, method, vars(view)["rule"])
    for path, method, view in ROUTES
    if "rule" in vars(view)
]
INSIDE = [page for page in PAGES if page[2].signed_in]


def a_flag(account: Account) -> str:
    """The account's own, where it has one."""
    found = [row for row in rows_with("answers", sk="FLAG#") if "erasure" not in row]
    own = [row for row in found if row["pk"] == f"INBOX#{account.body_id}"]
    return str((own or found)[0]["id"])


def a_flag_to_erase(_: Account) -> str:
    """The one the nurse has asked to have erased."""
    (row,) = [row for row in rows_with("answers", sk="FLAG#") if "erasure" in row]
    return str(row["id"])


def a_referral(account: Account) -> str:
    """One the account has sent itself, where it may send any."""
    found = rows_with("answers", pk="SENT#")
    own = [row for row in found if row["pk"].endswith(f"#{account.id}")]
    return str((own or found)[0]["sk"]).partition("#")[2]


def a_round(_: Account) -> str:
    return str(rows_with("forms", pk="ROUND#")[0]["id"])


OF_MY_OWN: dict[str, Callable[[Account], str]] = {
    "round_id": a_round,
    **dict.fromkeys(("school_id", "body_id"), lambda _: "SCHAAA"),
    "person_id": lambda _: NURSE.id,
    "kind": lambda _: "flag",
    "item_id": a_flag,
    "thread_id": a_thread,
    "referral_id": a_referral,
    "entry_id": lambda _: rows_with("casework", pk="LOG#")[0]["sk"].split("#")[1],
    "contact_id": lambda _: rows_with("answers", pk="TALKS#")[0]["sk"].split("#")[1],
    **dict.fromkeys(("class_id", "part"), lambda _: "6A"),
    "token": lambda _: "A" * 40,
    "sheet": lambda _: "guardians",
    "language": lambda _: "nn",
    **IN_A_CASE,
}
"""For each path parameter: the id of something that is the account's to see."""
OF_A_THREAD = {"kind": lambda _: "thread", "item_id": OF_MY_OWN["thread_id"]}
"""A pupil is answered in a thread alone."""
OF_AN_ERASURE = {"item_id": a_flag_to_erase}
"""A second person is asked about one item alone."""


def filled(path: str, account: Account) -> str:
    own = OF_MY_OWN | (OF_A_THREAD if path.endswith(("/reply", "/end")) else {})
    own |= OF_AN_ERASURE if path.startswith("/staff/erasures/") else {}
    return re.sub(r"{(\w+)}", lambda found: own[found[1]](account), path)


def elsewhere(account: Account) -> Account:
    return replace(account, id="Z2", body_id=ELSEWHERE[account.body_id])


@pytest.fixture
def furnished(stage, archive_function):
    stage.send(0, hurt="few")
    stage.send(1, adult_hurt="few", leadership="yes")
    stage.send(2, contact="today")
    at_school = rows_with("answers", pk="INBOX#SCHAAA", sk="FLAG#")
    (urgent,) = [row["id"] for row in at_school if row["level"] == 3]
    reading.open_item(NURSE, ItemKind.FLAG, urgent, NOW)
    erase.erase(
        Press(NURSE, ItemKind.FLAG, urgent, 0, NOW),
        "Foreldrene krever at dette blir borte.",
    )
    receipt_with(ticket_of(stage, "u" * 22), "Hei")
    asked_both(stage)
    transaction.commit(*map(schools.put_class, CLASSES))
    write_down(NURSE, A_MEETING, NOW)
    for account in PEOPLE.values():
        transaction.commit(*accounts.put_account(elsewhere(account)))
        if account.may(Action.SEND_REFERRAL):
            refer(drafts.desk(account), account)
    planned_and_copied()
    count(stage.round)
    return stage


@pytest.mark.parametrize(
    ("path", "method", "view"), ROUTES, ids=[f"{r[1]} {r[0]}" for r in ROUTES]
)
def test_every_route_has_a_rule(path, method, view):
    assert vars(view)["rule"].method == method, (
        "declare it with staff_page() or public_page()"
    )
    assert set(re.findall(r"{(\w+)}", path)) <= set(OF_MY_OWN), "name one in OF_MY_OWN"


def test_only_signing_in_is_open_to_who_is_not_signed_in():
    outside = {path for path, _, rule in PAGES if not rule.signed_in}
    by_link, by_feide = "sign-in sign-in/{token}", "feide feide/back"
    allowed = f"{by_link} {by_feide} passkeys/challenge passkeys/sign-in"
    assert outside == {f"/staff/{path}" for path in allowed.split()}


@pytest.mark.parametrize("role", PEOPLE)
def test_a_role_enters_what_the_table_says_and_nothing_else(furnished, visitor, role):
    account = PEOPLE[role]
    named = {"/staff/cards": press(furnished)}
    for path, method, rule in INSIDE:
        visitor.become(account)
        if method == "GET":
            status = visitor.get(filled(path, account)).status_code
        else:
            status = visitor.post(
                filled(path, account), named.get(path, {})
            ).status_code
        allowed = rule.action is None or account.may(rule.action)
        if allowed:
            shut = {401, 403} if path in AS_THE_CASE_STANDS else {401, 403, 404}
            assert status not in shut, f"{method} {path} is closed to a {role}"
            assert status < 500, f"{method} {path}"
        else:
            assert status == 404, f"{method} {path} is open to a {role}"


@pytest.mark.parametrize("role", PEOPLE)
def test_what_is_anothers_does_not_exist(furnished, visitor, role):
    account = PEOPLE[role]
    for path, method, rule in INSIDE:
        if "{" not in path or path.startswith("/staff/help/"):  # nobody's own
            continue
        visitor.become(elsewhere(account))
        sent = visitor.get if method == "GET" else visitor.post
        assert sent(filled(path, account)).status_code == 404, (
            f"{method} {path} ({rule.action})"
        )


def test_without_a_session_nothing_is_done(furnished, visitor):
    before = all_rows()
    for path, method, _ in INSIDE:
        sent = visitor.get if method == "GET" else visitor.post
        answer = sent(filled(path, NURSE))
        assert answer.status_code == (303 if method == "GET" else 401), (
            f"{method} {path}"
        )
    assert all_rows() == before


def test_a_form_without_the_sessions_token_does_nothing(furnished, visitor):
    for path, method, rule in INSIDE:
        if method == "POST":
            person = next(
                p for p in PEOPLE.values() if not rule.action or p.may(rule.action)
            )
            visitor.become(person)
            before = all_rows()
            visitor.csrf = "another"
            assert visitor.post(filled(path, person)).status_code == 403, path
            assert all_rows() == before, path


def test_a_form_on_another_site_does_nothing_even_with_the_token(furnished, visitor):
    for path, method, _ in PAGES:
        if method == "POST":
            visitor.become(PRINCIPAL)
            before = all_rows()
            answer = visitor.post(
                filled(path, PRINCIPAL), **{"sec-fetch-site": "cross-site"}
            )
            assert answer.status_code == 403, path
            assert all_rows() == before, path


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://["},
        {"origin": "https://evil.example", "sec-fetch-site": ""},
        {"origin": "https://ansatt.example.evil.example", "sec-fetch-site": ""},
        {"origin": "https://x.ansatt.example"},
        {"origin": "http://ansatt.example"},
    ],
)
def test_a_form_from_a_foreign_origin_does_nothing_whatever_else_the_browser_says(
    furnished, visitor, headers
):
    for path, method, _ in PAGES:
        if method == "POST":
            visitor.become(PRINCIPAL)
            before = all_rows()
            assert (
                visitor.post(filled(path, PRINCIPAL), **headers).status_code == 403
            ), path
            assert all_rows() == before, path


def test_every_page_answers_head_as_it_answers_get(furnished, visitor):
    routes = staff_app().routes
    for path, method, rule in PAGES:
        if method == "GET":
            assert "HEAD" in routes[path], path
            person = next(
                p for p in PEOPLE.values() if not rule.action or p.may(rule.action)
            )
            visitor.become(person)
            # Before GET, whose cookies are kept
            head = visitor.head(filled(path, person))
            got = visitor.get(filled(path, person))
            assert (head.status_code, head.body) == (got.status_code, b""), path
            assert set(head.headers) == set(got.headers), path


def test_a_path_the_form_goes_back_to_is_always_ours(stage):
    asked = Request(
        {
            "headers": {},
            "pathParameters": {"item_id": "//evil.example/\\@x"},
            "requestContext": {
                "httpMethod": "POST",
                "resourcePath": "/staff/inbox/{item_id}/open",
            },
            "multiValueQueryStringParameters": None,
            "body": "",
            "stageVariables": {},
        }
    )
    assert (
        resend.typed(asked, Fields({})).path
        == "/staff/inbox/%2F%2Fevil.example%2F%5C%40x/open"
    )
