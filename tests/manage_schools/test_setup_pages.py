"""Schools, classes and people, set up in the pages as an administrator does it."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL
from tests.rows import all_rows
from tests.staff_browser import text

IMPORT = "/staff/schools/import"
HERE = f"/staff/schools/{PRINCIPAL.body_id}"
SETTINGS = f"{HERE}/settings"
PERSON = f"/staff/people/{NURSE.body_id}/{NURSE.id}"
NEW_PERSON = f"/staff/people/{NURSE.body_id}/new"
FORM = {
    "name": "Testskolen",
    "language": "nn",
    "slots": "11:45, 14:45",
    "breaks": "22.02.2027–26.02.2027",
    "ombud": "11 22 33 44",
    "last_grade": "7",
    "version": "1",
}
NURSE_FORM = {
    "name": "Ny Helse",
    "email": NURSE.email,
    "position": "health_service",
    "language": "nb",
    "active": "yes",
    "version": "1",
}


def words(body_id):
    return [event.what for event in audit.of_body(body_id)]


def test_a_list_is_looked_at_first_and_then_saved_at_once(admin):
    text_ = "Nyskulen;1A;1;20;nynorsk\nNyskulen;2A;2;21\nTestskolen;6A;6;25"
    before = all_rows()
    page = admin.post(IMPORT, {"text": text_})
    assert page.status_code == 200
    assert text(page).count("<tr>") == 4
    assert all_rows()["forms"] == before["forms"]
    assert admin.post(f"{IMPORT}/save", {"text": text_}).status_code == 303
    new = next(
        school for school in schools.of_owner("WNERAA") if school.name == "Nyskulen"
    )
    assert [(c.label, c.pupils) for c in schools.classes(new.id)] == [
        ("1A", 20),
        ("2A", 21),
    ]
    assert schools.get(new.id).language == "nn"
    assert {c.label: c.pupils for c in schools.classes("SCHAAA")}["6A"] == 25
    assert words(new.id) == ["imported_classes"]
    assert "imported_classes" in words("SCHAAA")


def test_a_list_of_one_school_leads_to_what_it_still_has_to_do(admin):
    saved = admin.post(f"{IMPORT}/save", {"text": "Nyskulen;1A;1;20"})
    (new,) = [
        school.id for school in schools.of_owner("WNERAA") if school.name == "Nyskulen"
    ]
    assert saved.headers["Location"] == f"/staff/schools/{new}/settings"
    page = text(admin.get(saved.headers["Location"]))
    assert texts("nb")("staff.saved.classes") in page
    assert texts("nb")("staff.saved.next") in page
    two = "Nyskulen;1A;1;21\nTestskolen;6A;6;25"
    saved = admin.post(f"{IMPORT}/save", {"text": two})
    assert saved.headers["Location"] == "/staff/schools"


def test_one_bad_line_and_nothing_is_saved(admin):
    text_ = "Nyskulen;1A;1;20\nNyskulen;2A;11;21"
    before = all_rows()
    for path in (IMPORT, f"{IMPORT}/save"):
        page = admin.post(path, {"text": text_})
        assert page.status_code == 422
        assert "Linje 2:" in text(page)
        assert "Nyskulen;2A;11;21" in text(page)
    assert all_rows()["forms"] == before["forms"]


def test_saving_twice_changes_nothing_the_second_time(admin):
    for _ in range(2):
        assert (
            admin.post(f"{IMPORT}/save", {"text": "Nyskulen;1A;1;20"}).status_code
            == 303
        )
    (new,) = [
        school for school in schools.of_owner("WNERAA") if school.name == "Nyskulen"
    ]
    assert len(schools.classes(new.id)) == 1
    assert words(new.id) == ["imported_classes"]


def test_a_file_in_the_letters_of_windows_comes_through(admin):
    body = b"".join(
        [
            b'--xx\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n'
            + admin.csrf.encode(),
            (
                b'\r\n--xx\r\nContent-Disposition: form-data; name="file";'
                b' filename="k.csv"\r\nContent-Type: text/csv\r\n\r\n'
            ),
            "skole;klasse;trinn;elever\r\nÅsgård;1Æ;1;20\r\n".encode("cp1252"),
            b"\r\n--xx--\r\n",
        ]
    )
    headers = {
        "content-type": "multipart/form-data; boundary=xx",
        "cookie": "; ".join(f"{name}={value}" for name, value in admin.cookies.items()),
    }
    page = admin.client.http.post(IMPORT, headers=headers, body=body)
    assert page.status_code == 200
    assert "Åsgård;1Æ;1;20" in text(page)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=yy"]
)
def test_a_broken_upload_does_nothing(admin, kind):
    headers = {
        "content-type": kind,
        "cookie": "; ".join(f"{name}={value}" for name, value in admin.cookies.items()),
    }
    answer = admin.client.http.post(
        IMPORT, headers=headers, body=b"--xx\r\n\xff\xfe\r\n"
    )
    assert answer.status_code == 400


def test_a_flood_is_refused(admin):
    assert admin.post(IMPORT, {"text": "a" * 300_000}).status_code == 413
    many = "\n".join(f"S{n};1A;1;20" for n in range(2000))
    page = admin.post(IMPORT, {"text": many})
    assert page.status_code == 422
    assert "2000" in text(page)


def test_two_change_a_school_the_second_keeps_the_text_and_sees_what_changed(admin):
    assert admin.post(SETTINGS, FORM).status_code == 303
    page = admin.post(SETTINGS, {**FORM, "name": "Min skole", "ombud": "99 99 99 99"})
    assert page.status_code == 409
    assert 'value="Min skole"' in text(page)
    assert "11 22 33 44" in text(page)
    assert schools.get("SCHAAA").name == "Testskolen"
    version = re.search(r'name="version" value="(\d+)"', text(page))[1]
    again = admin.post(SETTINGS, {**FORM, "name": "Min skole", "version": version})
    assert again.status_code == 303
    assert schools.get("SCHAAA").name == "Min skole"
    assert {school.id: school.name for school in schools.of_owner("WNERAA")}[
        "SCHAAA"
    ] == "Min skole"
    assert words("SCHAAA").count("changed_school") == 2


def test_what_cannot_be_taken_is_named_and_the_rest_is_kept(admin):
    page = admin.post(SETTINGS, {**FORM, "slots": "aldri", "name": "Min skole"})
    assert page.status_code == 422
    assert 'href="#slots"' in text(page)
    assert 'value="aldri"' in text(page)
    field = re.search(r'<input [^>]*id="slots"[^>]*>', text(page))[0]
    assert 'aria-invalid="true"' in field
    assert "slots-wrong" in field
    assert text(page).count("Skriv ett til fire klokkeslett") == 2
    assert text(page).index('class="tabs"') < text(page).index('id="problems"')
    assert 'value="Min skole"' in text(page)


@pytest.mark.parametrize("who", [ADMINISTRATOR, OWNER])
def test_who_sets_up_sees_whether_a_school_is_ready_and_changes_nothing_there(
    visitor, who
):
    page = text(visitor.become(who).get(f"{HERE}/readiness"))
    t = texts("nb")
    done = page.count('class="tag done')
    assert page.count("<h3>") + done == 13
    assert t("staff.ready.count", done=done, all=13) in page
    mine, others = page.split(t("staff.ready.others"))
    assert t("staff.ready.must.breaks") in mine
    assert f'href="{SETTINGS}"' in mine
    assert others.count(f">{t('staff.ready.turn.group')}<") == 3
    assert others.split(t("staff.ready.done"))[0].count('class="button') == 0
    assert "<form" not in page.split("<main")[1]
    assert f'href="{HERE}/readiness"' in text(visitor.get(HERE))
    assert visitor.get("/staff/schools/SCHZZZ/readiness").status_code == 404


def test_a_person_who_leaves_loses_access_at_once(admin, stage):
    gone = {name: value for name, value in NURSE_FORM.items() if name != "active"}
    nurse = type(admin)(admin.client).become(NURSE)
    assert nurse.get("/staff/inbox").status_code == 200
    assert admin.post(PERSON, gone | {"heir": PRINCIPAL.id}).status_code == 303
    assert nurse.get("/staff/inbox").status_code == 303
    assert words("SCHAAA")[-1] in ("changed_account", "signed_in")


def test_an_address_can_be_changed_and_then_finds_the_person(admin):
    assert (
        admin.post(PERSON, {**NURSE_FORM, "email": "ny@test.example"}).status_code
        == 303
    )
    assert accounts.with_email(accounts.hash_of(NURSE.email)) == []
    assert [
        account.id
        for account in accounts.with_email(accounts.hash_of("ny@test.example"))
    ] == [NURSE.id]


def test_an_address_somebody_has_is_refused(admin):
    page = admin.post(NEW_PERSON, {**NURSE_FORM, "email": PRINCIPAL.email.upper()})
    assert page.status_code == 422
    assert 'href="#email"' in text(page)


def test_two_change_a_person_the_second_is_told(admin):
    assert admin.post(PERSON, NURSE_FORM).status_code == 303
    page = admin.post(PERSON, {**NURSE_FORM, "name": "Enda Nyere"})
    assert page.status_code == 409
    assert "Ny Helse" in text(page)
    assert 'value="Enda Nyere"' in text(page)
    assert accounts.get(NURSE.body_id, NURSE.id).name == "Ny Helse"


def test_an_administrator_cannot_make_owners_nor_an_owner_lock_themselves_out(visitor):
    own = f"/staff/people/{OWNER.body_id}"
    visitor.become(ADMINISTRATOR)
    assert (
        visitor.post(f"{own}/new", {**NURSE_FORM, "position": "owner"}).status_code
        == 404
    )
    assert (
        visitor.post(NEW_PERSON, {**NURSE_FORM, "position": "owner"}).status_code == 422
    )
    visitor.become(OWNER)
    form = {
        **NURSE_FORM,
        "email": OWNER.email,
        "position": "administrator",
        "active": "",
    }
    page = visitor.post(f"{own}/{OWNER.id}", form)
    assert page.status_code == 422
    for problem in ("position.own", "active.own"):
        assert texts("nb")(f"staff.setup.problem.person.{problem}") in text(page)
    assert accounts.get(OWNER.body_id, OWNER.id) == replace(OWNER, version=1)
    right = form | {"position": "owner", "active": "yes"}
    assert visitor.post(f"{own}/{OWNER.id}", right).status_code == 303
    assert accounts.get(OWNER.body_id, OWNER.id).name == "Ny Helse"


@pytest.mark.parametrize(
    "path", [IMPORT, HERE, SETTINGS, f"{HERE}/year", "/staff/schools", PERSON]
)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_in_every_language(visitor, path, language):
    speaker = replace(ADMINISTRATOR, language=language)
    transaction.commit(*accounts.put_account(speaker))
    page = visitor.become(speaker).get(path)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in text(page)


@pytest.mark.parametrize("path", [SETTINGS, PERSON, NEW_PERSON])
def test_what_can_be_chosen_starts_with_a_capital(admin, path):
    choices = re.findall(
        r'<label class="choice"><input [^>]+>\s*([^<]+?)\s*</label>',
        text(admin.get(path)),
    )
    assert len(choices) >= 2
    assert [choice for choice in choices if choice[0] != choice[0].upper()] == []
