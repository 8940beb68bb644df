"""A case is erased by a person once it is over and the archive has all of it."""

import pytest

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_copies import erase_case, make_copy
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_forms.forms import CaseClosing, LaterCheck, Outcome
from chalicelib.case_forms.save import save
from chalicelib.cases import act, see_case
from chalicelib.cases import store as cases
from chalicelib.cases.entry import EntryKind
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.referrals import drafts
from chalicelib.referrals.referral import YesNo
from chalicelib.storage import transaction
from infra.erasures import commands
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.conftest import PREFIX
from tests.faults import failing
from tests.rows import rows_with
from tests.staff_browser import stage

__all__ = ["stage"]
TODAY = local_day(NOW)


def finished():
    """A case whose three months are over."""
    made(drafts.desk(TEACHER))
    run_out()


def run_out():
    """The first case closes, and its three months are over."""
    closing = CaseClosing(happened=TODAY, outcome=Outcome.REACHED, guardian=YesNo.YES)
    save(pen(stored()), EntryKind.CLOSING, closing)
    check = LaterCheck(happened=TODAY, holds=YesNo.YES)
    save(pen(stored(), "b" * 22), EntryKind.CHECK, check)


@pytest.fixture
def over(stage, archive_function):
    finished()


def copied(kind=CopyKind.ARCHIVE):
    make_copy.make(pen(stored(), "c" * 22), kind, "nb", ())
    return stored().version


def archived():
    entry = copied()
    make_copy.confirm(pen(stored(), "d" * 22), entry)


def erase(account=PRINCIPAL, version=None):
    seen = version or stored().version
    erase_case.erase(account, 1, seen, NOW)


def test_a_case_that_the_archive_has_goes_with_name_and_entries(over):
    archived()
    erase()
    assert cases.get("SCHAAA", 1) is None
    rows = rows_with("casework", "CASE")
    assert len(rows) == 6
    assert all(set(row) == {"pk", "sk", "erased_on"} for row in rows)
    (entry,) = [e for e in audit.of_body("SCHAAA") if e.what == Event.ERASED_CASE]
    assert (entry.subject, entry.who) == ("1", PRINCIPAL.id)


def test_who_comes_later_is_told_the_day(over):
    archived()
    erase()
    with pytest.raises(errors.Erased) as told:
        see_case.see(PRINCIPAL, 1, NOW)
    assert told.value.on == NOW.date()


def test_its_number_is_not_given_again(over):
    archived()
    erase()
    assert made(drafts.desk(TEACHER)).number == 2


@pytest.mark.parametrize("state", ["open", "closed"])
def test_while_it_is_not_over_nobody_erases_it(stage, archive_function, state):
    made(drafts.desk(TEACHER))
    if state == "closed":
        closing = CaseClosing(
            happened=TODAY, outcome=Outcome.REACHED, guardian=YesNo.YES
        )
        save(pen(stored()), EntryKind.CLOSING, closing)
    archived()
    with pytest.raises(errors.Incomplete, match="open"):
        erase()


def test_without_a_copy_in_the_archive_it_stays(over):
    copied()
    copied(CopyKind.PARTY)
    with pytest.raises(errors.Incomplete, match="no_copy"):
        erase()


def test_what_was_written_after_the_copy_keeps_it(over):
    archived()
    act.note(pen(stored(), "e" * 22), "Ringte hjem", TODAY)
    with pytest.raises(errors.Incomplete, match="old"):
        erase()


def test_a_copy_for_the_family_made_later_does_not(over):
    archived()
    make_copy.make(pen(stored(), "f" * 22), CopyKind.PARTY, "nn", ())
    erase()
    assert cases.get("SCHAAA", 1) is None


@pytest.mark.parametrize("account", [NURSE, OWNER, TEACHER])
def test_others_do_not_erase_it(over, account):
    archived()
    with pytest.raises(errors.NotFound):
        erase(account)
    assert stored()


def test_who_wrote_meanwhile_is_not_overlooked(over):
    archived()
    with pytest.raises(errors.ChangedMeanwhile):
        erase(version=stored().version - 1)


def test_a_case_of_more_entries_than_a_transaction_takes_goes_too(over):
    for number in range(130):
        act.note(pen(stored(), f"{number:022d}"), "Ringte hjem", TODAY)
    archived()
    erase()
    rows = rows_with("casework", "CASE")
    assert all("erased_on" in row for row in rows)
    assert len(rows) == 136


def test_where_the_last_step_fails_it_is_done_again(over):
    for number in range(70):
        act.note(pen(stored(), f"{number:022d}"), "Ringte hjem", TODAY)
    archived()
    with (
        failing("dynamodb", "TransactWriteItems", "server_error", spared=1),
        pytest.raises(transaction.Unavailable),
    ):
        erase()
    assert cases.get("SCHAAA", 1)
    erase()
    assert cases.get("SCHAAA", 1) is None


def test_what_a_restore_erases_again_is_told(over):
    archived()
    erase()
    rows = {"answers": (), "forms": (), "casework": list(_stored_rows())}
    said = commands(lambda table: iter(rows[table]), PREFIX, "", NOW.date())
    assert len([line for line in said if f"{PREFIX}-casework" in line]) == 6


def _stored_rows():
    from chalicelib.storage.codec import encode

    return (encode(row) for row in rows_with("casework"))
