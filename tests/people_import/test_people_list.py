"""A list of people, as schools write it."""

import pytest

from chalicelib.accounts.account import AT_SCHOOL, Position
from chalicelib.class_import.list_table import BadLine
from chalicelib.people_import.people_list import POSITIONS, PersonLine, read

HEAD = "navn;e-post;rolle\n"


def position(word):
    lines, bad, _ = read(f"Kari Ek;k@skolen.no;{word}")
    return lines[0].position if lines else bad[0].kind


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("lærer", Position.TEACHER),
        ("Lærar", Position.TEACHER),
        ("KONTAKTLÆRER", Position.TEACHER),
        ("class teacher", Position.TEACHER),
        ("Sosiallærer", Position.SOCIAL_TEACHER),
        ("sosiallærar", Position.SOCIAL_TEACHER),
        ("helsesykepleier", Position.HEALTH_SERVICE),
        ("Helsesjukepleiar", Position.HEALTH_SERVICE),
        ("school  nurse", Position.HEALTH_SERVICE),
        ("Rektor", Position.PRINCIPAL),
        ("principal", Position.PRINCIPAL),
        ("ledelse", Position.LEADERSHIP),
        ("leiinga", Position.LEADERSHIP),
        ("Assisterende rektor", Position.LEADERSHIP),
        ("annen i ressursgruppen", Position.OTHER),
        ("resource group", Position.OTHER),
    ],
)
def test_roles_are_read_as_people_write_them(word, found):
    assert position(word) is found


@pytest.mark.parametrize(
    "word", ["", "?", "rektor/lærer", "miljøterapeut", "eier", "administrator", "owner"]
)
def test_what_is_not_surely_one_role_of_a_school_is_named(word):
    assert position(word) == "position"


def test_no_word_gives_what_is_the_owners():
    assert set(POSITIONS.values()) == set(AT_SCHOOL)


@pytest.mark.parametrize(
    "head",
    [
        "navn;e-post;rolle",
        "Namn;E-postadresse;Funksjon",
        "NAME;E-mail;Role",
        "Ansatt;epost;stilling",
    ],
)
def test_headings_in_the_words_of_schools(head):
    lines, bad, _ = read(f"{head}\nKari Ek;k@skolen.no;lærer")
    assert bad == []
    assert lines == [PersonLine(2, "Kari Ek", "k@skolen.no", Position.TEACHER, "")]


def test_columns_in_another_order_with_a_school_and_some_we_do_not_know():
    text = "Skole;Mobil;Rolle;E-post;Navn\nÅsgård;99;lærer;K@Skolen.NO;Kari Ek"
    (line,) = read(text).lines
    assert line == PersonLine(2, "Kari Ek", "k@skolen.no", Position.TEACHER, "Åsgård")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("kari", "email"),
        ("", "email"),
        ("kåre@skolen.no", "email.letters"),
        ("mailto:k@skolen.no", "email.mailto"),
        ("k..e@skolen.no", "email.dots"),
        ("k@skolen.no, p@skolen.no", "email"),
    ],
)
def test_a_wrong_address_on_line_seven_is_named_with_why(address, kind):
    good = "".join(f"Ansatt {n};a{n}@skolen.no;lærer\n" for n in range(5))
    lines, bad, _ = read(f"{HEAD}{good}Kari Ek;{address};lærer\nOla;o@skolen.no;lærer")
    assert bad == [BadLine(7, kind, address)]
    assert [line.number for line in lines] == [2, 3, 4, 5, 6, 8]


@pytest.mark.parametrize(
    ("name", "kind"), [("", "name"), ("K", "name"), ("x" * 81, "name.long")]
)
def test_a_name_that_cannot_be_is_named(name, kind):
    assert read(f"{name};k@skolen.no;lærer").bad == [BadLine(1, kind, name[:80])]


@pytest.mark.parametrize("missing", ["navn", "e-post", "rolle"])
def test_a_column_that_is_missing_is_named(missing):
    head = ";".join(word for word in ("navn", "e-post", "rolle") if word != missing)
    column = {"navn": "name", "e-post": "email", "rolle": "position"}[missing]
    assert read(f"{head}\na;b").bad == [BadLine(1, f"missing_{column}", "")]


@pytest.mark.parametrize(
    ("said", "classes"),
    [
        ("", ()),
        ("5A", ("5A",)),
        ("5A, 5B", ("5A", "5B")),
        ("5A og 5B", ("5A", "5B")),
        ("5A + 5B & 5C and 5D", ("5A", "5B", "5C", "5D")),
        ("5/6A", ("5/6A",)),
        ("8. trinn", ("8. trinn",)),
    ],
)
@pytest.mark.parametrize(
    "word", ["Kontaktlærer for", "kontaktklasse", "CLASS TEACHER OF"]
)
def test_the_column_of_classes_is_read_where_there_is_one(said, classes, word):
    lines, bad, _ = read(
        f'navn;e-post;rolle;{word}\nKari Ek;k@skolen.no;lærer;"{said}"'
    )
    assert ([line.classes for line in lines], bad) == ([classes], [])


def test_the_classes_of_who_teaches_a_subject_are_not_read():
    lines, _, _ = read("navn;e-post;rolle;klasse\nKari Ek;k@skolen.no;faglærer;5A")
    assert lines[0].classes == ()
