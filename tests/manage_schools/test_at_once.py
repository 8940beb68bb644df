"""Two colleagues who set up people at the very same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Position
from chalicelib.core import errors
from chalicelib.core.aws import client
from chalicelib.manage_schools import set_up
from chalicelib.manage_schools.fields import PersonFields
from chalicelib.storage import transaction
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    set_the_stage,
)
from tests.faults import first_of_all
from tests.rows import rows_with

NEW = PersonFields(
    name="Ny Kollega",
    email="ny@test.example",
    position=Position.OTHER,
    language="nb",
    active=True,
)


@pytest.fixture(autouse=True)
def stage(aws):
    return set_the_stage(codes=1)


@contextmanager
def leaving_together(number):
    """That many transactions wait for each other before they leave."""
    together, waiting = Barrier(number, timeout=10), list(range(number))

    def before(params, **_):
        if b"ACCOUNT#" in params["body"] and waiting:
            waiting.pop()
            together.wait()

    events, event = (
        client("dynamodb").meta.events,
        "before-call.dynamodb.TransactWriteItems",
    )
    events.register(event, before)
    try:
        yield
    finally:
        events.unregister(event, before)


def add(who, fields=NEW):
    """What the page says is wrong with it."""
    try:
        set_up.add_person(who, SCHOOL.id, fields, NOW)
    except errors.Unfit as error:
        return error.problems
    return ()


def change(person, seen=1, **fields):
    as_is = {name: getattr(person, name) for name in PersonFields.model_fields}
    given = PersonFields(**as_is | fields)
    try:
        set_up.change_person(ADMINISTRATOR, SCHOOL.id, person.id, seen, given, NOW)
    except errors.Unfit as error:
        return error.problems
    return ()


def with_address(address=NEW.email):
    return [
        account for account in accounts.of_body(SCHOOL.id) if account.email == address
    ]


def test_two_who_add_one_address_in_the_same_moment_make_one_person():
    with leaving_together(2), ThreadPoolExecutor(2) as pool:
        said = list(pool.map(add, (ADMINISTRATOR, OWNER)))
    assert sorted(said) == [(), ("email.taken",)]
    assert len(with_address()) == 1


def test_two_who_turn_two_people_to_one_address_in_the_same_moment_turn_one():
    with first_of_all(
        "TransactWriteItems", lambda: change(PRINCIPAL, email=NEW.email)
    ) as first:
        assert change(NURSE, email=NEW.email) == ("email.taken",)
    assert first == [()]
    assert [account.id for account in with_address()] == [PRINCIPAL.id]


def test_two_who_name_two_principals_in_the_same_moment_name_one():
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, is_principal=False)))
    person, other = (
        NEW.model_copy(
            update={"position": Position.PRINCIPAL, "email": f"{name}@test.example"}
        )
        for name in ("en", "to")
    )
    with first_of_all("TransactWriteItems", lambda: add(OWNER, person)) as first:
        assert add(ADMINISTRATOR, other) == ("position.second",)
    assert first == [()]
    assert [
        account.email for account in accounts.of_body(SCHOOL.id) if account.is_principal
    ] == ["en@test.example"]


def test_an_address_that_is_changed_is_free_for_another():
    assert add(ADMINISTRATOR) == ()
    (new,) = with_address()
    assert change(new, email="gift@test.example") == ()
    assert add(OWNER) == ()
    assert change(with_address("gift@test.example")[0], seen=2, email=NEW.email) == (
        "email.taken",
    )


def test_who_has_left_and_comes_back_has_it_again():
    assert add(ADMINISTRATOR) == ()
    (new,) = with_address()
    assert change(new, active=False) == ()
    assert not rows_with("casework", sk="CLAIM#ADDRESS#")
    assert change(replace(new, active=False), seen=2, active=True) == ()
    assert [
        row["account_id"] for row in rows_with("casework", sk="CLAIM#ADDRESS#")
    ] == [new.id]


def test_what_an_account_that_is_gone_or_is_another_now_left_lying_blocks_nobody():
    assert add(ADMINISTRATOR) == ()
    (new,) = with_address()
    transaction.commit(
        *accounts.change_account(new, replace(new, email="annet@test.example"))
    )
    assert [
        row["account_id"] for row in rows_with("casework", sk="CLAIM#ADDRESS#")
    ] == [new.id]
    assert add(ADMINISTRATOR) == ()
    assert len(with_address()) == 1


def test_no_address_stands_in_the_key():
    add(ADMINISTRATOR)
    (row,) = rows_with("casework", sk="CLAIM#ADDRESS#")
    assert not {NEW.email, accounts.hash_of(NEW.email)} & set(row["sk"].split("#"))
    assert NEW.email not in str(row)
