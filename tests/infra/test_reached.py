"""What is packed for each door: what its pages reach, and every library that they ask
for."""

import shutil

import pytest

from chalicelib import doors
from infra.package import content, reached
from infra.package.check import Unfit
from tests.conftest import ROOT

_STAFF_ALONE = {
    *(
        "audit",
        "cases",
        "class_import",
        "delivery",
        "escalation",
        "inbox",
        "manage_people",
        "manage_rounds",
        "manage_schools",
        "people_import",
        "roster_import",
    ),
    *("reading", "referrals", "results", "sign_in", "staff_door", "upkeep"),
}


@pytest.fixture(params=["public", "staff"])
def side(request):
    return request.param


@pytest.fixture
def unpacked(tmp_path, side):
    """What the zip of a side holds, as source, before anything is left out."""
    shutil.copytree(
        ROOT / "chalicelib",
        tmp_path / "chalicelib",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in reached.libraries(side):
        (tmp_path / name).mkdir()
    return tmp_path


def test_the_pupils_door_reaches_nothing_that_is_the_staffs_alone():
    packages = {name.split(".")[1] for name in reached.modules("public") if "." in name}
    assert "answer_form" in packages
    assert packages & _STAFF_ALONE == set()


def test_the_pupils_door_asks_for_no_library_that_starts_slowly():
    asked = reached.libraries("public")
    assert "chalice" in asked
    assert asked & {"pydantic", "joserfc", "urllib3"} == set()
    assert {"pydantic", "joserfc"} <= reached.libraries("staff")


def test_typst_is_reached_by_the_function_that_sets_copies_and_by_no_door():
    assert reached.libraries("archive") == {"typst"}
    for door in ("public", "staff"):
        assert "typst" not in reached.libraries(door)
        assert "chalicelib.archive.typesetting" not in reached.modules(door)


def test_what_sets_copies_reaches_nothing_of_the_service_but_its_own():
    packages = {".".join(n.split(".")[1:3]) for n in reached.modules("archive")}
    assert {name for name in packages if not name.startswith("archive")} == {
        "",
        "core",
        "core.settings",
    }


def test_both_doors_reach_aws_through_boto3(side):
    assert "boto3" in reached.libraries(side)


def test_every_module_is_reached_by_some_door():
    there = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "chalicelib").rglob("*.py")
    }
    sides = ("public", "staff", "archive")
    assert there == {name for side in sides for name in reached.modules(side) & there}


def test_every_module_of_pages_belongs_to_a_door():
    there = {
        ".".join(path.relative_to(ROOT / "chalicelib").with_suffix("").parts)
        for path in (ROOT / "chalicelib").rglob("*_pages.py")
    }
    assert there == {*doors.PAGES["public"], *doors.PAGES["staff"]}


def test_what_a_door_does_not_reach_is_not_packed(unpacked, side):
    reached.keep_only(unpacked, side)
    left = {
        ".".join(path.relative_to(unpacked).with_suffix("").parts).removesuffix(
            ".__init__"
        )
        for path in (unpacked / "chalicelib").rglob("*.py")
    }
    assert left == reached.modules(side)
    assert (unpacked / "chalicelib" / "staff_door").exists() == (side == "staff")


def test_the_packaging_stops_where_a_library_is_missing(unpacked, side):
    content.all_there(unpacked, side)
    shutil.rmtree(unpacked / "chalice")
    with pytest.raises(
        Unfit, match=rf"the {side} zip would not start: it lacks chalice$"
    ):
        content.all_there(unpacked, side)
