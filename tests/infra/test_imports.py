"""Each side's code, without the other's door, finds everything it imports."""

import shutil

import pytest

from infra.package import content, imports
from infra.package.check import Unfit
from tests.conftest import ROOT

OTHER = {"public": "chalicelib.web.staff", "staff": "chalicelib.web.pupil"}
LIBRARIES = ("chalice", "jinja2", "markupsafe", "botocore", "cryptography", "segno", "urllib3")
ONLY_STAFF = ("pydantic", "holidays", "joserfc")


@pytest.fixture
def unpacked(tmp_path):
    """What the public zip holds, as source."""
    return one_side(tmp_path, "public")


def one_side(folder, side):
    shutil.copy(ROOT / "app.py", folder)
    left_out = shutil.ignore_patterns("__pycache__", OTHER[side].rpartition(".")[2])
    shutil.copytree(ROOT / "chalicelib" / "web", folder / "chalicelib" / "web", ignore=left_out)
    shutil.copytree(
        ROOT / "chalicelib",
        folder / "chalicelib",
        ignore=shutil.ignore_patterns("__pycache__", "web"),
        dirs_exist_ok=True,
    )
    for name in LIBRARIES + (ONLY_STAFF if side == "staff" else ()):
        (folder / name).mkdir()
    return folder


@pytest.mark.parametrize("side", ["public", "staff"])
def test_each_side_finds_all_it_imports(tmp_path, side):
    assert imports.missing(one_side(tmp_path, side), OTHER[side]) == []


@pytest.mark.parametrize(
    "line",
    [
        "from chalicelib.web.staff.door import room",
        "from chalicelib.web import staff",
        "from ..staff import door as other",
        "import chalicelib.web.staff",
        "from chalicelib.services import no_such_service as no_such\nimport chalicelib.no_such",
        "import pydantic",
        "def late():\n    import chalicelib.no_such",
    ],
)
def test_what_is_not_in_the_zip_is_named_with_who_wants_it(unpacked, line):
    page = unpacked / "chalicelib" / "web" / "pupil" / "pages.py"
    page.write_text(f"{page.read_text()}\n{line}\n")
    (fault, *_) = imports.missing(unpacked, OTHER["public"])
    assert fault.startswith("chalicelib.web.pupil.pages imports ")
    assert fault.endswith(", which is not in the zip")


def test_the_packaging_stops_at_one(unpacked):
    (unpacked / "chalicelib" / "mail.py").unlink()
    (unpacked / "app.py").write_text("from chalicelib.mail import send\n")
    with pytest.raises(Unfit, match=r"app imports chalicelib\.mail, which is not in the zip"):
        content.all_there(unpacked, "public")
