import pytest

from chalicelib.web.form_body import FORM, BadRequest, read_form
from tests.web.posted import posted


def test_fields_come_decoded_and_in_order():
    fields = read_form(posted(b"a=bl%C3%A5+b%C3%A6r&b=&a=2"))
    assert fields.all() == {"a": ("blå bær", "2"), "b": ("",)}
    assert fields.get("a") == "blå bær"
    assert fields.get("c") is None


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (posted(b"x" * 16_385), "too_large", 413),
        (posted(b"more=\xff\xfe"), "not_utf8", 400),
        (posted(b"more=%FF"), "not_utf8", 400),
        (posted(b"&".join([b"a=1"] * 65)), "bad_fields", 400),
        (posted(b"{}", "application/json"), "media", 415),
        (posted(b"a=1", ""), "media", 415),
        (posted(b"a=1", "text/plain, " + FORM), "media", 415),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_its_reason(sent, kind, status):
    with pytest.raises(BadRequest) as refused:
        read_form(sent)
    assert (refused.value.kind, refused.value.status) == (kind, status)


def test_the_largest_body_is_read_and_a_charset_is_allowed():
    assert read_form(posted(b"a=" + b"x" * 16_382, FORM + ";charset=UTF-8")).get("a")
