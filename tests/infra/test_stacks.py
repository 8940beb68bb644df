"""What the code stacks' parameters do, read from what is merged into Chalice's
template."""

import json
import re

import pytest

from infra import cfn
from infra.package import stack
from tests.conftest import ROOT
from tests.roles import statements_of

NOTHING = {"Ref": "AWS::NoValue"}


@pytest.fixture(params=["public", "staff"])
def side(request):
    return request.param


@pytest.fixture
def merged(environment):
    return lambda side: stack.to_merge(ROOT, side)


def chosen(value, **holds):
    """The value where the conditions are as given."""
    while isinstance(value, dict) and "Fn::If" in value:
        condition, then, otherwise = value["Fn::If"]
        value = then if holds[condition] else otherwise
    return value


def variables(template, function="APIHandler"):
    return template["Resources"][function]["Properties"]["Environment"]["Variables"]


def test_a_host_of_its_own_leads_to_the_root_and_the_gateways_address_to_the_stage(
    merged, side
):
    template = merged(side)
    resources = template["Resources"]
    base_path = variables(template)["BASE_PATH"]
    assert chosen(base_path, HasDomain=False) == "/api"
    assert "BasePath" not in resources["DomainMapping"]["Properties"]
    assert chosen(base_path, HasDomain=True) == ""
    (_, gateway_start) = resources["RestAPI"]["Properties"]["GatewayResponses"][
        "THROTTLED"
    ]["ResponseTemplates"]["text/html"]["Fn::Sub"]
    assert chosen(gateway_start["Start"], HasDomain=True) in ("/", "/staff")
    assert chosen(gateway_start["Start"], HasDomain=False) in ("/api/", "/api/staff")


def test_a_trial_reserves_no_concurrency_at_all(merged):
    for side in ("public", "staff"):
        for resource in merged(side)["Resources"].values():
            reserved = resource.get("Properties", {}).get(
                "ReservedConcurrentExecutions"
            )
            assert (
                reserved is None
                or chosen(reserved, ReservesConcurrency=False) == NOTHING
            )
    sweeper = merged("staff")["Resources"]["Sweeper"]["Properties"]
    assert (
        chosen(sweeper["ReservedConcurrentExecutions"], ReservesConcurrency=True) == 8
    )


def test_no_function_is_configured_with_a_secret_only_with_how_their_names_begin(
    merged, side
):
    template = merged(side)
    assert "resolve:" not in json.dumps(template)
    assert variables(template)["SECRETS_PREFIX"] == {"Ref": "Prefix"}


def test_feide_is_offered_where_its_three_parameters_are_given(merged):
    template = merged("staff")
    given = variables(template)
    assert given["FEIDE_ISSUER"] == {"Ref": "FeideIssuer"}
    assert given["FEIDE_CLIENT_ID"] == {"Ref": "FeideClientId"}
    assert given["FEIDE_SECRET"] == {"Ref": "FeideSecret"}
    for name in ("FeideIssuer", "FeideClientId", "FeideSecret"):
        assert template["Parameters"][name]["Default"] == ""
    assert {"DomainAndCertificate", "FeideIsWhole"} <= set(template["Rules"])


def test_feides_groups_are_offered_where_a_parameter_says_so_beside_feide(merged):
    template = merged("staff")
    assert variables(template)["FEIDE_GROUPS"] == {"Ref": "FeideGroups"}
    given = template["Parameters"]["FeideGroups"]
    assert given["Default"] == ""
    fits = "https://groups-api.dataporten.no/groups"
    assert re.fullmatch(given["AllowedPattern"], fits)
    assert not re.fullmatch(given["AllowedPattern"], fits.replace("https", "http"))
    rule = template["Rules"]["FeideGroupsNeedFeide"]
    (needed,) = rule["Assertions"]
    assert rule["RuleCondition"] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "FeideGroups"}, ""]}]
    }
    assert needed["Assert"] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "FeideIssuer"}, ""]}]
    }


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("", True),
        ("supportgrupper-feide-2026", True),
        ("feide-2026", False),
        ("supportgrupper-codes", False),
        ("supportgrupper-feide-", False),
    ],
)
def test_the_secret_of_feide_is_called_so_that_the_staff_role_may_read_it(
    merged, name, fits
):
    pattern = merged("staff")["Parameters"]["FeideSecret"]["AllowedPattern"]
    assert bool(re.fullmatch(pattern, name)) == fits
    assert ":secret:${Prefix}-feide-*" in json.dumps(statements_of("staff"))


def test_only_the_staff_door_knows_the_secret_of_feide(merged):
    assert "Feide" not in json.dumps(merged("public"))
    assert not [
        name for name in variables(merged("staff"), "Sweeper") if "FEIDE" in name
    ]


def test_the_access_log_has_the_id_that_api_gateway_demands_and_no_client_can_choose(
    merged, side
):
    api = merged(side)["Resources"]["RestAPI"]["Properties"]
    written = api["AccessLogSetting"]["Format"]
    assert "$context.extendedRequestId" in written
    assert json.loads(re.sub(r"\$context[.\w]+", "x", written))
    for what in (
        "requestId",
        "identity",
        "path",
        "resourcePath",
        "userAgent",
        "sourceIp",
    ):
        assert f"$context.{what}" not in written


def test_a_domain_added_later_is_deployed_and_the_api_keeps_its_name(merged, side):
    api = merged(side)["Resources"]["RestAPI"]["Properties"]
    assert api["AlwaysDeploy"] is True
    assert (
        api["DefinitionBody"]["info"]["title"]
        == api["Name"]
        == {"Fn::Sub": f"${{Prefix}}-{side}"}
    )


def test_each_role_has_the_path_by_which_the_key_and_the_secrets_know_it(merged, side):
    resources = merged(side)["Resources"]
    paths = {
        name: resource["Properties"].get("Path")
        for name, resource in resources.items()
        if "Role" in name
    }
    by_name = {
        "ApiHandlerRole": side,
        "SweeperRole": "sweeper",
        "BouncesRole": "bounces",
    }
    assert paths == {
        name: {"Fn::Sub": f"/${{Prefix}}/{by_name[name]}/"} for name in paths
    }
    assert len(paths) == (1 if side == "public" else 3)


@pytest.mark.parametrize(
    "template", ["zips.yaml", "data.yaml", "public", "staff", "archive"]
)
def test_outside_the_eea_nothing_is_made(merged, template):
    loaded = (
        cfn.load(ROOT / "infra" / template) if "." in template else merged(template)
    )
    (assertion,) = loaded["Rules"]["StaysInTheEEA"]["Assertions"]
    regions, asked = assertion["Assert"]["Fn::Contains"]
    assert asked == {"Ref": "AWS::Region"}
    countries = cfn.load(ROOT / "infra" / "data.yaml")["Mappings"]["EEA"]
    assert set(regions) == set(countries)
    assert not {"eu-west-2", "eu-central-2", "us-east-1"} & set(regions)
    eea = {
        "Sweden",
        "Germany",
        "Ireland",
        "France",
        "Italy",
        "Spain",
        "Norway",
        "Iceland",
    }
    assert {country["Country"] for country in countries.values()} <= eea


def test_in_the_sandbox_the_recipients_identity_is_allowed_too(merged):
    template = merged("staff")
    assert template["Parameters"]["Trial"]["AllowedValues"] == ["no", "yes"]
    for role in ("staff", "sweeper"):
        (statement,) = [
            s for s in statements_of(role) if s["Action"] == ["ses:SendEmail"]
        ]
        recipients = chosen(statement["Resource"][-1], IsTrial=True)
        assert recipients["Fn::Sub"].endswith(":identity/*")
        assert chosen(statement["Resource"][-1], IsTrial=False) == NOTHING
