"""What each audit log has come to is put away once a day, where it cannot be
changed."""

import json
from datetime import datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from chalicelib.audit import head_store
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core.local_time import OSLO
from chalicelib.core.settings import settings
from chalicelib.upkeep import retain
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, OWNER, SCHOOL, set_the_stage

BUCKET = "heads-of-the-tests"
NIGHT = datetime(2026, 11, 25, 4, 0, tzinfo=OSLO)


@pytest.fixture
def s3(aws, monkeypatch):
    """A bucket as the template declares it: what comes in is locked."""
    monkeypatch.setenv("AUDIT_HEADS", BUCKET)
    settings.cache_clear()
    client = aws("s3")
    client.create_bucket(
        Bucket=BUCKET,
        ObjectLockEnabledForBucket=True,
        CreateBucketConfiguration={"LocationConstraint": "eu-north-1"},
    )
    rule = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 400}}
    client.put_object_lock_configuration(
        Bucket=BUCKET,
        ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule},
    )
    set_the_stage()
    return client


def kept(s3):
    return [
        file["Key"] for file in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    ]


def test_the_heads_are_kept_once_a_night(s3):
    retain.set_retention(OWNER, 90, NOW)
    for minutes in range(3):
        sweep(NIGHT + timedelta(minutes=minutes))
    assert kept(s3) == ["heads/2026-11-25.json"]
    assert len(s3.list_object_versions(Bucket=BUCKET)["Versions"]) == 1
    sweep(NIGHT + timedelta(days=1, minutes=-1))
    assert len(kept(s3)) == 1
    sweep(NIGHT + timedelta(days=1))
    assert kept(s3)[1:] == ["heads/2026-11-26.json"]


def test_each_log_is_there_with_its_last_entry_and_no_word_of_it(s3):
    for days in (90, 91):
        retain.set_retention(OWNER, days, NOW)
    audit.record(Event.HELD_ROUND, SCHOOL.id, "system", "ROUNDAAA", NOW)
    sweep(NIGHT)
    body = (
        s3.get_object(Bucket=BUCKET, Key="heads/2026-11-25.json")["Body"]
        .read()
        .decode()
    )
    heads = json.loads(body)["heads"]
    for body_id in (OWNER.body_id, SCHOOL.id):
        last = head_store.last(body_id)
        assert heads[body_id] == {"day": "2026-11-25", "hash": last.hash}
        assert set(last.ends) == {event.who for event in audit.of_body(body_id)}
    assert "retention" not in body
    assert "ROUNDAAA" not in body


def test_what_was_kept_can_be_neither_changed_nor_deleted(s3):
    sweep(NIGHT)
    (version,) = s3.list_object_versions(Bucket=BUCKET)["Versions"]
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(
            Bucket=BUCKET, Key=version["Key"], VersionId=version["VersionId"]
        )


def test_a_bucket_that_is_away_is_tried_again_and_rings(s3, caplog, monkeypatch):
    monkeypatch.setenv("AUDIT_HEADS", "no-such-bucket")
    settings.cache_clear()
    sweep(NIGHT)
    assert "sweep failed kind=HEADS error=Unavailable" in caplog.text
    monkeypatch.setenv("AUDIT_HEADS", BUCKET)
    settings.cache_clear()
    sweep(NIGHT + timedelta(minutes=1))
    assert kept(s3) == ["heads/2026-11-25.json"]
