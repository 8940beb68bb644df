"""A case is erased by a person once it is over and the archive has all of it."""

from datetime import timedelta

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
from chalicelib.closing_answers.make_codes import pupils_code
from chalicelib.closing_answers.read_answers import of_pupil
from chalicelib.core import errors, ids
from chalicelib.core.aws import client
from chalicelib.core.local_time import local_day
from chalicelib.referrals import drafts
from chalicelib.referrals.referral import YesNo
from chalicelib.storage import transaction, wrapped_keys
from infra.erasures import commands
from infra.tables import table_names
from tests.case_copies.cast import make
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.closing_answers.cast import answered
from tests.conftest import PREFIX
from tests.faults import failing
from tests.rows import rows_with
from tests.staff_browser import stage

__all__ = ["stage"]
TODAY = local_day(NOW)
LATER = NOW + timedelta(days=31)
SAFE = {"safe": "always"}


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
    make(stored(), kind, "nb", "c" * 22)
    return stored().version


def archived():
    entry = copied()
    make_copy.confirm(pen(stored(), "d" * 22), entry)


def erase(account=PRINCIPAL, version=None, at=NOW):
    seen = version or stored().version
    erase_case.erase(account, 1, seen, at)


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
    make(stored(), CopyKind.PARTY, "nn", "f" * 22)
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


def _stored_rows(table="casework"):
    name = table_names(PREFIX)[table]
    for page in client("dynamodb").get_paginator("scan").paginate(TableName=name):
        yield from page["Items"]


def with_own_answers():
    """A case that is over, whose pupil answered with one code and never with the
    other."""
    case = made(drafts.desk(TEACHER))
    cards = [pupils_code(pen(case, mark * 22)).cards[0] for mark in "xy"]
    codes = [ids.normalise(card.code) for card in cards]
    answered(codes[0], **SAFE)
    seen = see_case.see(PRINCIPAL, 1, NOW)
    run_out()
    return seen


def test_what_the_pupil_answered_goes_with_it(stage, archive_function):
    seen = with_own_answers()
    assert [answers for code in of_pupil(seen) for answers in code.answers] == [SAFE]
    archived()
    erase(at=LATER)
    assert [answers for code in of_pupil(seen) for answers in code.answers] == []
    assert all(wrapped_keys.get(id_) is None for id_ in rounds_of(seen))


def test_where_erasing_was_cut_short_the_answers_are_gone_once(stage, archive_function):
    with_own_answers()
    archived()
    with (
        failing("dynamodb", "TransactWriteItems", "server_error", spared=2),
        pytest.raises(transaction.Unavailable),
    ):
        erase(at=LATER)
    erase(at=LATER)
    gone = [e for e in audit.of_body("SCHAAA") if e.what == Event.SHREDDED_ROUND]
    assert len(gone) == 2


def test_a_restore_is_told_to_take_the_pupils_answers_again(stage, archive_function):
    seen = with_own_answers()
    archived()
    erase(at=LATER)
    rows = {"answers": (), "forms": list(_stored_rows("forms"))}
    rows |= {"casework": list(_stored_rows())}
    said = commands(lambda table: iter(rows[table]), PREFIX, "", NOW.date())
    for id_ in rounds_of(seen):
        assert any("delete-item" in line and f"KEY#{id_}" in line for line in said)
        assert any("shredded_on" in line and id_ in line for line in said)


def rounds_of(seen):
    codes = [r for r in seen.entries if r.entry.kind is EntryKind.PUPIL_CODE]
    assert len(codes) == 2
    return [read.text("round") for read in codes]


def test_while_the_pupil_can_still_answer_nothing_goes(stage, archive_function):
    seen = with_own_answers()
    archived()
    with pytest.raises(errors.Incomplete, match="code"):
        erase()
    assert stored()
    assert all(wrapped_keys.get(id_) for id_ in rounds_of(seen))
