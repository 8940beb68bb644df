"""A list of people in the pages: looked at, bad lines named, saved when asked."""

import re

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, TEACHER
from tests.forms_of import form
from tests.mailbox import sent
from tests.staff_browser import text

t = texts("nb")
LIST = f"/staff/people-list/{SCHOOL.id}"
TWELVE = "Navn;E-post;Rolle\n" + "\n".join(
    f"Ansatt {n};ansatt{n}@test.example;{'sosiallærer' if n == 3 else 'lærer'}"
    for n in range(12)
)


def upload(visitor, content):
    body = (
        b'--xx\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n'
        + visitor.csrf.encode()
        + b'\r\n--xx\r\nContent-Disposition: form-data; name="file"; filename="a.csv"'
        + b"\r\nContent-Type: text/csv\r\n\r\n"
        + content
        + b"\r\n--xx--\r\n"
    )
    held = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    headers = {"content-type": "multipart/form-data; boundary=xx", "cookie": held}
    return visitor.client.http.post(LIST, headers=headers, body=body)


def people():
    return {person.email for person in accounts.of_body(SCHOOL.id)}


def test_twelve_people_are_looked_at_saved_confirmed_and_invited(visitor):
    visitor.become(ADMINISTRATOR)
    assert f'href="{LIST}"' in text(visitor.get(f"/staff/schools/{SCHOOL.id}"))
    before = people()
    page = visitor.post(LIST, {"text": TWELVE})
    assert page.status_code == 200
    assert len(re.findall(r">Ny</span></td>", text(page))) == 12
    assert t("staff.people_list.wait") in text(page)
    assert people() == before
    answer = visitor.post(f"{LIST}/save", form(text(page), f"{LIST}/save"))
    assert answer.headers["Location"].endswith(f"/staff/schools/{SCHOOL.id}#main")
    assert t("staff.saved.people", count=12) in text(
        visitor.get(f"/staff/schools/{SCHOOL.id}")
    )
    assert len([email for email in people() if email.startswith("ansatt")]) == 12
    path = f"/staff/confirm/{SCHOOL.id}"
    visitor.become(PRINCIPAL)
    visitor.post(path, form(text(visitor.get(path)), path))
    sweep(NOW)
    subject = t("mail.invited.subject")
    assert len([mail for mail in sent() if mail.subject == subject]) == 12


def test_saving_twice_adds_nobody_twice_and_says_the_same(visitor):
    visitor.become(OWNER)
    first = visitor.post(f"{LIST}/save", {"text": TWELVE})
    again = visitor.post(f"{LIST}/save", {"text": TWELVE})
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["Location"] == again.headers["Location"]
    assert len([email for email in people() if email.startswith("ansatt")]) == 12


def test_a_wrong_address_on_line_seven_and_nothing_is_saved(visitor):
    wrong = TWELVE.replace("ansatt5@test.example", "ansatt5@")
    before = people()
    for path in (LIST, f"{LIST}/save"):
        page = visitor.become(ADMINISTRATOR).post(path, {"text": wrong})
        assert page.status_code == 422
        assert "Linje 7:" in text(page)
        assert t("staff.setup.problem.person.email") in text(page)
        assert "<code>" in text(page)
        assert t("staff.setup.import.save") not in text(page)
    assert people() == before


def test_who_is_there_in_another_role_is_asked_about(visitor):
    visitor.become(ADMINISTRATOR)
    text_ = (
        f"{TEACHER.name};{TEACHER.email};sosiallærer\n{NURSE.name};{NURSE.email};lærer"
    )
    page = text(visitor.post(LIST, {"text": text_}))
    ticks = re.findall(r'name="more" value="([^"]+)"', page)
    assert ticks == [f"{TEACHER.id}.1"]
    assert t("staff.people_list.what.more", position="sosiallærer") in page
    assert t("staff.people_list.what.kept", position="lærer") in page
    visitor.post(f"{LIST}/save", {"text": text_, "more": ticks[0]})
    assert accounts.get(SCHOOL.id, TEACHER.id).position == "social_teacher"
    assert accounts.get(SCHOOL.id, NURSE.id).position == "health_service"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_files_from_any_spreadsheet(visitor, encoding, delimiter):
    lines = ("Navn;E-post;Rolle", "Åse Ærlig;ase@test.example;Sosiallærer")
    content = "\r\n".join(lines).replace(";", delimiter).encode(encoding)
    page = upload(visitor.become(ADMINISTRATOR), content)
    assert page.status_code == 200
    assert "Åse Ærlig" in text(page)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\x81\x8d\x8f"])
def test_a_file_that_cannot_be_read_is_said_to_be_so(visitor, content):
    assert upload(visitor.become(ADMINISTRATOR), content).status_code == 422


@pytest.mark.parametrize("who", [PRINCIPAL, NURSE, TEACHER])
def test_nobody_at_the_school_itself_adds_people(visitor, who):
    visitor.become(who)
    for path in (LIST, f"{LIST}/save"):
        assert visitor.post(path, {"text": TWELVE}).status_code == 404
    assert visitor.get(LIST).status_code == 404


def test_nor_anybody_at_a_school_of_another_owner(visitor):
    other = "/staff/people-list/SCHZZZ"
    assert visitor.become(ADMINISTRATOR).get(other).status_code == 404
    assert visitor.post(f"{other}/save", {"text": TWELVE}).status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_example_can_be_read_in_each_language(visitor, language):
    example = texts(language)("staff.people_list.example")
    page = visitor.become(ADMINISTRATOR).post(LIST, {"text": example})
    assert page.status_code == 200
    assert text(page).count(">Ny</span>") == 2
    assert t("staff.teaches", classes="6A") in text(page)
