"""Each night the second account's copies are made to be what the cases are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_backup import back_up
from chalicelib.case_backup import store as backups
from chalicelib.case_backup.store import Progress
from chalicelib.cases import act
from chalicelib.cases import store as cases
from chalicelib.core.log_lines import LogLine
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.referrals import drafts
from chalicelib.storage import case_keys, key_pairs, transaction
from chalicelib.storage.writes import Put
from chalicelib.upkeep.schedule import sweep
from infra.case_backup.copied import seen
from tests.case_backup.cast import (
    BUCKET,
    NIGHT,
    PRIVATE,
    bucket,
    held,
    kept,
    named,
    opened,
    texts,
)
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, PRINCIPAL, SCHOOL, TEACHER
from tests.faults import failing
from tests.rows import rows_with
from tests.staff_browser import stage

__all__ = ["bucket", "stage"]
DAY = timedelta(days=1)


@pytest.fixture
def s3(bucket, stage):
    case = made(drafts.desk(TEACHER))
    act.note(pen(case, "n" * 22), "Vi snakkes i morgen.", NOW.date())
    return bucket


def names(s3):
    """Of the school's copies of cases."""
    return [key for key in kept(s3) if key.startswith("SCHAAA/case-")]


def test_a_case_is_kept_the_night_after_with_the_key_of_its_school(s3):
    sweep(NIGHT)
    case, key = kept(s3)
    assert case.startswith("SCHAAA/case-000001-")
    assert key.startswith("SCHAAA/key-")
    private = sealing.unseal(PRIVATE, held(s3, key), "recovery|SCHAAA")
    (copy,) = opened(s3).values()
    sealed = rows_with("casework", "CASE#SCHAAA#1", "000002")[0]["sealed"]
    assert bytes.fromhex(private) == key_pairs.private("SCHAAA")
    assert copy["entries"]["000002"]["sealed"]
    assert copy["people"][PRINCIPAL.id] == PRINCIPAL.name
    assert copy["school"] == SCHOOL.name
    assert sealed not in held(s3, case)


def test_nothing_is_put_again_where_nothing_changed(s3):
    sweep(NIGHT)
    for days in range(1, 4):
        sweep(NIGHT + days * DAY)
    versions = s3.list_object_versions(Bucket=BUCKET)
    assert len(versions["Versions"]) == 2
    assert "DeleteMarkers" not in versions


def test_what_is_done_with_a_case_gives_a_new_copy_and_takes_the_old_away(s3):
    sweep(NIGHT)
    (before,) = names(s3)
    act.note(pen(stored()), "Snakket med Nora i dag.", NOW.date())
    sweep(NIGHT + DAY)
    (after,) = names(s3)
    assert after != before
    assert set(opened(s3)[after]["entries"]) == {"000001", "000002", "000003"}


def test_a_day_without_a_night_is_no_time_for_it(s3):
    sweep(NIGHT)
    act.note(pen(stored()), "Snakket med Nora i dag.", NOW.date())
    (before,) = names(s3)
    sweep(NIGHT + timedelta(hours=12))
    sweep(NIGHT + DAY - timedelta(minutes=1))
    assert names(s3) == [before]


def test_what_was_erased_is_taken_away_there_too(s3):
    sweep(NIGHT)
    transaction.commit(*cases.erase_case(stored(), NOW))
    sweep(NIGHT + DAY)
    assert names(s3) == []
    markers = s3.list_object_versions(Bucket=BUCKET)["DeleteMarkers"]
    assert [marker["IsLatest"] for marker in markers] == [True]


def test_a_name_that_was_taken_back_is_in_no_copy(s3):
    sweep(NIGHT)
    case = stored()
    after = replace(case, pupil=None, named_by="", version=case.version + 1)
    first = cases.decode_entry(cases.entries(case)[0])
    entry = replace(first, number=after.version, id="E")
    transaction.commit(*cases.take_name(case, after, entry, {}))
    sweep(NIGHT + DAY)
    ((_, copy),) = opened(s3).items()
    assert "pupil" not in copy["case"]


def opened_entries(copy):
    """All that the entries hold, as who has both keys reads it."""
    seen_ = seen(copy, "SCHAAA", "000001", key_pairs.private("SCHAAA"))
    return texts([read.content for read in seen_.entries])


def test_nothing_there_leads_to_an_item_a_code_or_a_receipt(s3):
    case = stored()
    assert case.origins
    sweep(NIGHT)
    (copy,) = opened(s3).values()
    said = texts(copy)
    for origin in case.origins:
        assert origin.partition(".")[2] not in said + opened_entries(copy)
    assert {"origins", "named_by", "shown", "readers", "asked_on"}.isdisjoint(
        copy["case"]
    )


def test_the_function_that_keeps_them_opens_nothing(s3, monkeypatch):
    monkeypatch.setenv("KEY_FILE", "/there/is/none")
    settings.cache_clear()
    sweep(NIGHT)
    assert len(kept(s3)) == 2


def test_without_a_second_account_nothing_is_kept_or_sealed(stage, monkeypatch):
    made(drafts.desk(TEACHER))
    sweep(NIGHT)
    assert rows_with("casework", "RECOVERY#") == []
    assert rows_with("answers", "BACKED_UP") == []


def test_a_key_from_before_there_was_a_second_account_is_sealed_when_it_is_used(
    stage, aws, monkeypatch, request
):
    made(drafts.desk(TEACHER))
    assert rows_with("casework", "RECOVERY#") == []
    s3 = request.getfixturevalue("bucket")
    sweep(NIGHT)
    assert len(kept(s3)) == 1
    key_pairs.private("SCHAAA")
    sweep(NIGHT + DAY)
    assert len(kept(s3)) == 2


def test_another_recovery_key_gives_all_copies_anew_once_the_schools_key_is_used(
    s3, monkeypatch
):
    sweep(NIGHT)
    before = kept(s3)
    public, private = sealing.new_key_pair()
    monkeypatch.setenv("RECOVERY_KEY", named(public))
    settings.cache_clear()
    sweep(NIGHT + DAY)
    assert kept(s3) == before  # both still open with the old one
    key_pairs.private("SCHAAA")
    sweep(NIGHT + 2 * DAY)
    case, key = kept(s3)
    assert not {case, key} & set(before)
    assert sealing.unseal(private, held(s3, key), "recovery|SCHAAA")
    assert sealing.unseal(private, held(s3, case), "case backup|SCHAAA|000001")


def test_a_key_is_sealed_once(s3):
    (before,) = rows_with("casework", "RECOVERY#SCHAAA")
    key_pairs.private("SCHAAA")
    assert rows_with("casework", "RECOVERY#SCHAAA") == [before]


@pytest.mark.parametrize("operation", ["ListObjectsV2", "PutObject"])
def test_where_the_second_account_refuses_it_is_heard_and_tried_again(
    s3, operation, caplog
):
    with failing("s3", operation, "server_error"):
        sweep(NIGHT)
    assert f"{LogLine.SWEEP_FAILED} kind=BACKUP error=Unavailable" in caplog.text
    assert names(s3) == []
    sweep(NIGHT + DAY)
    assert len(names(s3)) == 1


def test_what_cannot_be_put_keeps_its_old_copy_and_nothing_from_being_taken_away(
    s3, monkeypatch
):
    made(drafts.desk(TEACHER))
    sweep(NIGHT)
    _, second = names(s3)
    transaction.commit(*cases.erase_case(stored(1), NOW))
    act.note(pen(stored(2)), "Snakket med Nora i dag.", NOW.date())
    with failing("s3", "PutObject", "server_error"):
        sweep(NIGHT + DAY)
    assert names(s3) == [second]
    assert backups.progress().failed == 1
    sweep(NIGHT + 2 * DAY)
    assert len(names(s3)) == 1
    assert names(s3) != [second]
    assert backups.progress().failed == 0


def test_a_day_that_is_yet_to_come_stops_no_night(s3):
    backups.note(Progress(NIGHT.date() + timedelta(days=9)))
    sweep(NIGHT)
    assert len(names(s3)) == 1


def test_where_taking_away_fails_it_is_taken_away_the_night_after(s3):
    sweep(NIGHT)
    transaction.commit(*cases.erase_case(stored(), NOW))
    with failing("s3", "DeleteObject", "server_error"):
        sweep(NIGHT + DAY)
    assert len(names(s3)) == 1
    sweep(NIGHT + 2 * DAY)
    assert names(s3) == []


@pytest.fixture
def another(s3):
    """A body that comes before the school, with a case that is none of ours."""
    audit.record(Event.READ_CASE, "AAAAAA", PRINCIPAL.id, "1", NOW)
    row = Put(settings().casework_table, case_keys.case("AAAAAA", 1), {"state": "?"})
    transaction.commit(row)


def test_a_body_that_cannot_be_kept_holds_up_no_other(s3, another, caplog):
    sweep(NIGHT)
    assert f"{LogLine.SWEEP_FAILED} kind=BACKUP error=KeyError" in caplog.text
    assert len(names(s3)) == 1


def test_a_night_that_takes_long_goes_on_in_the_next_sweep(s3, another):
    ticks = iter([0.0, 0.0, back_up.SECONDS + 1])
    with pytest.raises(KeyError):
        back_up.daily(NIGHT, lambda: next(ticks))
    assert backups.progress() == Progress(None, "AAAAAA", 1)
    assert names(s3) == []
    back_up.daily(NIGHT + timedelta(minutes=1))
    assert backups.progress() == Progress(NIGHT.date(), "", 1)
    assert len(names(s3)) == 1


def test_who_left_the_school_is_still_named_in_what_they_wrote(s3):
    gone = replace(PRINCIPAL, active=False, version=PRINCIPAL.version + 1)
    transaction.commit(*accounts.change_account(PRINCIPAL, gone))
    sweep(NIGHT)
    (copy,) = opened(s3).values()
    assert copy["people"][PRINCIPAL.id] == PRINCIPAL.name
