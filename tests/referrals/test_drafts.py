from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.core import errors
from chalicelib.referrals import drafts
from chalicelib.referrals import send as sending
from chalicelib.referrals import store as referrals
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
    again = replace(draft, saved_at=much_later)
    drafts.save(TEACHER, desk, again, draft.mark)
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


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"pupil": [""], "seen": [" \r\n "], "how": []},
        {"class_id": ["6A"], "confirmed": ["yes"]},
        {"seen": ["\u3164\u3164"]},
    ],
)
def test_a_draft_that_says_nothing_is_not_kept(desk, fields):
    page = drafts.new_referral_id()
    before = rows_with("answers", pk="DRAFTS#")
    assert drafts.save(TEACHER, desk, drafts.typed(page, fields, NOW), "").is_empty
    assert rows_with("answers", pk="DRAFTS#") == before == []


@pytest.mark.parametrize(("seen_as_it_is", "left"), [(True, 0), (False, 1)])
def test_a_draft_that_is_emptied_is_gone_unless_it_is_another_by_now(
    desk, seen_as_it_is, left
):
    draft = written(desk)
    empty = drafts.typed(draft.id, {"pupil": [""]}, NOW)
    drafts.save(TEACHER, desk, empty, draft.mark if seen_as_it_is else "")
    assert len(drafts.mine(TEACHER, desk, NOW)[0]) == left


def test_a_draft_kept_once_more_while_it_was_sent_is_none(desk):
    draft = written(desk)
    sending.send(TEACHER, desk, draft, NOW)
    transaction.commit(referrals.put_draft(TEACHER, desk.school.owner_id, draft))
    assert drafts.mine(TEACHER, desk, NOW)[0] == []


def test_32000_marks_on_one_letter_are_refused_and_kept(desk):
    draft = written(desk, seen=["e" + "\u0301" * 32_000])
    assert [problem.field for problem in drafts.checked(desk, draft, NOW).problems] == [
        "seen"
    ]
    assert len(drafts.draft(TEACHER, desk, draft.id, NOW).fields["seen"][0]) == 32_001
