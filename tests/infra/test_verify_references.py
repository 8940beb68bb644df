"""What CloudFormation puts into a template, worked out here."""

import pytest

from infra.verify_deployed.facts import differences, hashed, leaves, statements
from infra.verify_deployed.references import Deployed, Stack

TEMPLATE = {
    "Parameters": {
        "Prefix": {"Type": "String", "Default": "here"},
        "Host": {"Type": "String", "Default": ""},
        "Who": {"Type": "CommaDelimitedList", "Default": ""},
    },
    "Conditions": {
        "HasHost": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Host"}, ""]}]},
        "Both": {"Fn::And": [{"Condition": "HasHost"}, {"Fn::Equals": ["a", "a"]}]},
        "Either": {"Fn::Or": [{"Condition": "HasHost"}, {"Fn::Equals": ["a", "b"]}]},
    },
    "Resources": {
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {"Path": {"Fn::Sub": "/${Prefix}/staff/"}},
        },
        "Key": {"Type": "AWS::KMS::Key", "Properties": {}},
        "Domain": {"Type": "AWS::X", "Condition": "HasHost", "Properties": {}},
    },
}


def stack(**parameters):
    names = {"Role": "data-Role-X1", "Key": "abc"}
    told = Deployed("1", "eu-north-1", parameters, names, {"here-forms": "t"})
    return Stack(TEMPLATE, told)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"Ref": "Prefix"}, "here"),
        ({"Ref": "Key"}, "abc"),
        ({"Ref": "Gone"}, "(no Gone)"),
        ({"Ref": "Who"}, ["a", "b"]),
        ({"Fn::Sub": "${Prefix}-${AWS::AccountId}-${Key}"}, "here-1-abc"),
        ({"Fn::Sub": "${!Literal}"}, "${!Literal}"),
        ({"Fn::Sub": ["${Own}/*", {"Own": {"Ref": "Key"}}]}, "abc/*"),
        ({"Fn::Sub": "${Key.Arn}/x"}, "arn:aws:kms:eu-north-1:1:key/abc/x"),
        (
            {"Fn::GetAtt": ["Role", "Arn"]},
            "arn:aws:iam::1:role/here/staff/data-Role-X1",
        ),
        ({"Fn::GetAtt": ["Key", "Other"]}, "(the Other of Key)"),
        ({"Fn::ImportValue": {"Fn::Sub": "${Prefix}-forms"}}, "t"),
        ({"Fn::ImportValue": "x"}, "(no export x)"),
        ({"Fn::Join": ["-", ["a", {"Ref": "Key"}]]}, "a-abc"),
        ({"Fn::If": ["HasHost", "yes", "no"]}, "no"),
        ({"Fn::If": ["Either", "yes", "no"]}, "no"),
        ({"a": {"Ref": "AWS::NoValue"}, "b": [{"Ref": "AWS::NoValue"}]}, {"b": []}),
    ],
)
def test_what_is_put_in(written, meant):
    assert stack(Who="a,b").value(written) == meant


def test_what_is_given_stands_before_what_is_meant_otherwise():
    with_host = stack(Host="svar.example", Prefix="there")
    for condition in ("HasHost", "Both", "Either"):
        assert with_host.value({"Fn::If": [condition, "yes", "no"]}) == "yes"
    assert with_host.value({"Ref": "Prefix"}) == "there"
    assert list(with_host.of_type("AWS::X")) == ["Domain"]
    assert stack().of_type("AWS::X") == {}


def test_what_is_not_known_is_said_and_never_guessed():
    with pytest.raises(ValueError, match="Fn::Cidr is not known"):
        stack().value({"Fn::Cidr": ["x"]})
    conditions = {"HasHost": {"Fn::Contains": [[], ""]}}
    unknown = Stack(TEMPLATE | {"Conditions": conditions}, stack().deployed)
    with pytest.raises(ValueError, match="Fn::Contains is no condition"):
        unknown.of_type("AWS::X")


def test_policies_that_say_the_same_are_the_same():
    short = {"Statement": {"Effect": "Allow", "Action": "a:B", "Sid": ""}}
    long = '{"Statement": [{"Action": ["a:B"], "Effect": "Allow"}]}'
    assert statements(short) == statements(long)
    assert statements({"Statement": [{"Action": ["b", "a"]}]}) == statements(
        {"Statement": [{"Action": ["a", "b"]}]}
    )
    assert statements(None) == []


def test_what_differs_is_told_in_plain_words_and_at_no_length():
    built = {"a": {"code": "1", "list": []}, "b": {}}
    found = {"a": {"code": None, "list": [f"x{n:02}" for n in range(20)]}, "c": {}}
    code, *added, more, missing, stranger = differences(built, found)
    assert code == "a, code: nothing instead of 1, as the release has it"
    assert added[0] == "a, list: somebody has added x00"
    assert len(added) == 12
    assert more == "a, list: and 8 differences more"
    assert missing == "b is missing"
    assert stranger == "c is no part of the release: somebody has added it"


def test_a_value_is_told_by_its_hash():
    assert "x" not in hashed("xxx").removeprefix("sha256 ")
    assert hashed("a") != hashed("b")


def test_a_template_is_as_many_lines_as_it_has_leaves():
    assert list(leaves({"a": [{"b": True}, 2], "c": {}})) == ["a.0.b = true", "a.1 = 2"]
