"""The doctor on an installation that is well, and on one with each thing broken in
turn."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.core.settings import settings
from chalicelib.outbox import bounce as bounces
from chalicelib.storage import transaction, writes
from chalicelib.storage.codec import stamp
from chalicelib.storage.keys import Key
from chalicelib.upkeep import retain
from chalicelib.upkeep.schedule import sweep
from infra.doctor import checks, copies, mail, work
from infra.doctor.__main__ import CHECKS, OF_AN_ACCOUNT
from infra.doctor.patient import Patient
from infra.tables import table_names
from tests.cast import NOW, OWNER
from tests.conftest import PREFIX
from tests.rows import rows_with


@pytest.fixture
def patient(aws, monkeypatch):
    monkeypatch.setattr(work, "_now", lambda: NOW)
    return Patient(aws, PREFIX, "http://127.0.0.1:1", "http://127.0.0.1:1/staff")


def marked(aws, day):
    """As the sweeper marks the day on which it has compared."""
    item = {key: {"S": "RECONCILED"} for key in ("pk", "sk")} | {
        "day": {"S": day.isoformat()}
    }
    aws("dynamodb").put_item(TableName=table_names(PREFIX)["answers"], Item=item)


def put_back(row, due_at):
    both = {**row, "due_at": stamp(due_at)}
    key = Key(both.pop("pk"), both.pop("sk"))
    transaction.commit(writes.Put(settings().answers_table, key, both))


def delete(aws, table, row):
    key = {"pk": {"S": row["pk"]}, "sk": {"S": row["sk"]}}
    aws("dynamodb").delete_item(TableName=table_names(PREFIX)[table], Key=key)


def test_tables_without_protection_backup_or_expiry_are_named(patient):
    said = [*copies.tables(patient), *checks.expiry(patient)]
    assert sum("can be deleted" in fault for fault in said) == 4
    assert sum("point-in-time" in fault for fault in said) == 3
    assert sum("does not delete" in fault for fault in said) == 4


def test_copies_of_the_codes_are_named(patient, aws):
    recovery = {"PointInTimeRecoveryEnabled": True}
    aws("dynamodb").update_continuous_backups(
        TableName=f"{PREFIX}-codes", PointInTimeRecoverySpecification=recovery
    )
    assert [
        fault
        for fault in copies.tables(patient)
        if fault.startswith(f"{PREFIX}-codes keeps copies")
    ]


def test_what_was_stored_is_told_or_the_doctor_says_so(patient, stage, aws):
    stage.send(contact="today")
    sweep(NOW)
    marked(aws, NOW.date())
    assert not [
        fault for fault in work.reconciled(patient) if "told to nobody" in fault
    ]
    for row in rows_with("answers", sk="MAIL#"):
        delete(aws, "answers", row)
    (flag,) = rows_with("answers", sk="FLAG#")
    said = next(work.reconciled(patient))
    assert said == f"1 of 1 were told to nobody, open the inboxes: FLAG#{flag['id']}"


def test_what_nobody_opens_is_said(patient, stage, aws):
    stage.send(contact="today")
    for hour in range(72):
        sweep(NOW + timedelta(hours=hour))
    said = list(work.reconciled(patient))
    assert [
        fault
        for fault in said
        if fault.startswith("1 of 1 nobody opens, ring those schools: FLAG#")
    ]


def test_a_comparing_that_does_not_run_by_itself_is_said(patient, stage, aws):
    assert "has never compared" in list(work.reconciled(patient))[-1]
    marked(aws, NOW.date())
    assert list(work.reconciled(patient)) == []
    marked(aws, NOW.date() - timedelta(days=3))
    assert "ran last on" in list(work.reconciled(patient))[-1]


def test_overdue_mail_is_seen_and_fresh_urgent_mail_is_not(patient, stage):
    stage.send(contact="today")
    sweep(NOW + timedelta(minutes=30))
    (mail,) = rows_with("answers", sk="MAIL#")
    for minutes, count in ((14, 0), (40, 1)):
        put_back(mail, NOW - timedelta(minutes=minutes))
        assert (
            len([fault for fault in work.undelivered(patient) if "overdue" in fault])
            == count
        )


BUCKET = "heads-of-the-tests"


@pytest.fixture
def kept(aws, stage, monkeypatch):
    """The heads of the logs put away as the sweeper does; the data stack exports the
    bucket."""
    monkeypatch.setenv("AUDIT_HEADS", BUCKET)
    settings.cache_clear()
    where = {"LocationConstraint": "eu-north-1"}
    aws("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
    export = {"Value": BUCKET, "Export": {"Name": f"{PREFIX}-audit-heads"}}
    topic = {"Type": "AWS::SNS::Topic"}
    template = {"Resources": {"Topic": topic}, "Outputs": {"Bucket": export}}
    aws("cloudformation").create_stack(
        StackName=f"{PREFIX}-data", TemplateBody=json.dumps(template)
    )
    for days in (90, 91, 92):
        retain.set_retention(OWNER, days, NOW)
    sweep(NOW)


def test_a_log_written_anew_is_named_by_the_head_that_was_kept(patient, aws, kept):
    assert list(work.heads(patient)) == []
    retain.set_retention(OWNER, 93, NOW)
    assert list(work.heads(patient)) == []
    (head,) = rows_with("casework", pk=f"AUDIT#{OWNER.body_id}", sk="HEAD#")
    changed = Key(head.pop("pk"), head.pop("sk"))
    ends = {OWNER.id: [3, "another hash"]}
    transaction.commit(
        writes.Put(settings().casework_table, changed, {**head, "ends": ends})
    )
    (said,) = work.heads(patient)
    assert said.startswith(f"the log of {OWNER.body_id} was written anew since")


def test_a_log_cut_off_at_its_end_is_named(patient, aws, kept):
    assert list(work.audit(patient)) == []
    delete(
        aws,
        "casework",
        rows_with("casework", pk=f"AUDIT#{OWNER.body_id}#{OWNER.id}")[2],
    )
    (said,) = work.audit(patient)
    assert f"{OWNER.id} at entry 3, which the head of 2026-11-24 has" in said


def test_heads_that_are_no_longer_kept_are_said(patient, kept, monkeypatch):
    monkeypatch.setattr(work, "_now", lambda: NOW + timedelta(days=3))
    assert "were last kept on 2026-11-24" in next(work.heads(patient))


def test_a_missing_link_of_the_audit_log_is_named(patient, stage, aws):
    for days in (90, 91, 92):
        retain.set_retention(OWNER, days, NOW)
    assert list(work.audit(patient)) == []
    delete(aws, "casework", rows_with("casework", pk=f"AUDIT#{OWNER.body_id}#")[1])
    said = next(work.audit(patient))
    assert f"the log of {OWNER.body_id} is broken: {OWNER.id} at entry 2" in said


def rule(aws, function, pattern):
    arn = f"arn:aws:lambda:eu-north-1:000000000000:function:{PREFIX}-{function}"
    events = aws("events")
    events.put_rule(Name="one", EventPattern=json.dumps(pattern), State="ENABLED")
    events.put_targets(Rule="one", Targets=[{"Id": "1", "Arn": arn}])
    return events


def test_a_rule_for_bounces_that_is_missing_off_or_deaf_is_named(patient, aws):
    assert "deploy the staff stack" in next(mail.bounces(patient))
    ours = {"detail": {"mail": {"tags": {"ses:configuration-set": [PREFIX]}}}}
    events = rule(aws, "bounces", bounces.EVENTS | ours)
    assert list(mail.bounces(patient)) == []
    events.disable_rule(Name="one")
    assert "is off" in next(mail.bounces(patient))
    rule(aws, "bounces", {"source": ["aws.s3"]} | ours)
    assert "does not listen" in next(mail.bounces(patient))


def test_help_lines_that_nobody_has_checked_for_half_a_year_are_said(
    patient, monkeypatch
):
    today = datetime.now(UTC).date()
    monkeypatch.setattr(work, "LAST_CHECKED", today - timedelta(days=180))
    assert list(work.help_lines(patient)) == []
    monkeypatch.setattr(work, "LAST_CHECKED", date(2020, 1, 31))
    (said,) = work.help_lines(patient)
    assert "2020-01-31" in said
    assert "web/help_lines.py" in said


def test_a_rehearsal_does_not_fail_by_date():
    assert work.help_lines in OF_AN_ACCOUNT.values()
    assert work.help_lines not in CHECKS.values()


def test_a_door_that_does_not_answer_is_said(patient):
    assert len(list(work.headers(patient))) == 2
