from datetime import timedelta

import pytest

from chalicelib.core import errors
from chalicelib.referrals import drafts
from chalicelib.referrals import send as sending
from chalicelib.referrals.referral import DRAFT_LASTS
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.referring import written
from tests.rows import rows_with


def test_a_draft_is_its_writers_alone_and_runs_out(desk):
    draft = written(desk, pupil_says=["Halvferdig"])
    found = drafts.draft(
        TEACHER, desk, draft.id, NOW + DRAFT_LASTS - timedelta(seconds=1)
    )
    assert found.fields["pupil_says"] == ["Halvferdig"]
    for who, when in ((TEACHER, NOW + DRAFT_LASTS), (NURSE, NOW), (PRINCIPAL, NOW)):
        with pytest.raises(errors.NotFound):
            drafts.draft(who, desk, draft.id, when)
    assert drafts.mine(TEACHER, desk, NOW + DRAFT_LASTS)[0] == []


def test_a_writers_drafts_are_told_apart_by_class_and_initials(desk):
    written(desk, pupil=["kari marie  nordmann hansen"], class_id=["6B"])
    written(desk, pupil=[], class_id=[])
    found, _ = drafts.mine(TEACHER, desk, NOW)
    assert {(draft.class_id, draft.initials) for draft in found} == {
        ("6B", "K. M. N."),
        ("", ""),
    }


def test_a_draft_that_ran_out_while_it_was_written_on_is_kept_anew(desk):
    draft = written(desk)
    much_later = NOW + DRAFT_LASTS * 2
    drafts.save(TEACHER, desk, draft.id, draft.fields, draft.mark, much_later)
    assert drafts.draft(TEACHER, desk, draft.id, much_later).fields == draft.fields


def test_an_incomplete_one_is_not_sent(desk):
    draft = written(desk, pupil=[""])
    with pytest.raises(errors.Incomplete):
        sending.send(TEACHER, desk, draft, NOW)
    assert rows_with("answers", pk="REFERRALS#") == []


def test_when_the_database_fails_nothing_is_half_sent(desk, fails):
    draft = written(desk)
    with (
        fails("dynamodb", "TransactWriteItems", "throttled"),
        pytest.raises(transaction.Unavailable),
    ):
        sending.send(TEACHER, desk, draft, NOW)
    assert rows_with("answers", pk="REFERRALS#") == []
    sending.send(TEACHER, desk, drafts.draft(TEACHER, desk, draft.id, NOW), NOW)
    assert len(rows_with("answers", pk="REFERRALS#")) == 1
