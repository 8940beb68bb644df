"""A package of OneRoster at the staff's door: looked at, saved as a list is, and
nothing of a pupil anywhere."""

import logging

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.schools import store as schools
from chalicelib.web.language import texts
from tests.roster_import.packages import OF_PUPILS, enrolled, package, zipped
from tests.rows import all_rows
from tests.staff_browser import hidden, text

CLASSES = "/staff/schools/import/oneroster"
PEOPLE = "/staff/people-list/SCHAAA/oneroster"
t = texts("nb")


def upload(admin, path, *files):
    parts = [("csrf", None, admin.csrf.encode()), *(("file", *file) for file in files)]
    body = b""
    for name, filename, content in parts:
        named = f'; filename="{filename}"' if filename else ""
        body += (
            f'--xx\r\nContent-Disposition: form-data; name="{name}"{named}\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + content
        body += b"\r\n"
    cookies = "; ".join(f"{name}={value}" for name, value in admin.cookies.items())
    headers = {"content-type": "multipart/form-data; boundary=xx", "cookie": cookies}
    headers |= {"sec-fetch-site": "same-origin"}
    return admin.client.http.post(path, headers=headers, body=body + b"--xx--\r\n")


def sent(admin, path=CLASSES, **changed):
    return upload(admin, path, ("pakke.zip", zipped(package(**changed))))


def saved(admin):
    page = sent(admin)
    assert page.status_code == 200
    return admin.post("/staff/schools/import/save", hidden(page))


def _traces(*places):
    return [word for word in OF_PUPILS if any(word in place for place in places)]


@pytest.fixture(autouse=True)
def all_that_is_logged(caplog):
    caplog.set_level(logging.INFO)


def test_classes_and_sizes_are_looked_at_and_saved_as_those_of_a_list(admin):
    assert saved(admin).status_code == 303
    (school,) = [s for s in schools.of_owner("WNERAA") if s.name == "Råholt skole"]
    found = [(c.label, c.grades, c.pupils) for c in schools.classes(school.id)]
    assert found == [("6A", (6,), 24), ("7B", (7,), 15)]


def test_nothing_of_a_pupil_is_in_a_page_a_row_or_a_log(admin, caplog):
    """Also where the files are wrong: a fault says the file and the line."""
    broken = package()["users"].replace("Elevetternavn3,", 'Elevetternavn3",')
    short = package()["users"] + "pupil-001,Elevfornavn1\r\n"
    odd = package()["enrollments"].replace("student", "pupil-001")
    pages = [
        text(sent(admin, path, **changed))
        for path in (CLASSES, PEOPLE)
        for changed in (
            {},
            {"users": broken},
            {"users": short},
            {"enrollments": odd},
            {"manifest": package()["users"]},
            {"classes": package()["users"]},
            {"orgs": package()["enrollments"]},
        )
    ]
    saved(admin)
    assert len(pages) == 14
    assert _traces(*pages, repr(all_rows()), caplog.text) == []


def test_where_the_session_has_ended_the_page_gives_back_nothing_of_the_files(admin):
    admin.cookies.clear()
    page = sent(admin)
    assert page.status_code == 401
    assert _traces(text(page)) == []
    assert "sourcedId" not in text(page)


def test_class_teachers_are_looked_at_and_given_access_with_their_class(admin):
    unknown = sent(admin, PEOPLE, classes=package()["classes"].replace("6A", "9Z"))
    assert t("staff.people_list.line.class_unknown") in text(unknown)
    page = sent(admin, PEOPLE)
    assert (page.status_code, "Kari Kontakt" in text(page)) == (200, True)
    admin.post("/staff/people-list/SCHAAA/save", hidden(page))
    (kari,) = [p for p in accounts.of_body("SCHAAA") if p.name == "Kari Kontakt"]
    assert kari.classes == ("6A",)


def test_files_by_themselves_do_without_the_one_that_has_names(admin):
    files = [
        (f"{name}.csv", package()[name].encode())
        for name in ("orgs", "classes", "enrollments")
    ]
    page = upload(admin, CLASSES, *files)
    assert page.status_code == 200
    assert "Råholt skole;7B;7;15" in text(page)


def test_a_bad_class_is_named_by_its_line_and_can_be_mended_in_the_list(admin):
    page = sent(admin, classes=package()["classes"].replace("7B,07", "Vg1A,11"))
    assert page.status_code == 422
    at = t("staff.roster.at.file_line_list", number=3, file="classes.csv", of=3)
    assert at in text(page)
    assert "Råholt skole;Vg1A;11;15" in text(page)


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    ("changed", "kind", "file"),
    [
        ({"orgs": None}, "missing", "orgs.csv"),
        ({"classes": "sourcedId\nx"}, "columns", "classes.csv"),
        ({"enrollments": "a;b\n1"}, "columns", "enrollments.csv"),
    ],
)
def test_a_fault_is_said_in_words_with_its_file(admin, lang, changed, kind, file):
    page = sent(admin, **changed)
    assert page.status_code == 422
    assert file in text(page)
    assert t(f"staff.setup.line.roster.{kind}") in text(page)
    assert texts(lang).has(f"staff.setup.line.roster.{kind}")


def test_files_of_several_schools_are_of_this_one_only_by_its_name(admin):
    both = {
        "orgs": package()["orgs"] + "org-2,,,Testskolen,school,,\r\n",
        "classes": package()["classes"] + "c-x,,,6A,06,,,homeroom,,org-2,,,,\r\n",
        "enrollments": package()["enrollments"]
        + enrolled("c-x", "p", "student")
        + "\r\n"
        + enrolled("c-x", "teacher-2", "teacher"),
    }
    page = text(sent(admin, PEOPLE, **both))
    assert "Ola Faglærer" in page
    assert "Kari Kontakt" not in page
    both["orgs"] = both["orgs"].replace("Testskolen", "En annen skole")
    assert t("staff.setup.line.roster.other_schools") in text(
        sent(admin, PEOPLE, **both)
    )


def test_nothing_chosen_is_said_and_more_than_two_megabytes_are_refused(admin):
    page = upload(admin, CLASSES)
    assert t("staff.setup.line.roster.no_files") in text(page)
    assert upload(admin, CLASSES, ("a.zip", b"0" * 2_100_000)).status_code == 413


@pytest.mark.parametrize("path", [CLASSES, PEOPLE])
def test_a_press_that_arrives_twice_gets_the_same_page_twice(admin, path):
    first, second = (sent(admin, path) for _ in range(2))
    assert (first.status_code, hidden(first)) == (200, hidden(second))
