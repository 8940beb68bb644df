"""Where one stands after sign-in."""

from dataclasses import replace

from chalicelib.accounts import store as accounts
from chalicelib.core.settings import settings
from chalicelib.schools import turn_store
from chalicelib.storage import keys, transaction
from chalicelib.storage.writes import Delete
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, TEACHER


def home(visitor, who):
    return visitor.become(who).get("/staff").headers["Location"]


def ask(*people):
    told = {person.id for person in people}
    transaction.commit(turn_store.put_told("SCHAAA", frozenset(), told))


def test_an_owner_without_a_school_begins_with_a_list_of_classes(stage, visitor):
    for who in (OWNER, ADMINISTRATOR):
        assert home(visitor, who) == "/staff/schools"
        new = replace(who, body_id="WNERNN")
        transaction.commit(*accounts.put_account(new))
        assert home(visitor, new) == "/staff/schools/import"


def test_who_is_to_set_the_school_up_begins_there_while_nothing_is_open(stage, visitor):
    ask(PRINCIPAL)
    assert home(visitor, PRINCIPAL) == "/staff/readiness"
    assert home(visitor, NURSE) == "/staff/inbox"
    stage.send(0, hurt="few")
    assert home(visitor, PRINCIPAL) == "/staff/inbox"


def test_who_sets_up_one_school_alone_goes_on_there(stage, visitor):
    ask(OWNER, ADMINISTRATOR)
    assert home(visitor, OWNER) == "/staff/schools"
    partition, name = keys.owners_school("WNERAA", "SCHBBB")
    transaction.commit(Delete(settings().forms_table, keys.Key(partition, name)))
    for who in (OWNER, ADMINISTRATOR):
        assert home(visitor, who) == "/staff/schools/SCHAAA/readiness"


def test_a_teacher_who_was_asked_as_a_member_begins_at_their_own_pages(stage, visitor):
    ask(TEACHER)
    assert home(visitor, TEACHER) == "/staff/referrals"
