"""The doctor finds what lies outside the EEA, or is copied to anywhere."""

import pytest
from botocore.exceptions import ClientError

from infra.doctor import where
from infra.doctor.copies import TABLES
from infra.doctor.patient import FUNCTIONS
from tests.infra.account_of import Service, patient


class Bucket(Service):
    def get_bucket_replication(self, **_):
        code = "ReplicationConfigurationNotFoundError"
        raise ClientError({"Error": {"Code": code}}, "GetBucketReplication")


def account(region="eu-north-1", bucket=None, **table):
    told = {"TableArn": f"arn:aws:dynamodb:{region}:1:table/here-x", **table}
    function = {"FunctionArn": f"arn:aws:lambda:{region}:1:function:here-x"}
    return patient(
        dynamodb=Service(describe_table={"Table": told}),
        **{"lambda": Service(get_function_configuration=function)},
        sts=Service(get_caller_identity={"Account": "1"}),
        s3=bucket or Bucket(),
    )


@pytest.mark.parametrize("region", ["eu-north-1", "eu-central-1", "eu-west-1"])
def test_what_lies_in_the_eea_is_well(region):
    assert list(where.in_the_eea(account(region))) == []


@pytest.mark.parametrize("region", ["eu-west-2", "eu-central-2", "us-east-1"])
def test_every_table_and_function_outside_it_is_named(region):
    said = list(where.in_the_eea(account(region)))
    assert len(said) == len(TABLES) + len(FUNCTIONS)
    assert all(f"lies in {region}" in fault for fault in said)


def test_a_table_that_is_copied_to_another_region_is_named():
    said = list(where.in_the_eea(account(Replicas=[{"RegionName": "us-east-1"}])))
    assert said == [
        f"here-{table} is copied to us-east-1: take that copy away" for table in TABLES
    ]


def test_a_bucket_that_is_copied_is_named():
    copied = Service(get_bucket_replication={"ReplicationConfiguration": {}})
    (said,) = where.in_the_eea(account(bucket=copied))
    assert said.startswith("here-audit-heads-1 is copied elsewhere")
