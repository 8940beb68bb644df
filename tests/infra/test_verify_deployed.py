"""An account that is as the release says is clean; whatever somebody changes by hand is
named."""

import json

import pytest

from infra.verify_deployed import __main__ as command
from infra.verify_deployed import functions, gateway, guards, key, roles, stacks
from infra.verify_deployed.installed import installed
from tests.conftest import PREFIX
from tests.infra.deployed_in_moto import REGION, deployed
from tests.infra.released import release, zip_of

ASKED = (*command.PARTS, guards)
STAFF, PUBLIC = f"{PREFIX}-staff", f"{PREFIX}-public"


@pytest.fixture
def build(environment, tmp_path):
    (tmp_path / "build").mkdir()
    return release(tmp_path / "build")


@pytest.fixture
def account(aws, build):
    return deployed(build)


def said(account, build, parts=ASKED):
    return list(command.differing(installed(account, PREFIX, REGION, build), parts))


def test_what_nobody_has_touched_is_as_the_release(account, build):
    assert said(account, build) == []
    there = installed(account, PREFIX, REGION, build)
    assert len(functions.found(there)) == 5
    assert len(roles.found(there)) == 7
    assert len(guards.found(there)) == 10
    assert len(stacks.found(there)) == 5


def test_one_byte_of_code_is_found(account, build):
    code = zip_of("app = 'publiC'\n")
    account("lambda").update_function_code(FunctionName=PUBLIC, ZipFile=code)
    (fault,) = said(account, build)
    assert fault.startswith(f"function {PUBLIC}, code: ")


def test_a_setting_is_named_and_no_value_is_told(account, build):
    client = account("lambda")
    given = client.get_function_configuration(FunctionName=STAFF)["Environment"]
    changed = {
        "Variables": given["Variables"] | {"FEIDE_ISSUER": "https://evil.example"}
    }
    client.update_function_configuration(FunctionName=STAFF, Environment=changed)
    faults = said(account, build)
    assert len(faults) == 2
    assert all(f"function {STAFF}, environment: " in fault for fault in faults)
    assert all("FEIDE_ISSUER = sha256 " in fault for fault in faults)
    assert "evil" not in str(faults)


@pytest.mark.parametrize(
    ("changed", "aspect"),
    [
        ({"Handler": "other.app"}, "handler: other.app instead of app.app"),
        ({"Runtime": "python3.12"}, "runtime: python3.12 instead of python3.13"),
        ({"Timeout": 900}, "seconds: 900 instead of 15"),
        (
            {"VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}},
            "network: subnet-1 instead of nothing",
        ),
    ],
)
def test_what_decides_how_code_runs_is_compared(account, build, changed, aspect):
    account("lambda").update_function_configuration(FunctionName=PUBLIC, **changed)
    (fault,) = said(account, build)
    assert fault.startswith(f"function {PUBLIC}, {aspect}")


def test_a_layer_comes_before_the_code_and_is_found(account, build):
    client = account("lambda")
    layer = client.publish_layer_version(
        LayerName="watcher", Content={"ZipFile": zip_of("")}
    )["LayerVersionArn"]
    client.update_function_configuration(FunctionName=STAFF, Layers=[layer])
    assert said(account, build) == [
        f"function {STAFF}, layers: somebody has added {layer}"
    ]


def test_another_version_an_alias_and_an_address_are_found(account, build):
    client = account("lambda")
    client.publish_version(FunctionName=STAFF)
    client.create_alias(FunctionName=STAFF, Name="old", FunctionVersion="1")
    client.create_function_url_config(FunctionName=STAFF, AuthType="NONE")
    faults = said(account, build)
    for aspect in ("versions", "aliases", "address of its own"):
        assert [f for f in faults if f.startswith(f"function {STAFF}, {aspect}: ")]
    assert len(faults) == 3


def test_whoever_may_call_a_function_besides_is_found(account, build):
    account("lambda").add_permission(
        FunctionName=f"{PREFIX}-archive",
        StatementId="more",
        Action="lambda:InvokeFunction",
        Principal="*",
    )
    (fault,) = said(account, build)
    assert f"function {PREFIX}-archive, who may call it: somebody has added" in fault


def test_a_statement_more_or_less_is_shown(account, build):
    iam = account("iam")
    document = iam.get_role_policy(RoleName="staff-ApiHandlerRole-X1", PolicyName="own")
    own = document["PolicyDocument"]
    more = {"Sid": "More", "Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}
    changed = {**own, "Statement": [*own["Statement"][1:], more]}
    iam.put_role_policy(
        RoleName="staff-ApiHandlerRole-X1",
        PolicyName="own",
        PolicyDocument=json.dumps(changed),
    )
    added, gone = said(account, build)
    assert "policy own: somebody has added" in added
    assert '"Action": "s3:*"' in added
    assert "policy own: somebody took away" in gone
    assert own["Statement"][0]["Sid"] in gone


def test_a_policy_attached_and_another_who_may_take_the_role_are_found(account, build):
    iam, role = account("iam"), "staff-SweeperRole-X1"
    written = {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}
    everything = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    arn = iam.create_policy(
        PolicyName="all",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [everything]}),
    )["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    iam.update_assume_role_policy(
        RoleName=role,
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [written]}),
    )
    faults = said(account, build)
    assert f"role {role}, attached policies: somebody has added {arn}" in faults
    assert any("who may take it: somebody has added" in fault for fault in faults)


def test_a_role_where_the_key_looks_for_the_staff_door_is_found(account, build):
    account("iam").create_role(
        RoleName="helper", Path=f"/{PREFIX}/staff/", AssumeRolePolicyDocument="{}"
    )
    assert said(account, build) == [
        "role helper is no part of the release: somebody has added it"
    ]


@pytest.mark.parametrize(
    ("name", "role", "settings"),
    [
        (f"{PREFIX}-statistics", "", {}),
        ("reports", f"{PREFIX}/staff/", {}),
        ("reports", "", {"TABLE": f"{PREFIX}-answers"}),
    ],
)
def test_a_function_that_somebody_has_added_is_named(
    account, build, name, role, settings
):
    made = account("iam").create_role(
        RoleName="else", Path=f"/{role}", AssumeRolePolicyDocument="{}"
    )
    account("lambda").create_function(
        FunctionName=name,
        Runtime="python3.13",
        Handler="a.b",
        Role=made["Role"]["Arn"],
        Code={"ZipFile": zip_of("")},
        Environment={"Variables": settings},
    )
    assert said(account, build, [functions]) == [
        f"function {name} is no part of the release: somebody has added it"
    ]


def test_a_key_that_others_may_use_or_that_is_lent_is_found(account, build):
    kms = account("kms")
    about = kms.describe_key(KeyId=f"alias/{PREFIX}-wrapping")["KeyMetadata"]
    kms.put_key_policy(
        KeyId=about["KeyId"],
        PolicyName="default",
        Policy=json.dumps({"Statement": [{"Effect": "Allow", "Action": "kms:*"}]}),
    )
    kms.create_grant(
        KeyId=about["KeyId"], GranteePrincipal="arn:somebody", Operations=["Decrypt"]
    )
    faults = said(account, build, [key])
    assert (
        f"key {PREFIX}-wrapping, lent to: somebody has added arn:somebody: Decrypt"
        in (faults)
    )
    assert sum("policy: somebody took away" in fault for fault in faults) == 2


def test_a_table_and_a_secret_whose_own_policies_are_gone_are_found(account, build):
    dynamodb = account("dynamodb")
    arn = dynamodb.describe_table(TableName=f"{PREFIX}-codes")["Table"]["TableArn"]
    dynamodb.delete_resource_policy(ResourceArn=arn)
    account("secretsmanager").delete_resource_policy(SecretId=f"{PREFIX}-audit")
    faults = said(account, build)
    assert all("policy: somebody took away" in fault for fault in faults)
    subjects = {fault.split(",")[0] for fault in faults}
    assert subjects == {f"table {PREFIX}-codes", f"secret {PREFIX}-audit"}


def test_a_stack_that_was_given_another_template_says_where(account, build):
    there = account("cloudformation").stacks
    written, names = there[STAFF]
    changed = json.loads(json.dumps(written))
    changed["Resources"]["Sweeper"]["Properties"]["Timeout"] = 1
    there[STAFF] = (changed, names)
    added, gone = said(account, build)
    path = "Resources.Sweeper.Properties.Timeout"
    assert added == f"stack {STAFF}, template: somebody has added {path} = 1"
    assert gone == f"stack {STAFF}, template: somebody took away {path} = 15"


def test_where_the_zip_lay_says_nothing(account, build):
    for written, _ in account("cloudformation").stacks.values():
        for resource in written["Resources"].values():
            resource["Properties"].pop("CodeUri", None)
    assert said(account, build) == []


def test_a_stack_too_many_and_one_too_few_are_named(account, build):
    there = account("cloudformation").stacks
    there[f"{PREFIX}-monitor"] = ({"Resources": {}}, {})
    del there[f"{PREFIX}-archive"]
    assert said(account, build, [stacks]) == [
        f"stack {PREFIX}-archive is missing",
        f"stack {PREFIX}-monitor is no part of the release: somebody has added it",
    ]


def test_a_door_whose_stack_is_gone_is_missing_in_every_part(account, build):
    del account("cloudformation").stacks[PUBLIC]
    faults = said(account, build, command.OF_AN_ACCOUNT)
    assert f"stack {PUBLIC} is missing" in faults
    assert f"API {PUBLIC} is missing" in faults


def test_an_address_that_leads_elsewhere_is_found(account, build):
    leads = account("apigateway").leads["public-RestAPI-X1"]["paths"]["/"]["get"]
    assert said(account, build, [gateway]) == []
    leads["x-amazon-apigateway-integration"] = {
        "type": "http_proxy",
        "uri": "https://evil.example",
    }
    added, gone = said(account, build, [gateway])
    assert added.endswith("somebody has added get / to http_proxy https://evil.example")
    assert "somebody took away get / to aws_proxy" in gone
