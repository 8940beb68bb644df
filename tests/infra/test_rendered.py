"""Which templates each door's zip holds: those its modules name, and those that these
take in."""

import re

from infra.package import rendered
from infra.package.content import copy_templates
from tests.conftest import ROOT
from tests.infra.test_reached import _STAFF_ALONE
from tests.test_architecture import ORDER

TEMPLATES = ROOT / "templates"
AT_THE_GATEWAY = {"web/gateway.html"}
"""Rendered when the service is packed: no function runs."""
TAKEN_IN = re.compile(r'{% (?:extends|include|import|from) "(.*?)"')


def all_there() -> set[str]:
    return {
        p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*") if p.is_file()
    }


def test_every_template_is_rendered_by_some_side():
    sides = ("public", "staff", "archive")
    of_sides = {name for side in sides for name in rendered.templates(side)}
    assert of_sides | AT_THE_GATEWAY == all_there()


def test_the_pupils_zip_holds_no_template_of_the_staffs():
    packages = {name.split("/")[0] for name in rendered.templates("public")}
    assert packages & {*_STAFF_ALONE, "email"} == set()
    assert not {name for name in rendered.templates("public") if "staff" in name}


def test_the_staffs_zip_holds_no_page_that_only_pupils_meet():
    pupils_alone = {
        "web/code.html",
        "web/wait.html",
        "answer_form/thanks.html",
        "web/code.js",
    }
    assert pupils_alone <= rendered.templates("public") - rendered.templates("staff")


def test_what_is_named_later_comes_along_with_its_folder():
    kinds = {path.name for path in (TEMPLATES / "forms").iterdir()}
    assert {f"forms/{kind}" for kind in kinds} <= rendered.templates("public")
    mails = {name for name in all_there() if name.startswith("email/")}
    assert mails <= rendered.templates("staff")


def test_a_zip_gets_these_and_no_others(tmp_path):
    for side in ("public", "staff", "archive"):
        copy_templates(ROOT, tmp_path / side, side)
        there = {p for p in (tmp_path / side).rglob("*") if p.is_file()}
        names = {p.relative_to(tmp_path / side / "templates").as_posix() for p in there}
        assert names == rendered.templates(side)


def test_a_template_stands_in_its_packages_folder_and_takes_in_only_those_before_it():
    wrong = [
        f"{name} takes in {other}"
        for name in sorted(all_there())
        for other in TAKEN_IN.findall((TEMPLATES / name).read_text(encoding="utf-8"))
        if ORDER.index(other.split("/")[0]) > ORDER.index(name.split("/")[0])
    ]
    assert wrong == []
    assert {name.split("/")[0] for name in all_there()} <= {*ORDER, "email"}


def test_a_module_names_only_templates_of_packages_it_may_import():
    wrong = [
        f"{module} names {name}"
        for side in ("public", "staff", "archive")
        for module, names in rendered.by_module(side).items()
        for name in names
        if not name.startswith("email/")
        if ORDER.index(name.split("/")[0]) > ORDER.index(module.split(".")[1])
    ]
    assert wrong == []
