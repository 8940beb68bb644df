"""A second account's bucket, as its template makes it, and the key its copies are sealed
for."""

import json
from base64 import urlsafe_b64encode
from datetime import datetime

import pytest

from chalicelib.core.local_time import OSLO
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from infra import cfn
from tests.conftest import ROOT

BUCKET = "test-case-backup-123456789012"
NIGHT = datetime(2026, 11, 25, 4, 0, tzinfo=OSLO)
PUBLIC, PRIVATE = sealing.new_key_pair()
TEMPLATE = cfn.load(ROOT / "infra" / "case_backup.yaml")


def named(public):
    """As the staff stack's parameter has it."""
    return urlsafe_b64encode(public).decode().rstrip("=")


@pytest.fixture
def bucket(aws, monkeypatch):
    monkeypatch.setenv("BACKUP_BUCKET", BUCKET)
    monkeypatch.setenv("RECOVERY_KEY", named(PUBLIC))
    settings.cache_clear()
    client = aws("s3")
    where = {"LocationConstraint": "eu-north-1"}
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
    written = TEMPLATE["Resources"]["CaseBackup"]["Properties"]
    client.put_bucket_versioning(
        Bucket=BUCKET, VersioningConfiguration=written["VersioningConfiguration"]
    )
    return client


def kept(s3):
    return sorted(
        file["Key"] for file in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    )


def held(s3, key):
    return s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()


def brought_home(s3, folder):
    """As ``aws s3 sync`` does it."""
    for key in kept(s3):
        file = folder / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(held(s3, key))
    return folder


def opened(s3):
    """Every copy of a case, as its first seal holds it, by its key."""
    found = {}
    for key in kept(s3):
        body_id, name = key.split("/")
        if name.startswith("case-"):
            bound_to = f"case backup|{body_id}|{name.split('-')[1]}"
            found[key] = sealing.unseal(PRIVATE, held(s3, key), bound_to)
    return found


def texts(value):
    return json.dumps(value, ensure_ascii=False)
