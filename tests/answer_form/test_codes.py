"""Codes as pupils type them, without scripts: counted, kept, never in an address."""

import re
from html import unescape

import pytest

from chalicelib.core import receipt as receipts
from chalicelib.core.ids import ALPHABET
from chalicelib.web.language import texts
from tests.pupil_browser import text

LANGUAGES = ("nb", "nn", "en")


def told(page) -> str:
    """What stands at the field."""
    found = re.search(r'id="mistyped"([^>]*)>(.*?)</p>', text(page))
    assert found
    return "" if found[1].endswith(" hidden") else unescape(found[2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_too_short_or_too_long_is_counted(visitor, language):
    code = visitor.stage.codes[0]
    for typed in (code[:9], f"{code[:5]}-{code[5:]}X"):
        page = visitor.post("/form", {"code": typed, "lang": language})
        count = len(typed.replace("-", ""))
        assert told(page) == texts(language)("pupil.code.count", length=10, count=count)
        assert f'value="{typed}"' in text(page)


def test_a_code_of_the_right_length_is_not_said_to_be_of_another(visitor):
    code = visitor.stage.codes[0]
    other = "2" if code[0] != "2" else "3"
    assert told(visitor.post("/form", {"code": other + code[1:]})) == ""
    assert told(visitor.post("/form", {"code": "A" * 40})) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_which_letters_never_occur(visitor, language):
    hint = texts(language)("pupil.code.hint")
    assert hint in unescape(text(visitor.get(f"/?lang={language}")))
    for letter in "01ILO":
        assert re.search(rf"\b{letter}\b", hint)
        assert letter not in ALPHABET


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_too_short_is_counted(visitor, language):
    page = visitor.post("/thread", {"receipt": "123 456 7", "lang": language})
    length = receipts.LENGTH
    assert told(page) == texts(language)("pupil.receipt.count", length=length, count=7)
    assert 'value="123 456 7"' in text(page)
    whole = visitor.post("/thread", {"receipt": "1" * receipts.LENGTH})
    assert told(whole) == ""


@pytest.fixture
def taken(visitor):
    ticket = re.search(r'name="ticket" value="(.*?)"', text(visitor.send(0)))
    assert ticket
    return {"ticket": ticket[1]}


def test_a_receipt_typed_back_wrongly_keeps_its_digits_in_the_field(visitor, taken):
    page = text(visitor.post("/receipt", {**taken, "typed": "123 45"}))
    assert re.search(r'id="typed"[^>]* value="123 45"', page)


def test_the_square_to_scan_holds_the_receipt_where_no_server_sees_it(visitor, taken):
    page = text(visitor.post("/receipt", taken))
    receipt = re.search(r'id="receipt-code"[^>]*>([\d ]+)<', page)
    assert receipt
    drawn = re.search(r'<svg[^>]*class="qr".*?</svg>', page)
    assert drawn
    assert drawn[0] == square(
        f"https://svar.example/thread#{receipt[1].replace(' ', '')}"
    )


def square(address: str) -> str:
    import segno

    made = segno.make(address, error="m", micro=False)
    return made.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
