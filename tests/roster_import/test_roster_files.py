"""What is taken out of a zip, and what is refused before it costs anything."""

import io
import zipfile

import pytest

from chalicelib.class_import.list_upload import UploadedFile
from chalicelib.roster_import import roster_files
from chalicelib.roster_import.roster_fault import UnreadableRoster
from tests.roster_import.packages import package, zipped


def files_of(*contents):
    return roster_files.files_of([UploadedFile("fil.zip", c) for c in contents])


def fault_of(*contents):
    with pytest.raises(UnreadableRoster) as refused:
        files_of(*contents)
    return refused.value.fault


@pytest.mark.parametrize("folder", ["", "eksport/", "eksport\\"])
def test_the_files_of_the_format_are_taken_wherever_in_the_zip_they_lie(folder):
    made = package() | {"demographics": "x", "les meg.txt": "y", "results": "z"}
    assert files_of(zipped(made, folder)) == {
        name: text.encode() for name, text in package().items()
    }


def test_files_come_by_themselves_too_under_the_names_that_browsers_give_them():
    sent = [
        UploadedFile("orgs (1).csv", b"a"),
        UploadedFile("CLASSES.CSV", b"b"),
        UploadedFile("bilde.png", b"c"),
    ]
    assert roster_files.files_of(sent) == {"orgs": b"a", "classes": b"b"}
    assert not roster_files.is_zip(sent)
    assert roster_files.is_zip([UploadedFile("x", zipped(package()))])


def test_what_a_mac_packs_along_is_passed_over():
    made = {"orgs": "a", "__MACOSX/orgs.csv": "b"}
    assert files_of(zipped(made)) == {"orgs": b"a"}


def test_a_file_that_is_there_twice_is_named():
    twice = fault_of(zipped({"a/orgs.csv": "1", "b/orgs.csv": "2"}))
    assert (twice.kind, twice.file) == ("roster.twice", "orgs.csv")
    assert fault_of(zipped({"orgs": "1"}), zipped({"orgs": "1"})).kind == twice.kind


@pytest.mark.parametrize("sent", [(), (b"x",), (zipped({"les meg.txt": "y"}),)])
def test_nothing_of_the_format_is_said(sent):
    assert fault_of(*sent).kind == "roster.no_files"


def test_a_zip_that_unpacks_to_very_much_is_refused_before_it_is_all_unpacked():
    bomb = zipped({"users": b"0" * (roster_files.MOST_UNPACKED + 1)})
    assert len(bomb) < 40_000
    assert fault_of(bomb).kind == "roster.too_big"


def test_the_bound_is_of_all_files_together():
    half = b"0" * (roster_files.MOST_UNPACKED // 2 + 1)
    assert fault_of(zipped({"users": half, "enrollments": half})).text == "16"


def test_a_member_that_lies_about_its_size_is_not_believed():
    """The size stands in both of its headers; both are made small."""
    content = b"0" * (roster_files.MOST_UNPACKED + 1)
    size = len(content).to_bytes(4, "little")
    bomb = zipped({"users": content}).replace(size, (9).to_bytes(4, "little"))
    assert fault_of(bomb).kind in ("roster.too_big", "roster.broken_zip")


def test_too_many_members_are_refused():
    many = {f"x{n}.csv": "" for n in range(roster_files.MOST_MEMBERS + 1)}
    assert fault_of(zipped(many)).kind == "roster.many_files"


def _locked():
    made = bytearray(zipped({"orgs": "a"}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def _packed_unknown():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("orgs.csv", "a")
    made = bytearray(held.getvalue())
    made[8] = 97
    made[made.index(b"PK\x01\x02") + 10] = 97
    return bytes(made)


@pytest.mark.parametrize(
    "content",
    [
        zipped(package())[:-30],
        zipped(package())[:400],
        b"PK\x03\x04 a spreadsheet",
        _locked(),
        _packed_unknown(),
        zipped({"orgs": "a" * 500}).replace(b"K\x4c", b"\xff\xff", 1),
    ],
    ids=["cut", "cut early", "none", "locked", "unknown packing", "broken inside"],
)
def test_a_zip_that_cannot_be_opened_is_said_to_be_so(content):
    assert fault_of(content).kind == "roster.broken_zip"
