"""Codes while they are typed: grouped, counted, never taken from under the fingers."""

import json

import pytest

from chalicelib.core.receipt import GROUP, LENGTH

pytestmark = pytest.mark.browser
CARET = "document.activeElement.selectionStart"


@pytest.fixture(scope="module")
def codes(local_service):
    """From the beginning of a list whose middle and end other modules take."""
    cards = json.loads((local_service.folder / "demo-cards.json").read_text())
    return next(codes for codes in cards.values() if len(codes) > 8)[4:13]


@pytest.fixture
def field(page, local_service):
    page.goto(local_service.url)
    page.focus("#code")
    return page.locator("#code")


def keys(page, *pressed):
    for key in pressed:
        page.keyboard.press(key)


def test_five_and_five_while_it_is_typed(page, field):
    page.keyboard.type("abcde")
    assert field.input_value().upper() == "ABCDE"
    page.keyboard.type("fghjk")
    assert field.input_value() == "ABCDE FGHJK"
    assert page.evaluate(CARET) == 11


def test_pasted_with_hyphens_it_is_the_same_code(page, field):
    field.fill("abcde-fghjk")
    assert field.input_value() == "ABCDE FGHJK"


def test_backspace_over_the_space_takes_the_letter_before_it_next(page, field):
    page.keyboard.type("ABCDEFG")
    keys(page, "ArrowLeft", "ArrowLeft")
    assert page.evaluate(CARET) == 6
    keys(page, "Backspace")
    assert (field.input_value(), page.evaluate(CARET)) == ("ABCDE FG", 5)
    keys(page, "Backspace")
    assert (field.input_value(), page.evaluate(CARET)) == ("ABCDF G", 4)


def test_delete_over_the_space_takes_the_letter_after_it_next(page, field):
    page.keyboard.type("ABCDEFG")
    keys(page, *["ArrowLeft"] * 3)
    assert page.evaluate(CARET) == 5
    keys(page, "Delete")
    assert (field.input_value(), page.evaluate(CARET)) == ("ABCDE FG", 6)
    keys(page, "Delete")
    assert (field.input_value(), page.evaluate(CARET)) == ("ABCDE G", 6)


def test_a_letter_put_in_the_middle_stays_there(page, field):
    page.keyboard.type("ABCDFGHJK")
    keys(page, *["ArrowLeft"] * 6)
    page.keyboard.type("E")
    assert field.input_value() == "ABCDE FGHJK"
    assert page.evaluate(CARET) == 5


def told(page):
    return page.inner_text("#mistyped") if page.is_visible("#mistyped") else ""


def test_a_letter_that_never_occurs_is_told_at_once_and_no_more_when_it_is_gone(
    page, field
):
    page.keyboard.type("AO1")
    assert told(page) == "O, 1 er aldri med i koden. Se på kortet en gang til."
    assert field.get_attribute("aria-invalid") == "true"
    keys(page, "Backspace", "Backspace")
    assert told(page) == ""
    assert field.get_attribute("aria-invalid") is None


def test_nine_are_counted_when_it_is_sent_and_while_it_is_mended(page, field):
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.keyboard.type("ABCDEFGHJ")
    keys(page, "Enter")
    assert told(page) == "Koden har 10 bokstaver og tall. Du har skrevet 9."
    keys(page, "Backspace")
    assert told(page).endswith("Du har skrevet 8.")
    assert sent == []
    assert page.evaluate("document.activeElement.id") == "code"


def test_digits_of_other_scripts_open_the_form_too(page, field, codes):
    page.keyboard.type(
        codes.pop(0).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    )
    keys(page, "Enter")
    page.wait_for_selector("#answers")


def test_a_code_typed_in_groups_opens_the_form(page, field, codes):
    code = codes.pop(0)
    page.keyboard.type(f"{code[:5]} {code[5:]}".lower())
    keys(page, "Enter")
    page.wait_for_selector("#answers")
    assert page.input_value("[name=code]") == code


@pytest.fixture
def receipt(page, field, codes):
    page.keyboard.type(codes.pop(0))
    keys(page, "Enter")
    page.wait_for_selector("#answers")
    while page.is_visible("#next"):
        rows = page.locator("input[type=radio]:visible")
        if rows.count():
            rows.first.check()
        page.click("#next")
    page.click("#send")
    page.click("details.way:not(.first) summary")
    page.click("details.way:not(.first) button")
    return page.inner_text("#receipt-code").replace(" ", "")


def test_a_receipt_typed_back_is_grouped_and_a_slip_keeps_its_digits(page, receipt):
    wrong = receipt[:-1] + str(9 - int(receipt[-1]))
    page.type("#typed", wrong)
    grouped = " ".join(wrong[at : at + GROUP] for at in range(0, LENGTH, GROUP))
    assert page.input_value("#typed") == grouped
    keys(page, "Enter")
    page.wait_for_selector("#typed-wrong")
    assert page.input_value("#typed") == grouped


def test_the_code_is_copied_and_the_button_says_so(page, receipt):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#copy")
    page.wait_for_selector("#copy:text-is('Koden er kopiert')")
    assert page.evaluate("navigator.clipboard.readText()").replace(" ", "") == receipt


def test_scanned_the_square_opens_the_messages_and_leaves_no_code_behind(
    page, receipt, local_service
):
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    page.evaluate("window.onbeforeunload = null")
    page.goto("about:blank")
    page.goto(f"{local_service.url}/thread#{receipt}")
    page.wait_for_selector("main[data-page=thread]")
    assert receipt not in page.url
    assert not [
        address for address in addresses if receipt in address.partition("#")[0]
    ]


WITHOUT = {
    "clipboard": "Object.defineProperty(navigator, 'clipboard', {value: undefined})",
    "nothing": """
        Object.defineProperty(navigator, 'clipboard', {value: undefined});
        document.queryCommandSupported = undefined;
    """,
}


@pytest.mark.parametrize(
    ("missing", "offered"), [("clipboard", True), ("nothing", False)]
)
def test_without_a_clipboard_it_is_copied_by_hand_or_not_offered(
    browser, local_service, codes, missing, offered
):
    page = browser.new_page(locale="nb-NO")
    page.add_init_script(WITHOUT[missing])
    page.goto(local_service.url)
    page.fill("#code", codes.pop(0))
    keys(page, "Enter")
    page.wait_for_selector("#answers")
    while page.is_visible("#next"):
        rows = page.locator("input[type=radio]:visible")
        if rows.count():
            rows.first.check()
        page.click("#next")
    page.click("#send")
    page.click("details.way:not(.first) summary")
    page.click("details.way:not(.first) button")
    page.wait_for_selector("#receipt-code")
    assert page.is_visible("#copy") == offered
    if offered:
        page.click("#copy")
        page.wait_for_selector("#copy:text-is('Koden er kopiert')")
    page.context.close()
