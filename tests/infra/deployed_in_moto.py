"""An account into which a release was deployed: all of it in moto, but CloudFormation,
of which moto knows neither SAM nor what each resource is called, and what a gateway's
stage does."""

import io
import json

import boto3
from botocore.exceptions import ClientError

from infra.verify_deployed.installed import STACKS, Installed, template
from infra.verify_deployed.references import Deployed, Stack
from tests.conftest import PREFIX

ACCOUNT, REGION = "123456789012", "eu-north-1"
GIVEN = {
    "Prefix": PREFIX,
    "MailDomain": "post.example",
    "AlarmEmail": "drift@post.example",
    "PublicUrl": "https://svar.example",
    "StaffUrl": "https://ansatt.example/staff",
    "Verifiers": "arn:aws:iam::210987654321:root",
}
EXPORTS = {
    f"{PREFIX}-{name}": f"arn:aws:ses:{REGION}:{ACCOUNT}:{name}"
    for name in (
        *("forms-name", "codes-name", "answers-name", "casework-name", "mail-from"),
        *("wrapping-key-arn", "mail-identity-arn", "mail-configuration-arn"),
        "audit-heads",
    )
}


class CloudFormation:
    """Says of each stack what AWS would; ``stacks`` can be changed by a test."""

    def __init__(self, build, names):
        self.stacks = {
            f"{PREFIX}-{name}": (template(build, name), names[name]) for name in STACKS
        }

    def describe_stacks(self, StackName=None):
        self._must_know(StackName)
        given = [
            {"ParameterKey": key, "ParameterValue": value}
            for key, value in GIVEN.items()
        ]
        return {
            "Stacks": [
                {
                    "StackName": name,
                    "StackStatus": "UPDATE_COMPLETE",
                    "Parameters": given,
                }
                for name in self.stacks
                if StackName in (None, name)
            ]
        }

    def _must_know(self, name):
        if name not in (None, *self.stacks):
            about = {"Code": "ValidationError", "Message": f"{name} does not exist"}
            raise ClientError({"Error": about}, "DescribeStacks")

    def get_template(self, StackName, TemplateStage):
        assert TemplateStage == "Original"
        written, _ = self.stacks[StackName]
        as_yaml = StackName.endswith("-data")
        return {"TemplateBody": json.dumps(written) if as_yaml else written}

    def list_stack_resources(self, StackName):
        self._must_know(StackName)
        return {
            "StackResourceSummaries": [
                {"LogicalResourceId": logical, "PhysicalResourceId": name}
                for logical, name in self.stacks[StackName][1].items()
            ]
        }

    def list_exports(self):
        return {"Exports": [{"Name": n, "Value": v} for n, v in EXPORTS.items()]}

    def get_paginator(self, operation):
        pages = type("Pages", (), {})()
        pages.paginate = lambda **asked: [getattr(self, operation)(**asked)]
        return pages


class Gateway:
    """Exports each API's stage; ``leads`` can be changed by a test."""

    def __init__(self, stacks):
        self.leads = {
            stack.name("RestAPI"): properties["DefinitionBody"]
            for stack in stacks.values()
            for properties in stack.of_type("AWS::Serverless::Api").values()
        }

    def get_export(self, restApiId, **_):
        return {"body": io.BytesIO(json.dumps(self.leads[restApiId]).encode())}


def deployed(build):
    """Gives how a client of the account is made."""
    clients = {
        service: boto3.client(service, region_name=REGION)
        for service in (
            "iam",
            "kms",
            "lambda",
            "dynamodb",
            "secretsmanager",
            "s3",
            "sts",
        )
    }
    key = clients["kms"].create_key()["KeyMetadata"]["KeyId"]
    clients["kms"].create_alias(AliasName=f"alias/{PREFIX}-wrapping", TargetKeyId=key)
    names = {name: _names(build, name, key, clients) for name in STACKS}
    clients["cloudformation"] = CloudFormation(build, names)
    stacks = {
        name: Stack(
            template(build, name),
            Deployed(ACCOUNT, REGION, GIVEN, names[name], EXPORTS),
        )
        for name in STACKS
    }
    clients["apigateway"] = Gateway(stacks)
    _make(Installed(clients.__getitem__, PREFIX, build, stacks), key)
    return clients.__getitem__


def _names(build, stack, key, clients):
    """What CloudFormation would call each resource."""
    names = {}
    for logical, resource in template(build, stack)["Resources"].items():
        named = {"Fn::Sub": ""} | resource.get("Properties", {})
        by_us = {
            "AWS::DynamoDB::Table": named.get("TableName"),
            "AWS::S3::Bucket": named.get("BucketName"),
            "AWS::SecretsManager::Secret": named.get("Name"),
            "AWS::Serverless::Function": named.get("FunctionName"),
        }.get(resource["Type"])
        text = by_us["Fn::Sub"] if by_us else f"{stack}-{logical}-X1"
        text = text.replace("${Prefix}", PREFIX).replace("${AWS::AccountId}", ACCOUNT)
        names[logical] = key if resource["Type"] == "AWS::KMS::Key" else text
        if resource["Type"] == "AWS::SecretsManager::Secret":
            secret = clients["secretsmanager"].create_secret(
                Name=text, SecretString="x"
            )
            names[logical] = secret["ARN"]
    return names | {rule: f"{rule}-X1" for rule in _rules(template(build, stack))}


def _rules(written):
    """As CloudFormation's transform calls the rule of each event."""
    for logical, resource in written["Resources"].items():
        for event in resource.get("Properties", {}).get("Events", {}):
            yield f"{logical}{event}"


def _make(there, key):
    client, data = there.client, there.stacks["data"]
    (own,) = data.of_type("AWS::KMS::Key").values()
    client("kms").put_key_policy(
        KeyId=key, PolicyName="default", Policy=json.dumps(own["KeyPolicy"])
    )
    for name, role in there.of_type("AWS::IAM::Role").items():
        _make_role(client("iam"), name, role)
    for side, stack in there.stacks.items():
        for logical, function in stack.of_type("AWS::Serverless::Function").items():
            code = (there.build / side / "deployment.zip").read_bytes()
            _make_function(client("lambda"), logical, function, code)
    _make_guards(there)


def _make_role(iam, name, role):
    trust = json.dumps(role["AssumeRolePolicyDocument"])
    iam.create_role(
        RoleName=name, Path=role.get("Path", "/"), AssumeRolePolicyDocument=trust
    )
    for policy in role.get("Policies", []):
        document = json.dumps(policy["PolicyDocument"])
        iam.put_role_policy(
            RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=document
        )


def _make_function(client, logical, function, code):
    name = function["FunctionName"]
    as_it_is = ("FunctionName", "Runtime", "Handler", "Role", "MemorySize", "Timeout")
    client.create_function(
        **{part: function[part] for part in as_it_is},
        Architectures=function["Architectures"],
        Environment=function["Environment"],
        Code={"ZipFile": code},
    )
    side = name.removeprefix(f"{PREFIX}-")
    rule = f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{logical}"
    callers = [("events", f"{rule}{event}-X1") for event in function["Events"]]
    if logical == "APIHandler":
        callers = [("apigateway", f"arn:aws:execute-api:x:1:{side}-RestAPI-X1/*")]
    for number, (service, source) in enumerate(callers):
        client.add_permission(
            FunctionName=name,
            StatementId=f"drawn{number}",
            Action="lambda:InvokeFunction",
            Principal=f"{service}.amazonaws.com",
            SourceArn=source,
        )


def _make_guards(there):
    dynamodb, s3 = there.client("dynamodb"), there.client("s3")
    for name, table in there.of_type("AWS::DynamoDB::Table").items():
        # The tables are there: every test of ours has them.
        arn = dynamodb.describe_table(TableName=name)["Table"]["TableArn"]
        policy = json.dumps(table["ResourcePolicy"]["PolicyDocument"])
        dynamodb.put_resource_policy(ResourceArn=arn, Policy=policy)
    for policy in there.of_type("AWS::SecretsManager::ResourcePolicy").values():
        there.client("secretsmanager").put_resource_policy(
            SecretId=policy["SecretId"],
            ResourcePolicy=json.dumps(policy["ResourcePolicy"]),
        )
    for policy in there.of_type("AWS::S3::BucketPolicy").values():
        where = {"LocationConstraint": REGION}
        s3.create_bucket(Bucket=policy["Bucket"], CreateBucketConfiguration=where)
        s3.put_bucket_policy(
            Bucket=policy["Bucket"], Policy=json.dumps(policy["PolicyDocument"])
        )
