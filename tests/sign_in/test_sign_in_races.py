"""Many who press their links at one moment, and one who presses twice."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.sign_in import by_link, session_store, sessions
from chalicelib.sign_in.session import LINK_LASTS
from chalicelib.storage import transaction
from infra import verify_audit
from tests.cast import NOW, NURSE, NURSE_THERE, PRINCIPAL, set_the_stage
from tests.mailbox import sent
from tests.rows import rows_with
from tests.sign_in.test_by_link import token_in, use

PEOPLE = [
    replace(NURSE, id=f"T{n:02}", email=f"laerer{n}@test.example") for n in range(50)
]
PRESS = "what this browser holds"


@pytest.fixture(autouse=True)
def stage(aws):
    return set_the_stage(codes=1)


def link_for(person):
    by_link.ask_for_link(person.email, NOW)
    return token_in(sent()[-1].body)


@contextmanager
def written(aws):
    """The keys of each transaction, as they are sent."""
    seen = []

    def note(params, **_):
        puts = [next(iter(item.values())) for item in params["TransactItems"]]
        keys = [put.get("Key") or put["Item"] for put in puts]
        seen.append({(key["pk"]["S"], key["sk"]["S"]) for key in keys})

    events = aws("dynamodb").meta.events
    events.register("provide-client-params.dynamodb.TransactWriteItems", note)
    yield seen
    events.unregister("provide-client-params.dynamodb.TransactWriteItems", note)


def test_fifty_at_one_school_write_to_no_row_in_common_so_that_nobody_waits_for_another(
    aws,
):
    for person in PEOPLE:
        transaction.commit(*accounts.put_account(person))
    use(link_for(NURSE))  # the school's log has begun
    tokens = [link_for(person) for person in PEOPLE]
    rows_of = []
    for token in tokens:
        with written(aws) as seen:
            use(token)
        rows_of.append(set().union(*seen))
        assert (
            len(
                [
                    keys
                    for keys in seen
                    if any(pk.startswith("SESSIONS#") for pk, _ in keys)
                ]
            )
            == 1
        )
    assert all(not rows & other for rows, other in combinations(rows_of, 2))
    assert verify_audit.main() == 0


def test_link_session_and_entry_are_one_transaction(aws):
    token = link_for(NURSE)
    with written(aws) as seen:
        use(token)
    (keys_written,) = [
        keys for keys in seen if any(pk.startswith("LINK#") for pk, _ in keys)
    ]
    assert {pk.partition("#")[0] for pk, _ in keys_written} == {
        "LINK",
        "SESSIONS",
        "AUDIT",
    }


def test_a_conflict_with_somebody_elses_transaction_costs_nobody_the_link(fails):
    token = link_for(NURSE)
    with fails("dynamodb", "TransactWriteItems", "conflict", times=3) as happened:
        assert sessions.session_of(use(token), NOW)
    assert len(happened) == 3


@pytest.mark.parametrize("fault", ["conflict", "down", "server_error"])
def test_no_link_is_spent_without_a_session(fails, fault):
    token = link_for(NURSE)
    with (
        fails("dynamodb", "TransactWriteItems", fault),
        pytest.raises(errors.NotStored),
    ):
        use(token)
    assert rows_with("casework", pk="SESSIONS#") == []
    assert sessions.session_of(use(token), NOW)


def test_an_answer_that_got_lost_leads_in_at_the_next_press(fails):
    token = link_for(NURSE)
    with (
        fails("dynamodb", "TransactWriteItems", "lost_answer"),
        pytest.raises(errors.NotStored),
    ):
        use(token, press=PRESS)
    assert sessions.session_of(use(token, press=PRESS), NOW)


def test_the_same_press_twice_is_one_session_and_one_entry():
    token = link_for(NURSE)
    first, second = use(token, press=PRESS), use(token, press=PRESS)
    assert first == second
    assert len(rows_with("casework", pk="SESSIONS#")) == 1
    assert [event.what for event in audit.of_body("SCHAAA")] == ["signed_in"]


def test_the_second_press_may_carry_the_cookie_of_the_first():
    token = link_for(NURSE)
    first = use(token, press=PRESS)
    assert use(token, old_cookie=first, press=PRESS) == first
    assert sessions.session_of(first, NOW)


@pytest.mark.parametrize("other", ["", "another browser"])
def test_another_browser_gets_nothing_of_a_link_that_is_used(other):
    token = link_for(NURSE)
    use(token, press=PRESS)
    with pytest.raises(errors.LinkUnusable):
        use(token, press=other)


def test_what_the_browser_holds_leads_nowhere_once_the_person_has_signed_out():
    token = link_for(NURSE)
    session, _ = sessions.session_of(use(token, press=PRESS), NOW)
    transaction.commit(session_store.delete_session(session))
    with pytest.raises(errors.LinkUnusable):
        use(token, press=PRESS)


def test_nor_after_the_link_has_ended():
    token = link_for(NURSE)
    use(token, press=PRESS)
    late = NOW + LINK_LASTS + timedelta(minutes=31)
    with pytest.raises(errors.LinkUnusable):
        use(token, late, press=PRESS)


def test_two_links_in_one_browser_are_two_sessions():
    links = [link_for(person) for person in (NURSE, PRINCIPAL)]
    assert len({use(link, press=PRESS) for link in links}) == 2


def test_a_place_chosen_twice_is_one_session():
    transaction.commit(*accounts.put_account(NURSE_THERE))
    token = link_for(NURSE)
    got = [use(token, chosen="SCHBBB.A9", press=PRESS) for _ in range(2)]
    assert len(set(got)) == 1
    with pytest.raises(errors.LinkUnusable):
        use(token, chosen="SCHAAA.A3", press=PRESS)
