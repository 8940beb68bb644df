"""What wakes somebody: each alarm has something to listen to, and what must be heard
is."""

import json
import re
from fnmatch import fnmatchcase

import pytest

from chalicelib.core.log_lines import WRITERS, LogLine
from chalicelib.storage.keys import SHARDS
from infra import cfn
from tests.conftest import ROOT

RESOURCES = cfn.load(ROOT / "infra" / "data.yaml")["Resources"]


def of_kind(kind):
    return {
        name: resource["Properties"]
        for name, resource in RESOURCES.items()
        if resource["Type"] == kind
    }


ALARMS = of_kind("AWS::CloudWatch::Alarm")
FILTERS = of_kind("AWS::Logs::MetricFilter")
RULES = of_kind("AWS::Events::Rule")
NAMES = {
    "AWS::Partition": "aws",
    "AWS::Region": "eu-north-1",
    "AWS::AccountId": "123456789012",
    "Prefix": "here",
}
TABLE = "arn:aws:dynamodb:eu-north-1:123456789012:table/here-"


def function_of(filter_):
    return filter_["LogGroupName"]["Ref"].removesuffix("Log").lower()


@pytest.mark.parametrize("name", FILTERS)
def test_the_words_a_filter_looks_for_are_a_line_its_function_logs(name):
    for words in re.findall(r'"([^"]+)"', FILTERS[name]["FilterPattern"]):
        assert function_of(FILTERS[name]) in WRITERS[LogLine(words)], words


@pytest.mark.parametrize("line", LogLine)
def test_a_line_is_heard_in_the_log_of_every_function_that_writes_it(line):
    heard = {
        function_of(metric_filter)
        for metric_filter in FILTERS.values()
        if f'"{line}"' in metric_filter["FilterPattern"]
    }
    assert heard == WRITERS[line]


@pytest.mark.parametrize("line", LogLine)
def test_the_code_logs_each_line(line):
    used = [
        path
        for path in (ROOT / "chalicelib").rglob("*.py")
        if path.name != "log_lines.py"
    ]
    assert any(f"LogLine.{line.name}" in path.read_text() for path in used)


def test_every_metric_of_ours_has_an_alarm_and_every_such_alarm_a_metric():
    made = {
        metric_filter["MetricTransformations"][0]["MetricName"]
        for metric_filter in FILTERS.values()
    }
    heard = {
        a["MetricName"] for a in ALARMS.values() if a["Namespace"] == {"Ref": "Prefix"}
    }
    assert made == heard


@pytest.mark.parametrize("metric", ["ReadThrottleEvents", "WriteThrottleEvents"])
def test_throttling_of_every_table_and_of_the_index_is_heard(metric):
    heard = [
        " ".join(str(dimension["Value"]) for dimension in alarm["Dimensions"])
        for alarm in ALARMS.values()
        if alarm["MetricName"] == metric
    ]
    for table in ("forms", "codes", "answers", "casework", "due"):
        assert [name for name in heard if table in name], table


@pytest.mark.parametrize(
    "metric", ["Reputation.BounceRate", "Reputation.ComplaintRate"]
)
def test_what_could_stop_our_mail_is_heard(metric):
    assert metric in {alarm["MetricName"] for alarm in ALARMS.values()}


def test_a_sweep_near_its_timeout_is_heard():
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    timeout = config["stages"]["staff"]["lambda_functions"]["sweeper"]["lambda_timeout"]
    assert ALARMS["SweeperSlowAlarm"]["Threshold"] == timeout * 1000 * 3 / 4


def test_each_shard_has_its_schedule_and_one_that_is_still_is_heard_of():
    staff = cfn.load(ROOT / "infra" / "code" / "staff.yaml")["Resources"]["Sweeper"]
    events = staff["Properties"]["Events"].values()
    swept = [json.loads(event["Properties"]["Input"])["shard"] for event in events]
    assert sorted(swept) == list(range(SHARDS))
    alarm = ALARMS["SweepMissingAlarm"]
    minutes = alarm["Period"] / 60
    # Each may come once less or more in a window
    assert (SHARDS - 1) * (minutes + 1) < alarm["Threshold"] < SHARDS * (minutes - 1)


def test_a_shard_that_hangs_leaves_room_for_the_others():
    staff = cfn.load(ROOT / "infra" / "code" / "staff.yaml")["Resources"]["Sweeper"]
    config = json.loads((ROOT / ".chalice" / "config.json").read_text())
    minutes = config["stages"]["staff"]["lambda_functions"]["sweeper"]["lambda_timeout"]
    reserved = staff["Properties"]["ReservedConcurrentExecutions"]["Fn::If"][1]
    assert reserved >= minutes / 60 + SHARDS - 1


def test_whoever_touches_the_key_is_heard_of():
    detail = RULES["KeyTouched"]["EventPattern"]["detail"]
    assert {"DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"} <= set(
        detail["eventName"]
    )


def test_whoever_copies_a_table_or_says_who_may_is_heard_of():
    listened = set(RULES["CopiesTouched"]["EventPattern"]["detail"]["eventName"])
    denied = {
        action.removeprefix("dynamodb:")
        for table in of_kind("AWS::DynamoDB::Table").values()
        for statement in table["ResourcePolicy"]["PolicyDocument"]["Statement"]
        for action in statement["Action"]
    }
    # What touches rows is CloudTrail's data event, which must stay off.
    of_rows = {
        name for name in denied if name.startswith("PartiQL") or name.endswith("Item")
    }
    assert denied - of_rows - {"Query", "Scan"} <= listened
    assert {"PutResourcePolicy", "DeleteResourcePolicy"} <= listened
    assert {
        "RestoreTableFromBackup",
        "RestoreTableFromAwsBackup",
        "StartAwsBackupJob",
    } <= listened
    assert (
        "PutEventSelectors"
        in RULES["TrailTouched"]["EventPattern"]["detail"]["eventName"]
    )
    taken = RULES["BreakGlassTaken"]["EventPattern"]["detail"]
    assert taken["requestParameters"]["roleArn"] == [
        {"Fn::GetAtt": ["BreakGlass", "Arn"]}
    ]


def backup_job(arn, state="CREATED"):
    """As AWS Backup sends it, whoever or whatever plan started the job."""
    detail = {
        "backupJobId": "J",
        "state": state,
        "resourceType": "DynamoDB",
        "resourceArn": arn,
    }
    kind = {"Source": "aws.backup", "DetailType": "Backup Job State Change"}
    return {**kind, "Detail": json.dumps(detail)}


@pytest.mark.parametrize(
    ("event", "heard"),
    [
        (backup_job(f"{TABLE}codes"), True),
        (backup_job(f"{TABLE}answers", "COMPLETED"), True),
        (backup_job(f"{TABLE}answers", "RUNNING"), False),
        (backup_job("arn:aws:dynamodb:eu-north-1:123456789012:table/of-others"), False),
        (backup_job(f"{TABLE}codes") | {"Source": "aws.other"}, False),
    ],
)
def test_a_backup_by_aws_backup_which_asks_no_table_is_heard_of(aws, event, heard):
    pattern = RULES["BackedUp"]["EventPattern"]
    (prefix,) = [
        resource["prefix"]["Fn::Sub"] for resource in pattern["detail"]["resourceArn"]
    ]
    for name, meant in NAMES.items():
        prefix = prefix.replace(f"${{{name}}}", meant)
    written = {
        **pattern,
        "detail": {**pattern["detail"], "resourceArn": [{"prefix": prefix}]},
    }
    assert told_by(aws, written, event) is heard


def told_by(aws, pattern, event):
    """Whether a rule with this pattern hands the event on."""
    queue = aws("sqs").create_queue(QueueName="told")["QueueUrl"]
    aws("events").put_rule(Name="rule", EventPattern=json.dumps(pattern))
    target = {"Id": "told", "Arn": "arn:aws:sqs:eu-north-1:123456789012:told"}
    aws("events").put_targets(Rule="rule", Targets=[target])
    aws("events").put_events(Entries=[event])
    return "Messages" in aws("sqs").receive_message(QueueUrl=queue)


@pytest.mark.parametrize("name", RULES)
def test_each_rule_tells_the_alarms_topic_in_words_and_the_topic_lets_it(name):
    (target,) = RULES[name]["Targets"]
    assert target["Arn"] == {"Ref": "Alarms"}
    assert re.fullmatch('"[^"]+"', target["InputTransformer"]["InputTemplate"])
    (policy,) = of_kind("AWS::SNS::TopicPolicy").values()
    (let,) = [
        statement
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Principal"] == {"Service": "events.amazonaws.com"}
    ]
    pattern = let["Condition"]["ArnLike"]["aws:SourceArn"]["Fn::Sub"].rpartition("/")[2]
    assert fnmatchcase(
        RULES[name]["Name"]["Fn::Sub"], pattern.replace("${Prefix}", "?{Prefix}")
    )


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_fits_what_cloudwatch_takes(name):
    """A period of 10, 20, 30 s or whole minutes; together at most a week, at a day for
    minutes."""
    alarm = ALARMS[name]
    assert alarm["Period"] % 60 == 0
    assert alarm["Period"] * alarm["EvaluationPeriods"] <= (
        7 * 86400 if alarm["Period"] >= 3600 else 86400
    )


def test_every_alarm_says_what_to_do_and_tells_somebody():
    for name, alarm in ALARMS.items():
        assert alarm["AlarmActions"] == [{"Ref": "Alarms"}], name
        assert len(re.findall(r"[.;] ", alarm["AlarmDescription"])) >= 1, name


def test_what_alarms_and_figures_cost_is_what_the_page_on_costs_says():
    text = (ROOT / "docs" / "cost.md").read_text()
    figures = {
        metric_filter["MetricTransformations"][0]["MetricName"]
        for metric_filter in FILTERS.values()
    }
    assert f"| alarms | {len(ALARMS)} x 0.10 | {len(ALARMS) / 10:.2f} |" in text
    assert f"| figures made from logs | {len(figures)} x 0.30:" in text


@pytest.mark.parametrize("bucket", ["AuditHeads", "zips"])
def test_whoever_changes_who_may_use_a_bucket_is_heard_of(bucket):
    detail = RULES["BucketsTouched"]["EventPattern"]["detail"]
    heard = json.dumps(detail["requestParameters"]["bucketName"])
    assert bucket in heard
    assert {
        *("DeleteBucketPolicy", "PutBucketPolicy", "PutBucketVersioning"),
        *("DeleteBucketPublicAccessBlock", "PutBucketReplication"),
        "PutBucketObjectLockConfiguration",
    } <= set(detail["eventName"])


def test_whoever_may_turn_data_events_on_is_heard_of_and_may_be_forbidden_it():
    """By a trail or by a lake: a data event says which code went in which second."""
    heard = set(RULES["TrailTouched"]["EventPattern"]["detail"]["eventName"])
    assert {
        *("CreateTrail", "UpdateTrail", "PutEventSelectors", "CreateEventDataStore"),
        *("UpdateEventDataStore", "StartEventDataStoreIngestion"),
    } <= heard
    page = (ROOT / "docs" / "on-aws.md").read_text()
    assert all(f'"cloudtrail:{name}"' in page for name in heard)
