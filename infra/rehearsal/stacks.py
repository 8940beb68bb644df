"""The stacks, created as a person would create them; what is half-finished is
noticed."""

import json
import shutil
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.crypto import sealing
from infra import cfn
from infra.rehearsal.adapted import apply_what_is_left_out, roles_by_name, without
from infra.rehearsal.engine import ACCOUNT, Engine
from infra.rehearsal.report import Failed, need

PREFIX = "supportgrupper"
MAIL_DOMAIN = "supportgrupper.example"
_BUCKET = f"{PREFIX}-zips-{ACCOUNT}"
BACKUP_BUCKET = f"{PREFIX}-case-backup-{ACCOUNT}"
"""Of the second account, which is the same one here."""
RECOVERY_KEY = sealing.new_key_pair()
"""Public and private half, of this rehearsal."""
_SECONDS = 120
_STACKS = {
    "zips": f"{PREFIX}-zips",
    "case_backup": "second-account",
    "data": f"{PREFIX}-data",
    "public": f"{PREFIX}-public",
    "staff": f"{PREFIX}-staff",
    "archive": f"{PREFIX}-archive",
}


@dataclass(frozen=True, slots=True)
class Installed:
    """The engine, and by side the API's address and the roles' names by function."""

    engine: Engine
    urls: dict[str, str]
    roles: dict[str, str]


def zips(engine: Engine, build: Path) -> str:
    """Given to CloudFormation as it is: there is no bucket yet."""
    template = cfn.load(build / "zips.yaml")
    # It refuses what does not come by TLS, and nothing here does.
    without(template["Resources"], "AWS::S3::BucketPolicy")
    given = {"Prefix": PREFIX, "Deployers": f"arn:aws:iam::{ACCOUNT}:user/rehearsal"}
    text = _kept(build, "zips.yaml", template)
    _create(engine, "zips", {"TemplateBody": text}, given)
    return _STACKS["zips"]


def case_backup(engine: Engine, build: Path) -> str:
    template = cfn.load(build / "case_backup.yaml")
    # It lets in what comes by TLS alone; and here it is the same account.
    without(template["Resources"], "AWS::S3::BucketPolicy")
    del template["Rules"]
    given = {"Prefix": PREFIX, "Installation": ACCOUNT}
    text = _kept(build, "case_backup.yaml", template)
    _create(engine, "case_backup", {"TemplateBody": text}, given)
    return BACKUP_BUCKET


def data(engine: Engine, build: Path) -> str:
    template = cfn.load(build / "data.yaml")
    # ministack makes no DKIM records, so it has none to tell of.
    told = template["Outputs"]
    template["Outputs"] = {
        name: told[name] for name in told if not name.startswith("DnsRecord")
    }
    without(template["Resources"], "AWS::SecretsManager::ResourcePolicy")
    # It refuses what does not come by TLS, and nothing here does.
    without(template["Resources"], "AWS::S3::BucketPolicy")
    for statement in template["Resources"]["WrappingKey"]["Properties"]["KeyPolicy"][
        "Statement"
    ]:
        # It knows no aws:PrincipalArn, and would let nobody use the key.
        statement.pop("Condition", None)
    roles_by_name(template["Resources"]["Verifier"]["Properties"]["Policies"])
    given = {
        "Prefix": PREFIX,
        "MailDomain": MAIL_DOMAIN,
        "AlarmEmail": f"drift@{MAIL_DOMAIN}",
        "Verifiers": f"arn:aws:iam::{ACCOUNT}:root",
    }
    _create(
        engine,
        "data",
        _uploaded(engine, "data", _kept(build, "data.yaml", template)),
        given,
    )
    apply_what_is_left_out(engine.client("dynamodb"), PREFIX, template)
    return _STACKS["data"]


def code(engine: Engine, build: Path, side: str) -> str:
    """One side's own sam.json, changed in five things only: where its zip lies, where
    AWS is, and that ministack knows no resource of ses:SendEmail, no
    kms:EncryptionContextKeys and not how CloudFormation writes a media type."""
    _upload(engine, build / side / "deployment.zip", side)
    template = json.loads((build / side / "sam.json").read_text(encoding="utf-8"))
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = f"s3://{_BUCKET}/{side}.zip"
            resource["Properties"]["Environment"]["Variables"]["AWS_ENDPOINT"] = (
                engine.endpoint
            )
        if kinds := resource["Properties"].get("BinaryMediaTypes"):
            kinds[:] = [kind.replace("~1", "/") for kind in kinds]
        for policy in resource["Properties"].get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                if statement["Action"] == ["ses:SendEmail"]:
                    statement["Resource"] = "*"
                if "kms:Decrypt" in statement["Action"]:
                    del statement["Condition"]
    url = "https://rehearsal.example"
    given = {
        "Prefix": PREFIX,
        "PublicUrl": url,
        "StaffUrl": f"{url}/staff",
        "Concurrency": "0",
        "BackupBucket": BACKUP_BUCKET,
        "RecoveryKey": urlsafe_b64encode(RECOVERY_KEY[0]).decode().rstrip("="),
    }
    taken = {name: given[name] for name in given if name in template["Parameters"]}
    text = _kept(build, f"{side}/sam.json", template)
    shutil.copy(build / side / "deployment.zip", rehearsed(build) / side)
    _create(engine, side, _uploaded(engine, side, text), taken)
    return _STACKS[side]


def rehearsed(build: Path) -> Path:
    """The build as it was deployed here, with what is changed for this engine."""
    return build / "rehearsed"


def _kept(build: Path, name: str, template: dict[str, Any]) -> str:
    file = rehearsed(build) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(template), encoding="utf-8")
    return file.read_text(encoding="utf-8")


def installed(engine: Engine) -> Installed:
    """Raises Failed, naming what is missing, unless all stacks are whole."""
    urls, roles = {}, {}
    for name in _STACKS:
        need(_status(engine, name) == "CREATE_COMPLETE", _half(engine, name))
    for side in ("public", "staff"):
        stack = engine.client("cloudformation").describe_stacks(StackName=_STACKS[side])
        outputs = {
            o["OutputKey"]: o["OutputValue"] for o in stack["Stacks"][0]["Outputs"]
        }
        urls[side] = f"{engine.endpoint}/_aws/execute-api/{outputs['RestAPIId']}/api"
    functions = engine.client("lambda").list_functions()["Functions"]
    for function in functions:
        roles[function["FunctionName"].removeprefix(f"{PREFIX}-")] = function["Role"]
    return Installed(engine, urls, roles)


def noticed(engine: Engine) -> str:
    """While a stack is missing, looking for the installation must say which."""
    try:
        installed(engine)
    except Failed as failed:
        return str(failed)
    raise Failed("a deployment without its staff stack passed for a whole one")


def _upload(engine: Engine, zip_file: Path, side: str) -> None:
    need(zip_file.exists(), f"{zip_file} is missing: run make package first")
    engine.client("s3").upload_file(str(zip_file), _BUCKET, f"{side}.zip")


def _uploaded(engine: Engine, name: str, template: str) -> dict[str, str]:
    """By way of S3: CloudFormation takes 51,200 bytes of a template in a call, ours are
    longer."""
    engine.client("s3").put_object(
        Bucket=_BUCKET, Key=f"{name}.json", Body=template.encode()
    )
    return {"TemplateURL": f"{engine.endpoint}/{_BUCKET}/{name}.json"}


def _create(
    engine: Engine, name: str, template: dict[str, str], given: dict[str, str]
) -> None:
    cloudformation = engine.client("cloudformation", read_timeout=_SECONDS)
    try:
        cloudformation.create_stack(
            StackName=_STACKS[name],
            **template,
            Parameters=[
                {"ParameterKey": k, "ParameterValue": v} for k, v in given.items()
            ],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
    except cloudformation.exceptions.ClientError as error:
        raise Failed(error.response["Error"]["Message"][-500:]) from None
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and _status(engine, name).endswith("IN_PROGRESS"):
        time.sleep(0.2)
    need(_status(engine, name) == "CREATE_COMPLETE", _half(engine, name))


def _status(engine: Engine, name: str) -> str:
    cloudformation = engine.client("cloudformation")
    try:
        found = cloudformation.describe_stacks(StackName=_STACKS[name])["Stacks"]
    except cloudformation.exceptions.ClientError:
        return ""
    return str(found[0]["StackStatus"])


def _half(engine: Engine, name: str) -> str:
    status = _status(engine, name)
    if not status:
        return (
            f"half-finished: stack {_STACKS[name]} does not exist. Deploy it, then run"
            " again."
        )
    events: list[dict[str, Any]] = engine.client(
        "cloudformation"
    ).describe_stack_events(StackName=_STACKS[name])["StackEvents"]
    bad = [event for event in events if "FAILED" in event["ResourceStatus"]]
    why = "; ".join(
        f"{e['LogicalResourceId']}: {e.get('ResourceStatusReason')}" for e in bad
    )
    return (
        f"half-finished: stack {_STACKS[name]} is {status}. {why}. Delete it, mend,"
        " deploy anew."
    )
