"""The second account's bucket: who may do what, how long it remembers, and how the
doctor finds it."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.core.local_time import local_day
from chalicelib.core.settings import settings
from chalicelib.referrals import drafts
from chalicelib.storage import case_keys, transaction, writes
from infra import cfn
from infra.doctor import backup
from infra.doctor.patient import NotYet
from tests.case_backup.cast import BUCKET, PUBLIC, TEMPLATE, bucket, named
from tests.cases.cast import made
from tests.cast import TEACHER
from tests.conftest import PREFIX, ROOT
from tests.infra.account_of import Service, stacks
from tests.staff_browser import stage

__all__ = ["bucket", "stage"]
POLICY = TEMPLATE["Resources"]["CaseBackupPolicy"]["Properties"]["PolicyDocument"]
MADE = TEMPLATE["Resources"]["CaseBackup"]["Properties"]
STAFF = cfn.load(ROOT / "infra" / "code" / "staff.yaml")
TODAY = local_day(datetime.now(UTC))


def actions(statement):
    named_ = statement["Action"]
    return {named_} if isinstance(named_, str) else set(named_)


def test_the_sweeper_alone_is_let_in_and_reads_nothing():
    let_in = [s for s in POLICY["Statement"] if s["Effect"] == "Allow"]
    may = set().union(*map(actions, let_in))
    assert may == {"s3:PutObject", "s3:DeleteObject", "s3:ListBucket"}
    for statement in let_in:
        (who,) = statement["Condition"].items()
        assert who == (
            "ArnLike",
            {
                "aws:PrincipalArn": {
                    "Fn::Sub": "arn:${AWS::Partition}:iam::${Installation}:role/"
                    "${Prefix}/sweeper/*"
                }
            },
        )


def test_its_role_may_the_same_and_no_more():
    policy = json.loads((ROOT / ".chalice" / "policy-sweeper.json").read_text())
    own = [s for s in policy["Statement"] if "BackupBucket" in json.dumps(s)]
    may = set().union(*map(actions, own))
    assert may == {"s3:PutObject", "s3:DeleteObject", "s3:ListBucket"}
    for role in ("public", "staff", "bounces", "archive"):
        text = (ROOT / ".chalice" / f"policy-{role}.json").read_text()
        assert "BackupBucket" not in text


def test_what_was_erased_is_forgotten_before_the_tables_forget_it():
    (rule,) = MADE["LifecycleConfiguration"]["Rules"]
    a_night, the_tables = 1, 35
    assert rule["NoncurrentVersionExpiration"]["NoncurrentDays"] + a_night < the_tables
    assert MADE["VersioningConfiguration"] == {"Status": "Enabled"}
    assert all(MADE["PublicAccessBlockConfiguration"].values())


def test_the_two_parameters_belong_together_and_only_the_staff_side_has_them():
    assert "BackupIsWhole" in STAFF["Rules"]
    assert STAFF["Parameters"]["BackupBucket"]["Default"] == ""
    assert STAFF["Parameters"]["RecoveryKey"]["Default"] == ""
    for side in ("common", "door", "public", "archive"):
        text = (ROOT / "infra" / "code" / f"{side}.yaml").read_text()
        assert "BackupBucket" not in text
        assert "RecoveryKey" not in text


def test_it_can_be_given_as_it_is_and_keeps_to_the_eea():
    text = (ROOT / "infra" / "case_backup.yaml").read_text()
    data = cfn.load(ROOT / "infra" / "data.yaml")
    assert len(text) < 51_200
    rule = "StaysInTheEEA"
    assert TEMPLATE["Rules"][rule] == data["Rules"][rule]


# --- the doctor
# ------------------------------------------------------------------


@pytest.fixture
def cases(bucket, stage):
    made(drafts.desk(TEACHER))


def examined(aws, public=PUBLIC, age_hours=48, bucket=BUCKET):
    told = {"BACKUP_BUCKET": bucket, "RECOVERY_KEY": named(public)}
    configuration = {"Environment": {"Variables": told}}
    services = {
        "lambda": Service(get_function_configuration=configuration),
        "cloudformation": stacks(age_hours),
    }
    client = lambda name: services.get(name) or aws(name)  # noqa: E731
    return [
        *backup.backup(backup.Patient(client, PREFIX, "https://p.example", "https://s"))
    ]


def kept_on(day, failed=0):
    row = {"day": day.isoformat(), "after": "", "failed": failed}
    key = case_keys.BACKED_UP
    transaction.commit(writes.Put(settings().answers_table, key, row))


def test_where_each_night_keeps_them_all_is_well(cases, aws):
    kept_on(TODAY)
    assert examined(aws) == []


def test_without_a_second_account_nothing_is_said(cases, aws):
    assert examined(aws, bucket="") == []


def test_nights_that_keep_nothing_are_said(cases, aws):
    (never,) = examined(aws)
    assert "no case was ever kept" in never
    kept_on(TODAY - timedelta(days=3))
    (last,) = examined(aws)
    assert f"cases were last kept on {TODAY - timedelta(days=3)}" in last


def test_schools_that_were_not_kept_whole_are_counted(cases, aws):
    kept_on(TODAY, failed=2)
    (said,) = examined(aws)
    assert "the cases of 2 schools were not kept whole" in said


def test_schools_whose_copies_would_not_open_are_counted_and_none_is_named(cases, aws):
    kept_on(TODAY)
    (said,) = examined(aws, public=PUBLIC[::-1])
    assert "the kept cases of 1 schools would not open" in said
    assert "SCHAAA" not in said
    (young,) = examined(aws, public=PUBLIC[::-1], age_hours=1)
    assert isinstance(young, NotYet)
