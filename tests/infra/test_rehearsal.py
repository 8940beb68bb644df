"""What of the rehearsal can be wrong without running it (make rehearse does)."""

import json

from chalicelib.core.log_lines import LogLine
from infra.rehearsal import lines, roles
from infra.rehearsal.templates import BASELINE
from tests.conftest import ROOT

_BY_VERB = {
    "TransactGet": "GetItem",
    "TransactPut": "PutItem",
    "TransactDelete": "DeleteItem",
    "TransactUpdate": "UpdateItem",
    "GetItem": "GetItem",
}


def test_every_exception_from_checkov_has_a_reason():
    reasons = json.loads(BASELINE.read_text())
    assert all(len(reason.split()) > 5 for reason in reasons.values())


def test_what_the_public_role_is_tried_for_is_what_its_policy_says():
    policy = json.loads((ROOT / ".chalice" / "policy-public.json").read_text())
    said = {
        (table, action.removeprefix("dynamodb:"))
        for statement in policy["Statement"]
        for action in statement["Action"]
        for table in roles.TABLES
        if f"-{table}" in json.dumps(statement["Resource"])
        and action.startswith("dynamodb:")
    }
    assert said == {(table, _BY_VERB[verb]) for table, verb in roles.PUBLIC_MAY}


def test_each_line_somebody_waits_for_is_brought_about_or_it_is_said_why_not():
    driven, left = set(lines._HOW), set(lines.WHY_NOT)
    assert driven | left == set(LogLine)
    assert not driven & left
