"""The bucket from which code is deployed: made by a template, and looked at by the
doctor."""

import json

import boto3
import pytest

from infra import cfn
from infra.doctor import zips
from tests.conftest import ROOT
from tests.infra.account_of import Service, patient

TEMPLATE = cfn.load(ROOT / "infra" / "zips.yaml")
DEPLOYER = "arn:aws:iam::123456789012:role/deploy"
NAME = "here-zips-123456789012"


def filled(value):
    """As CloudFormation would fill it in."""
    text = json.dumps(value)
    for part, name in (
        ('{"Ref": "Zips"}', f'"{NAME}"'),
        ('{"Ref": "Deployers"}', json.dumps([DEPLOYER])),
        ('{"Fn::GetAtt": ["Zips", "Arn"]}', f'"arn:aws:s3:::{NAME}"'),
        ('{"Fn::Sub": "${Zips.Arn}/*"}', f'"arn:aws:s3:::{NAME}/*"'),
    ):
        text = text.replace(part, name)
    return json.loads(text)


def policy():
    return filled(TEMPLATE["Resources"]["ZipsPolicy"]["Properties"]["PolicyDocument"])


@pytest.fixture
def s3(aws):
    """The bucket as its template makes it."""
    client = boto3.client("s3", region_name="eu-north-1")
    where = {"LocationConstraint": "eu-north-1"}
    written = TEMPLATE["Resources"]["Zips"]["Properties"]
    client.create_bucket(Bucket=NAME, CreateBucketConfiguration=where)
    client.put_bucket_versioning(
        Bucket=NAME, VersioningConfiguration=written["VersioningConfiguration"]
    )
    client.put_public_access_block(
        Bucket=NAME,
        PublicAccessBlockConfiguration=written["PublicAccessBlockConfiguration"],
    )
    (rule,) = written["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    applied = {
        "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"]
    }
    client.put_bucket_encryption(
        Bucket=NAME, ServerSideEncryptionConfiguration={"Rules": [applied]}
    )
    client.put_bucket_policy(Bucket=NAME, Policy=json.dumps(policy()))
    return client


def said(s3):
    sts = Service(get_caller_identity={"Account": "123456789012"})
    return list(zips.bucket(patient(s3=s3, sts=sts)))


def test_a_bucket_as_the_template_makes_it_is_well(s3):
    assert said(s3) == []


def test_a_bucket_that_is_not_there_is_named(aws):
    (fault,) = said(boto3.client("s3", region_name="eu-north-1"))
    assert fault.startswith(f"there is no bucket {NAME}")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "does not come by TLS"), (1, "who does not deploy"), (2, "version is taken")],
)
def test_a_rule_that_somebody_took_away_is_named(s3, number, words):
    left = policy()
    del left["Statement"][number]
    s3.put_bucket_policy(Bucket=NAME, Policy=json.dumps(left))
    (fault,) = said(s3)
    assert words in fault


def test_whoever_lets_everybody_put_a_zip_is_found(s3):
    wide = policy()
    wide["Statement"][1]["Condition"]["ArnNotLike"]["aws:PrincipalArn"] = [
        DEPLOYER,
        "arn:aws:iam::*:role/*",
    ]
    s3.put_bucket_policy(Bucket=NAME, Policy=json.dumps(wide))
    (fault,) = said(s3)
    assert "who does not deploy" in fault


def test_each_setting_that_somebody_took_away_is_named(s3):
    s3.put_bucket_versioning(
        Bucket=NAME, VersioningConfiguration={"Status": "Suspended"}
    )
    s3.delete_public_access_block(Bucket=NAME)
    s3.delete_bucket_encryption(Bucket=NAME)
    s3.delete_bucket_policy(Bucket=NAME)
    assert len(said(s3)) == 6


def test_its_template_needs_no_bucket():
    assert len((ROOT / "infra" / "zips.yaml").read_bytes()) < 51_200


def test_what_lies_in_it_outlives_its_stack():
    assert TEMPLATE["Resources"]["Zips"]["DeletionPolicy"] == "RetainExceptOnCreate"
