"""What a file says, whatever machine wrote it; and never a school with another name."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.class_import.list_file import UnreadableList, decoded

LIST = "skole;klasse;trinn;elever\r\nRåholt;6Æ;6;24\r\nBjørkåsen;1A;1;20\r\n"


@pytest.mark.parametrize(
    "how",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1252",
        "latin-1",
        "mac_roman",
        "cp850",
        "cp865",
    ],
)
def test_norwegian_letters_survive_every_encoding(how):
    assert decoded(LIST.encode(how)).lstrip("\ufeff") == LIST


@pytest.mark.parametrize(
    "name", ["Råholt", "Ås", "Bø", "Sæbø", "Tårnåsen", "Eide", "St. Olav’s"]
)
@pytest.mark.parametrize("how", ["utf-8", "cp1252", "mac_roman", "cp850"])
def test_a_name_is_read_as_it_was_written_or_not_at_all(name, how):
    content = f"{name};6A;6;24".encode(how, "ignore")
    try:
        text = decoded(content)
    except UnreadableList as refused:
        text = refused.kind
    assert text in (content.decode(how), "encoding")


@given(
    st.lists(st.text("abcdeiknorstæøåÆØÅ .", min_size=1), min_size=1, max_size=8),
    st.sampled_from(["utf-8", "cp1252", "mac_roman", "cp850", "utf-16"]),
)
def test_no_norwegian_list_is_ever_read_as_another(names, how):
    text = "\n".join(f"{name};6A;6;24" for name in names)
    content = text.encode(how)
    try:
        found = decoded(content)
    except UnreadableList:
        assume(False)  # a refusal is told in words, and nothing is offered
    else:
        assert found.lstrip("\ufeff") == text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_text"),
        (b"%PDF-1.7", "not_text"),
        (b"Nyskolen\0;6A;6;24", "not_text"),
        (b"\xff\xfeN\x00", "read"),
        (b"\xff\xfeN\x00y\x00\x00", "encoding"),
        (b"N\x92r;6A;6;24", "encoding"),
        (b"\x81\x8d\x8f\x90;6A;6;24", "encoding"),
        (b"", "read"),
    ],
)
def test_what_is_no_list_is_refused_with_a_word(content, kind):
    try:
        decoded(content)
    except UnreadableList as refused:
        assert refused.kind == kind  # noqa: PT017
    else:
        assert kind == "read"
