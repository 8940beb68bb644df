"""A list of classes as a file: what browsers, spreadsheets and cut lines make of
one."""

import pytest

from chalicelib.schools import store as schools
from chalicelib.web.language import texts
from tests.rows import all_rows
from tests.staff_browser import hidden, text

IMPORT = "/staff/schools/import"
LIST = "skole;klasse;trinn;elever\r\nRåholt;6A;6;24\r\n"
t = texts("nb")


def upload(admin, content, name="liste.csv", body=None, boundary="xx", kind=None):
    made = b"".join(
        (
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n'.encode(),
            admin.csrf.encode(),
            f'\r\n--{boundary}\r\nContent-Disposition: form-data; name="file"; '
            f'filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'.encode(),
            content,
            f"\r\n--{boundary}--\r\n".encode(),
        )
    )
    cookies = "; ".join(f"{name}={value}" for name, value in admin.cookies.items())
    headers = {"content-type": kind or f"multipart/form-data; boundary={boundary}"}
    headers |= {"cookie": cookies, "sec-fetch-site": "same-origin"}
    return admin.client.http.post(
        IMPORT, headers=headers, body=body(made) if body else made
    )


@pytest.mark.parametrize("how", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("machine", ["", "mac_roman", "cp850"])
def test_a_file_of_any_machine_is_read_with_the_name_as_it_was(admin, how, machine):
    page = upload(admin, LIST.encode(machine or how))
    assert page.status_code == 200
    assert "Råholt;6A;6;24" in text(page)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04 a spreadsheet", "not_text"),
        (b"R\0holt;6A;6;24", "not_text"),
        (b"N\x92r;6A;6;24", "encoding"),
    ],
)
@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_a_file_that_is_no_list_is_told_of_in_words_and_nothing_is_offered(
    admin, content, kind, lang
):
    before = all_rows()["forms"]
    page = upload(admin, content)
    assert page.status_code == 422
    assert t(f"staff.setup.line.{kind}") in text(page)
    assert texts(lang).has(f"staff.setup.line.{kind}")
    assert "/import/save" not in text(page)
    assert all_rows()["forms"] == before


def test_what_was_skipped_is_said_and_the_rest_can_be_saved(admin):
    page = upload(admin, f"Klasseliste\r\n{LIST}Sum;;;24\r\n".encode())
    for word in ("staff.setup.import.skipped", "staff.setup.skipped.title"):
        assert t(word) in text(page)
    assert t("staff.setup.skipped.total") in text(page)
    assert admin.post(f"{IMPORT}/save", hidden(page)).status_code == 303
    assert "Råholt" in [school.name for school in schools.of_owner("WNERAA")]


def test_a_class_of_several_grades_is_stored_with_them_and_sent_again_is_the_same(
    admin,
):
    text_ = "Testskolen;5-7;5-7;20"
    assert admin.post(f"{IMPORT}/save", {"text": text_}).status_code == 303
    (mixed,) = [
        class_ for class_ in schools.classes("SCHAAA") if len(class_.grades) > 1
    ]
    assert (mixed.label, mixed.grades) == ("5-7", (5, 6, 7))
    assert t("staff.setup.import.all_same") in text(admin.post(IMPORT, {"text": text_}))


def deep(made):
    """A part that holds a multipart of its own, a thousand deep."""
    for level in range(1000):
        made = (
            f"--b{level}\r\nContent-Type: multipart/mixed;"
            f" boundary=b{level - 1}\r\n\r\n".encode()
            + made
            + f"\r\n--b{level}--\r\n".encode()
        )
    return made


BROKEN = {
    "cut off": lambda made: made[:-20],
    "another boundary": lambda made: made.replace(b"xx", b"yy"),
    "nothing": lambda made: b"",
    "no name": lambda made: made.replace(b"name=", b"nome="),
    "no blank line": lambda made: made.replace(b"\r\n\r\n", b"\r\n"),
    "very many parts": lambda made: (
        b'--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 3000 + made
    ),
    "only boundaries": lambda made: b"--xx\r\n" * 40_000,
    "letters that are none": lambda made: made.replace(b'name="csrf"', b'name="\xff"'),
}


@pytest.mark.parametrize("how", BROKEN)
def test_an_upload_that_cannot_be_read_is_refused_in_words(admin, how):
    page = upload(admin, LIST.encode(), body=BROKEN[how])
    assert page.status_code == 400
    assert t("error.bad_fields.title") in text(page) or t(
        "error.not_utf8.title"
    ) in text(page)


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=æ",
        f"multipart/form-data; boundary={'x' * 71}",
        'multipart/form-data; boundary="xx',
    ],
)
def test_a_boundary_that_is_none_is_refused(admin, kind):
    assert upload(admin, LIST.encode(), kind=kind, boundary="zz").status_code == 400


@pytest.mark.parametrize(
    "name", ["a b.csv", "å.csv", "a;b.csv", "a%22b.csv", "name=.csv"]
)
def test_the_files_name_does_not_matter(admin, name):
    assert "Råholt" in text(upload(admin, LIST.encode(), name))


def test_a_boundary_inside_the_file_that_begins_no_line_is_text(admin):
    assert "x --xx y" in text(upload(admin, LIST.encode() + b"x --xx y;1;1;1"))


def test_parts_within_parts_are_not_looked_into(admin):
    assert "Råholt" in text(upload(admin, LIST.encode(), body=deep))


def test_a_file_of_five_megabytes_is_refused(admin):
    assert upload(admin, b"a" * 5_000_000).status_code == 413


def test_a_class_that_stands_twice_is_named_with_the_line_where_it_stood_first(admin):
    page = text(admin.post(IMPORT, {"text": f"{LIST}Råholt;6A;6;25\r\nRåholt;6B;6;x"}))
    assert t("staff.setup.line.repeated", label="6A", first=2) in page
    assert f"<h2>{t('staff.setup.import.readable')}</h2>" in page
    assert t("staff.setup.col.what") not in page
