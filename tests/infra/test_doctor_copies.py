"""The doctor finds what could say which second an answer came, and which code went
then."""

import json

import pytest

from infra.doctor import copies
from infra.doctor.patient import Patient
from infra.tables import table_names
from tests.conftest import PREFIX
from tests.infra.account_of import Service

CODES = table_names(PREFIX)["codes"]


@pytest.fixture
def patient(aws):
    return Patient(aws, PREFIX, "https://p.example", "https://s.example/staff")


def saying(**answers):
    """Tables on which AWS says what a healthy one says, but for what is given."""
    table = {"Table": {"TableArn": "arn", "DeletionProtectionEnabled": True}}
    healthy = {
        "describe_table": table,
        "list_backups": {"BackupSummaries": []},
        "describe_kinesis_streaming_destination": {"KinesisDataStreamDestinations": []},
        "describe_contributor_insights": {"ContributorInsightsStatus": "DISABLED"},
    }
    dynamodb = Service(**healthy | answers)
    return Patient(
        lambda _: dynamodb, "here", "https://p.example", "https://s.example/staff"
    )


def test_recovery_of_the_codes_is_a_fault_and_of_the_others_is_wanted(patient, aws):
    recovery = {"PointInTimeRecoveryEnabled": True}
    for name in table_names(PREFIX).values():
        aws("dynamodb").update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification=recovery
        )
    said = [fault for fault in copies.tables(patient) if "can be deleted" not in fault]
    assert [fault.split(" ")[0] for fault in said] == [CODES]
    assert "turn its recovery off" in said[0]


def test_a_stream_is_found(patient, aws):
    aws("dynamodb").update_table(
        TableName=CODES,
        StreamSpecification={
            "StreamEnabled": True,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
        },
    )
    described = aws("dynamodb").describe_table(TableName=CODES)
    (said, *_) = copies.copies(saying(describe_table=described))
    assert "has a stream" in said


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({"list_backups": {"BackupSummaries": [{}]}}, "backups made by hand"),
        (
            {
                "describe_kinesis_streaming_destination": {
                    "KinesisDataStreamDestinations": [{"DestinationStatus": "ACTIVE"}]
                }
            },
            "copied to Kinesis",
        ),
        (
            {"describe_contributor_insights": {"ContributorInsightsStatus": "ENABLED"}},
            "insights",
        ),
    ],
)
def test_each_other_way_of_copying_is_found_on_every_table(answers, word):
    assert list(copies.copies(saying())) == []
    said = list(copies.copies(saying(**answers)))
    assert len(said) == len(copies.TABLES)
    assert all(word in fault for fault in said)


def policy(*actions):
    deny = {"Effect": "Deny", "Action": list(actions), "Principal": "*"}
    return {"Policy": json.dumps({"Statement": [deny]})}


WHOLE = ("RestoreTableToPointInTime", "PartiQLSelect", "Scan", "GetItem")


def test_a_table_whose_policy_is_gone_or_thinner_is_named():
    whole = [f"dynamodb:{verb}" for verb in WHOLE]
    assert list(copies.policies(saying(get_resource_policy=policy(*whole)))) == []
    without_list = policy(*(name for name in whole if not name.endswith("Scan")))
    (said,) = copies.policies(saying(get_resource_policy=without_list))
    assert said.startswith("anybody may list here-codes")
    without_partiql = policy(*(name for name in whole if "PartiQL" not in name))
    said = list(copies.policies(saying(get_resource_policy=without_partiql)))
    assert len(said) == 4
    assert all("by PartiQL" in fault for fault in said)
    assert len(list(copies.policies(saying(get_resource_policy=policy())))) == 10


def test_what_aws_backup_keeps_of_a_table_is_found():
    table = Service(describe_table={"Table": {"TableArn": "arn"}})

    def account(*points):
        backup = Service(
            list_recovery_points_by_resource={"RecoveryPoints": list(points)}
        )
        services = {"dynamodb": table, "backup": backup}
        return Patient(
            services.__getitem__, "here", "https://p.example", "https://s.example/staff"
        )

    assert list(copies.kept_by_aws_backup(account())) == []
    said = list(copies.kept_by_aws_backup(account({"BackupVaultName": "all"})))
    assert len(said) == len(copies.TABLES)
    assert all("vault all" in fault for fault in said)


def trail(**selectors):
    cloudtrail = Service(
        describe_trails={"trailList": [{"Name": "all", "TrailARN": "arn"}]},
        get_event_selectors=selectors,
    )
    return Patient(
        lambda _: cloudtrail, "here", "https://p.example", "https://s.example/staff"
    )


ROWS = {"Type": "AWS::DynamoDB::Table", "Values": ["arn:aws:dynamodb"]}


@pytest.mark.parametrize(
    ("selectors", "faults"),
    [
        ({"EventSelectors": [{"DataResources": []}]}, 0),
        ({"EventSelectors": [{"DataResources": [ROWS]}]}, 1),
        ({"EventSelectors": [{"DataResources": [{"Type": "AWS::S3::Object"}]}]}, 0),
        (
            {
                "AdvancedEventSelectors": [
                    {
                        "FieldSelectors": [
                            {"Field": "resources.type", "Equals": [ROWS["Type"]]}
                        ]
                    }
                ]
            },
            1,
        ),
        (
            {
                "AdvancedEventSelectors": [
                    {
                        "FieldSelectors": [
                            {"Field": "eventCategory", "Equals": ["Management"]}
                        ]
                    }
                ]
            },
            0,
        ),
    ],
)
def test_a_trail_that_keeps_the_keys_of_rows_is_named(selectors, faults):
    assert len(list(copies.trails(trail(**selectors)))) == faults


def test_without_a_trail_nobody_hears_of_a_restore():
    none = Service(describe_trails={"trailList": []})
    nobody = Patient(
        lambda _: none, "here", "https://p.example", "https://s.example/staff"
    )
    assert "make one" in next(copies.trails(nobody))
