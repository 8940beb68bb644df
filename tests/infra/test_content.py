"""What the packaging takes out of libraries: what is left does what the whole did."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.core import aws
from chalicelib.web.templates import render
from infra.package import content, in_target, stand_ins
from tests.conftest import ROOT

pytestmark = pytest.mark.walk


def test_norway_has_its_holidays_without_the_other_countries(tmp_path):
    import holidays

    shutil.copytree(Path(holidays.__file__).parent, tmp_path / "holidays")
    content.only_norway(tmp_path / "holidays")
    ask = (
        "from holidays import country_holidays as h; print(sorted(map(str, h('NO',"
        " years=2027))))"
    )
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    said = subprocess.run(
        [sys.executable, "-S", "-c", ask],
        env={"PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    whole = sorted(map(str, holidays.country_holidays("NO", years=2027)))
    assert said.stdout.strip() == str(whole), said.stderr
    assert not (tmp_path / "holidays" / "countries" / "sweden.py").exists()


@pytest.mark.parametrize("side", ["public", "staff"])
def test_a_side_makes_its_pages_and_its_clients_without_what_never_runs(
    side, tmp_path, environment, monkeypatch
):
    import boto3
    import jinja2
    import s3transfer
    import xlsxwriter

    for library in (boto3, jinja2, s3transfer, xlsxwriter):
        shutil.copytree(Path(library.__file__).parent, tmp_path / library.__name__)
    for folder in ("chalicelib", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    in_target.compile_templates(tmp_path / "templates")
    stand_ins.put(tmp_path, side)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    said = subprocess.run(
        [sys.executable, "-S", "-c", PAGE_AND_CLIENTS, *content.SERVICES[side]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    libraries, _, page = said.stdout.partition("\n")
    assert libraries.split() == [
        f"{tmp_path}/boto3/__init__.py",
        f"{tmp_path}/jinja2/__init__.py",
    ]
    assert page == render("web/error.html", "nb", kind="not_found", nonce="n")


PAGE_AND_CLIENTS = """
import sys
from datetime import date
import boto3, jinja2
from chalicelib.core.aws import client
from chalicelib.web.templates import render

for service in sys.argv[1:]:
    client(service)
if "s3" in sys.argv:
    from chalicelib.result_exports.result_sheets import Block, ResultSheet
    from chalicelib.result_exports.xlsx_file import xlsx_file
    block = Block("H", ("line",), ("head",), (("=1", 2),))
    assert xlsx_file([ResultSheet("S", (block,))], "T", date(2026, 11, 3))[:2] == b"PK"
    assert not hasattr(sys.modules["xlsxwriter.chart"], "copy")
page = render("web/error.html", "nb", kind="not_found", nonce="n")
never = {"jinja2.idtracking", "jinja2.ext"} | (
    set() if "s3" in sys.argv else {"boto3.docs", "multiprocessing"}
)
assert not never & set(sys.modules)
print(boto3.__file__, jinja2.__file__)
print(page, end="")
"""


CALLS = {
    "dynamodb": ("get_item", {"TableName": "T", "Key": {"pk": {"S": "A"}}}),
    "kms": ("decrypt", {"CiphertextBlob": b"A"}),
    "lambda": ("invoke", {"FunctionName": "A", "Payload": b"{}"}),
    "s3": ("put_object", {"Bucket": "heads", "Key": "A.json", "Body": b"{}"}),
    "secretsmanager": ("get_secret_value", {"SecretId": "A"}),
    "sesv2": ("get_account", {}),
}


def test_each_service_of_ours_is_called():
    assert set(CALLS) == set(aws.LONGEST)


@pytest.mark.parametrize("service", CALLS)
def test_a_service_without_its_explanations_sends_what_it_sends_with_them(
    service, tmp_path
):
    from botocore.loaders import Loader

    model = Loader().load_service_model(service, "service-2")
    version = Loader().determine_latest_version(service, "service-2")
    file = tmp_path / service / version / "service-2.json"
    file.parent.mkdir(parents=True)
    file.write_text(content.without_words(json.dumps(model).encode()))
    assert sent(service, tmp_path) == sent(service, None)


def sent(service, models):
    """Method, address and body of the request of a call, which goes nowhere."""
    import boto3
    import botocore.session
    from botocore.awsrequest import AWSResponse

    session, requests = botocore.session.Session(), []
    session.set_credentials("A", "B")
    if models:
        session.set_config_variable("data_path", str(models))
    client = boto3.session.Session(botocore_session=session).client(
        service, "eu-north-1"
    )

    def answer(request, **_):
        body = request.body
        requests.append(
            (request.method, request.url, body if isinstance(body, bytes) else b"")
        )
        return AWSResponse(request.url, 200, {}, Empty())

    client.meta.events.register("before-send", answer)
    operation, fields = CALLS[service]
    getattr(client, operation)(**fields)
    return requests


class Empty:
    def stream(self):
        yield b""


@pytest.mark.parametrize("service", ["dynamodb", "secretsmanager"])
def test_a_service_without_its_explanations_is_called_as_with_them(service):
    import botocore.session

    loader = botocore.session.Session().get_component("data_loader")
    whole = loader.load_service_model(service, "service-2")
    bare = json.loads(content.without_words(json.dumps(whole).encode()))
    assert bare["metadata"] == whole["metadata"]
    assert set(bare["operations"]) == set(whole["operations"])
    assert len(json.dumps(bare)) < len(json.dumps(whole)) / 2
    for name, shape in whole["shapes"].items():
        assert list(bare["shapes"][name].get("members", ())) == list(
            shape.get("members", ())
        )
        assert bare["shapes"][name]["type"] == shape["type"]


def test_a_member_that_is_called_documentation_stays():
    model = {
        "members": {"documentation": {"shape": "Text", "documentation": "Explains."}}
    }
    bare = json.loads(content.without_words(json.dumps(model).encode()))
    assert bare == {
        "members": {"documentation": {"shape": "Text", "documentation": ""}}
    }
