"""What the code stacks' parameters do, read from what is merged into Chalice's template."""

import json

import pytest

from infra.package import stack
from tests.conftest import ROOT

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


def test_a_host_of_its_own_leads_to_the_root_and_the_gateways_address_to_the_stage(merged, side):
    template = merged(side)
    resources = template["Resources"]
    base_path = variables(template)["BASE_PATH"]
    assert chosen(base_path, HasDomain=False) == "/api"
    assert "BasePath" not in resources["DomainMapping"]["Properties"]
    assert chosen(base_path, HasDomain=True) == ""
    (_, gateway_start) = resources["RestAPI"]["Properties"]["GatewayResponses"]["THROTTLED"][
        "ResponseTemplates"
    ]["text/html"]["Fn::Sub"]
    assert chosen(gateway_start["Start"], HasDomain=True) in ("/", "/staff")
    assert chosen(gateway_start["Start"], HasDomain=False) in ("/api/", "/api/staff")


def test_a_trial_reserves_no_concurrency_at_all(merged):
    for side in ("public", "staff"):
        for one in merged(side)["Resources"].values():
            reserved = one.get("Properties", {}).get("ReservedConcurrentExecutions")
            assert reserved is None or chosen(reserved, ReservesConcurrency=False) == NOTHING
    sweeper = merged("staff")["Resources"]["Sweeper"]["Properties"]
    assert chosen(sweeper["ReservedConcurrentExecutions"], ReservesConcurrency=True) == 1


def test_a_named_pepper_is_another_reference_so_that_it_is_read_again(merged, side):
    pepper = variables(merged(side))["CODE_PEPPER"]
    by_name = chosen(pepper, NamesPepper=True)["Fn::Sub"]
    assert by_name.endswith(":SecretString:::${PepperVersion}}}")
    assert chosen(pepper, NamesPepper=False)["Fn::Sub"].endswith("-code-pepper:SecretString}}")


def test_feide_is_offered_where_its_three_parameters_are_given(merged):
    template = merged("staff")
    given = variables(template)
    assert given["FEIDE_ISSUER"] == {"Ref": "FeideIssuer"}
    assert given["FEIDE_CLIENT_ID"] == {"Ref": "FeideClientId"}
    secret = given["FEIDE_CLIENT_SECRET"]
    assert "resolve:secretsmanager:${FeideSecret}" in chosen(secret, OffersFeide=True)["Fn::Sub"]
    assert chosen(secret, OffersFeide=False) == ""
    for name in ("FeideIssuer", "FeideClientId", "FeideSecret"):
        assert template["Parameters"][name]["Default"] == ""
    assert {"DomainAndCertificate", "FeideIsWhole"} <= set(template["Rules"])


def test_only_the_staff_door_knows_the_secret_of_feide(merged):
    assert "Feide" not in json.dumps(merged("public"))
    assert not [name for name in variables(merged("staff"), "Sweeper") if "FEIDE" in name]
