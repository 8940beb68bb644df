"""A release, as make package would leave it: the service's own templates and rights, with
code of a line and Chalice's part written here."""

import io
import json
import shutil
import zipfile

from chalicelib.doors import PAGES
from infra import cfn
from infra.package import stack as packaged
from infra.package.__main__ import SIDES
from infra.package.stack import FUNCTIONS
from tests.conftest import ROOT

_CALLED = {"APIHandler": "", "Sweeper": "sweeper", "Bounces": "bounces", "Archive": ""}
EVENTS = {"Sweeper": "SweeperEvent", "Bounces": "BouncesEvent"}
_NOT_IN_MOTO = "GatewayLogRoleOfAccount"
"""Its policy is AWS's own."""
_KEPT = {
    *("AWS::DynamoDB::Table", "AWS::IAM::Role", "AWS::KMS::Key", "AWS::S3::Bucket"),
    *("AWS::S3::BucketPolicy", "AWS::SecretsManager::ResourcePolicy"),
    "AWS::SecretsManager::Secret",
}


def release(folder):
    """What make package would leave there, with code of a line; Chalice's part of the
    templates is ours here."""
    data = cfn.load(ROOT / "infra" / "data.yaml")
    data["Resources"] = {
        name: resource
        for name, resource in data["Resources"].items()
        if resource["Type"] in _KEPT and name != _NOT_IN_MOTO
    }
    (folder / "data.yaml").write_text(json.dumps(data))
    shutil.copy(ROOT / "infra" / "zips.yaml", folder / "zips.yaml")
    for side in SIDES:
        (folder / side).mkdir()
        written = cfn.merged(by_chalice(side), packaged.to_merge(ROOT, side))
        (folder / side / "sam.json").write_text(json.dumps(written))
        (folder / side / "deployment.zip").write_bytes(zip_of(f"app = '{side}'\n"))
    return folder


def zip_of(source):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("app.py"), source)
    return content.getvalue()


def by_chalice(side):
    resources = dict(_DOOR) if side in PAGES else {}
    for function in FUNCTIONS[side]:
        role = f"{function.replace('API', 'Api')}Role"
        called = _CALLED[function] or side
        policy = ROOT / ".chalice" / f"policy-{called}.json"
        resources[function] = {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "Architectures": ["arm64"],
                "CodeUri": "./deployment.zip",
                "Environment": {"Variables": {"APP_SIDE": side}},
                "Events": {EVENTS[function]: {}} if function in EVENTS else {},
                "Handler": "app.app",
                "MemorySize": 1024,
                "Role": {"Fn::GetAtt": [role, "Arn"]},
                "Runtime": "python3.13",
                "Timeout": 15,
            },
        }
        resources[role] = {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": {"Statement": [_LAMBDA]},
                "Policies": [
                    {
                        "PolicyName": "own",
                        "PolicyDocument": json.loads(policy.read_text()),
                    }
                ],
            },
        }
    return {"Resources": resources}


_LEADS = {"Fn::Sub": "arn:functions/${APIHandler.Arn}/invocations"}
_INTEGRATION = {"x-amazon-apigateway-integration": {"type": "aws_proxy", "uri": _LEADS}}
_DOOR = {
    "RestAPI": {
        "Type": "AWS::Serverless::Api",
        "Properties": {"DefinitionBody": {"paths": {"/": {"get": _INTEGRATION}}}},
    },
    "APIHandlerInvokePermission": {
        "Type": "AWS::Lambda::Permission",
        "Properties": {
            "Action": "lambda:InvokeFunction",
            "FunctionName": {"Ref": "APIHandler"},
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": {"Fn::Sub": "arn:aws:execute-api:x:1:${RestAPI}/*"},
        },
    },
}
_LAMBDA = {
    "Effect": "Allow",
    "Principal": {"Service": "lambda.amazonaws.com"},
    "Action": "sts:AssumeRole",
    "Sid": "",
}
