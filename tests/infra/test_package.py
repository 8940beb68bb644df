"""The packaging, step by step; whole zips are built by make package and tried by make
startup."""

import re
import shutil
import struct

import pytest

from chalicelib.locales import FOLDER
from infra import cfn
from infra.package import archive, check, content, stack, tools
from infra.package.check import Unfit
from infra.package.in_target import compile_source, compile_templates
from infra.package.reached import FOUND_BY_BEING_THERE
from tests.conftest import ROOT

pytestmark = pytest.mark.walk


def elf(machine):
    return b"\x7fELF" + bytes(14) + struct.pack("<H", machine) + bytes(40)


@pytest.fixture
def fit(tmp_path, environment):
    """A folder that has everything the public zip must have, and nothing else."""
    for name in ("_cffi_backend.cpython-313-aarch64-linux-gnu.so", "_rust.abi3.so"):
        (tmp_path / name).write_bytes(elf(0xB7))
    content.copy_templates(ROOT, tmp_path, "public")
    compile_templates(tmp_path / "templates")
    for file in (tmp_path / "templates").glob("*.py"):
        file.rename(file.with_suffix(".pyc"))
    found = [
        (ROOT / "chalicelib" / name.replace(".", "/")) for name in FOUND_BY_BEING_THERE
    ]
    for file in (path for folder in found for path in folder.rglob("*.py")):
        compiled = tmp_path / file.relative_to(ROOT).with_suffix(".pyc")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        compiled.touch()
    shutil.copytree(FOLDER, tmp_path / "chalicelib" / "locales")
    content.only_strings(tmp_path / "chalicelib" / "locales", "public")
    return tmp_path


def faults(folder):
    try:
        check.unpacked(folder, ROOT, "public", "arm64", "3.13")
    except Unfit as unfit:
        return str(unfit)
    return ""


def test_what_has_everything_is_fit(fit):
    assert faults(fit) == ""


def test_a_missing_native_part_is_named(fit):
    (fit / "_rust.abi3.so").unlink()
    assert "no native part _rust*.so" in faults(fit)


@pytest.mark.parametrize(
    "content", [elf(0x3E), b"", b"\x7fELF", b"not a library at all, no"]
)
def test_a_native_part_of_another_processor_is_named(fit, content):
    (fit / "_rust.abi3.so").write_bytes(content)
    assert "_rust.abi3.so is not for arm64" in faults(fit)


def test_a_native_part_of_another_python_is_named(fit):
    (fit / "_extra.cpython-311-aarch64-linux-gnu.so").write_bytes(elf(0xB7))
    assert "is not for Python 3.13" in faults(fit)


def test_a_missing_template_is_named(fit):
    (fit / "templates" / check.packed_name("answer_form/form.html")).unlink()
    assert "template answer_form/form.html is missing" in faults(fit)


def test_a_missing_language_is_named(fit):
    (fit / "chalicelib/locales/nn/pupil.json").unlink()
    assert "strings nn/pupil.json are missing" in faults(fit)


@pytest.mark.parametrize("name", ["nb/staff.json", "en/mail.json", "nn/pupil.po"])
def test_strings_that_are_not_the_pupils_are_named(fit, name):
    (fit / "chalicelib/locales" / name).touch()
    assert f"strings {name} are none of this side's" in faults(fit)


def test_a_development_package_is_named(fit):
    (fit / "moto").mkdir()
    assert "development package moto is inside" in faults(fit)


def test_a_zip_that_is_too_large_is_refused(tmp_path):
    too_large = tmp_path / "deployment.zip"
    with too_large.open("wb") as file:
        file.truncate(14_000_001)
    with pytest.raises(Unfit, match="more than 14"):
        check.size(too_large, "staff")


def test_the_same_files_make_the_same_bytes(tmp_path):
    made = []
    for order in ("ab", "ba"):
        folder = tmp_path / order
        folder.mkdir()
        for name in order:
            (folder / name).write_text(name)
        archive.write(folder, tmp_path / f"{order}.zip")
        made.append((tmp_path / f"{order}.zip").read_bytes())
    assert made[0] == made[1]


def test_bytecode_does_not_say_where_it_was_built(tmp_path):
    source = tmp_path / "one.py"
    source.write_text("def f():\n    return 1\n")
    compile_source(source, tmp_path)
    assert not source.exists()
    compiled = (tmp_path / "one.pyc").read_bytes()
    assert str(tmp_path).encode() not in compiled
    assert b"/var/task/one.py" in compiled


def test_what_only_staff_needs_stays_out_of_the_public_zip():
    text = (ROOT / "requirements.txt").read_text()
    names = {
        side: {
            requirement.split("==")[0] for requirement in stack.requirements(text, side)
        }
        for side in ("public", "staff", "archive")
    }
    assert names["archive"] == {"typst"}
    assert "typst" not in names["staff"] | names["public"]
    assert names["staff"] - names["public"] <= stack.ONLY_STAFF
    assert not names["public"] & (stack.ONLY_STAFF | {"chalice"})
    assert "cryptography" in names["public"]


def test_a_stub_on_the_path_is_not_taken_for_python(tmp_path, monkeypatch):
    for version in tools.RUNTIMES:
        stub = tmp_path / f"python{version}"
        stub.write_text("#!/bin/sh\nexit 127\n")
        stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    monkeypatch.setattr(tools, "LOCAL", tmp_path)
    with pytest.raises(
        tools.Missing, match=rf"Python {tools.PINNED} does not run on this machine"
    ):
        tools.target_python(tmp_path)


def test_templates_are_merged_at_every_depth_and_lists_replaced():
    first = {"a": {"b": 1, "c": [1, 2]}, "d": 1}
    assert cfn.merged(first, {"a": {"c": [3]}, "e": 2}) == {
        "a": {"b": 1, "c": [3]},
        "d": 1,
        "e": 2,
    }


def test_short_tags_are_read_as_their_long_form(tmp_path):
    file = tmp_path / "t.yaml"
    file.write_text(
        "a: !GetAtt Key.Arn\nb: !If [Wanted, !Ref X, !Sub '${Y}']\nc: !Condition Also\n"
    )
    assert cfn.load(file) == {
        "a": {"Fn::GetAtt": ["Key", "Arn"]},
        "b": {"Fn::If": ["Wanted", {"Ref": "X"}, {"Fn::Sub": "${Y}"}]},
        "c": {"Condition": "Also"},
    }


@pytest.fixture
def merged(environment):
    """What is merged into Chalice's template of one side."""
    return lambda side: stack.to_merge(ROOT, side)


@pytest.mark.parametrize("side", ["public", "staff"])
def test_what_the_gateway_answers_itself_has_our_headers_and_every_language(
    merged, side
):
    from chalicelib.web.responses import HEADERS

    answers = merged(side)["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    assert {
        "MISSING_AUTHENTICATION_TOKEN",
        "THROTTLED",
        "DEFAULT_4XX",
        "DEFAULT_5XX",
    } <= set(answers)
    for answer in answers.values():
        headers = answer["ResponseParameters"]["Headers"]
        assert set(headers) == set(HEADERS)
        assert all(
            value.startswith("'") and value.endswith("'") for value in headers.values()
        )
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        page, _ = answer["ResponseTemplates"]["text/html"]["Fn::Sub"]
        assert answer["ResponseTemplates"]["application/json"]["Fn::Sub"][0] == page
        assert all(
            f'<section lang="{language}"' in page for language in ("nb", "nn", "en")
        )
        # Anything else with a dollar would be an expression to CloudFormation or the
        # gateway.
        assert page.count("$") == page.count("${Start}") > 0
    assert answers["MISSING_AUTHENTICATION_TOKEN"]["StatusCode"] == 404
    assert answers["THROTTLED"]["StatusCode"] == 429


def test_the_style_of_the_gateway_page_is_the_one_its_policy_allows(merged, page):
    """In a browser: a page whose hash is wrong has no style."""
    answer = merged("public")["Resources"]["RestAPI"]["Properties"]["GatewayResponses"][
        "THROTTLED"
    ]
    html, _ = answer["ResponseTemplates"]["text/html"]["Fn::Sub"]
    headers = {k: v[1:-1] for k, v in answer["ResponseParameters"]["Headers"].items()}
    page.route(
        "**/*", lambda route: route.fulfill(status=429, headers=headers, body=html)
    )
    page.goto("https://gateway.example/")
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "608px"
    assert page.locator("section").count() == 3


@pytest.mark.parametrize("side", ["public", "staff"])
def test_access_logs_hold_no_path_no_address_and_no_agent(merged, side):
    log = merged(side)["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"][
        "Format"
    ]
    for name in (
        "path",
        "Path",
        "sourceIp",
        "userAgent",
        "identity",
        "querystring",
        "authorizer",
    ):
        assert name not in log


def test_only_the_staff_functions_know_the_cases_and_the_key(merged):
    public = merged("public")["Resources"]["APIHandler"]["Properties"]["Environment"][
        "Variables"
    ]
    assert not {"CASEWORK_TABLE", "KMS_KEY_ID", "MAIL_FROM"} & set(public)
    for name in stack.FUNCTIONS["staff"]:
        staff = merged("staff")["Resources"][name]["Properties"]["Environment"][
            "Variables"
        ]
        assert {"CASEWORK_TABLE", "KMS_KEY_ID", "MAIL_FROM"} <= set(staff)


def test_what_hears_of_bounces_hears_of_this_installations_mail_only(merged):
    events = merged("staff")["Resources"]["Bounces"]["Properties"]["Events"]
    sent = events["BouncesEvent"]["Properties"]["Pattern"]["detail"]["mail"]["tags"]
    data = cfn.load(ROOT / "infra" / "data.yaml")["Resources"]
    assert sent == {
        "ses:configuration-set": [data["MailConfiguration"]["Properties"]["Name"]]
    }


def test_every_setting_a_function_must_have_is_given_to_it(merged):
    """config.py reads them with env["..."]; a forgotten one would stop every start."""
    source = (ROOT / "chalicelib/core/settings.py").read_text()
    must = set(re.findall(r'env\["(\w+)"\]', source)) - {"AWS_REGION", "APP_SIDE"}
    public = merged("public")["Resources"]["APIHandler"]["Properties"]["Environment"][
        "Variables"
    ]
    assert must <= set(public)


def test_api_gateway_hands_out_a_file_to_a_browser_that_asks_for_a_page_first():
    body = {"x-amazon-apigateway-binary-media-types": ["application/pdf"]}
    api = {"Properties": {"DefinitionBody": body}}
    stack.let_files_out({"Resources": {"RestAPI": api}})
    assert api["Properties"]["BinaryMediaTypes"] == ["application~1pdf", "text~1html"]
    assert body == {}
