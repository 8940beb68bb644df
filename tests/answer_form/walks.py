"""What a pupil does on the pages, in a browser that may lack something: one walk
each."""

from typing import Any

from chalicelib.rounds import guesses, slow_guesses
from tests.cast import NOW
from tests.rows import rows_with

HOME = "https://svar.example"
TAPS_APART = 400
"""Milliseconds: sooner it may be a finger that taps twice, and does nothing."""


def stored() -> int:
    return len(rows_with("answers", sk="ANSWER#"))


def press(tab: Any, button: str) -> None:
    tab.locator(button).first.click()


def onward(tab: Any, until: str) -> None:
    for _ in range(12):
        if tab.locator(until).first.is_visible():
            return
        before = tab.inner_text("main")
        press(tab, "#next")
        if tab.inner_text("main") == before:
            tab.wait_for_timeout(TAPS_APART)
    raise AssertionError(f"{until} never came")


def answers(tab: Any, code: str) -> None:
    """A pupil types the code, answers, changes the language and sends: one answer, and
    thanks."""
    before, went = stored(), []
    tab.on("request", lambda request: went.append(request.method))
    tab.goto(f"{HOME}/#{code}")
    # The card's code goes by itself where it can, however slow we are
    tab.wait_for_timeout(500)
    if "POST" not in went:
        tab.fill("#code", code)
        press(tab, "#enter .go button")
    tab.wait_for_selector("#answers")
    onward(tab, "[name=hurt][value=few]")
    tab.check("[name=hurt][value=few]")
    press(tab, "button[value=nn]")
    tab.wait_for_selector("html[lang=nn]")
    assert stored() == before, "a language button sent the answers"
    onward(tab, "[name=hurt][value=few]")
    assert tab.is_checked("[name=hurt][value=few]"), "the choice is gone"
    onward(tab, "#send")
    tab.wait_for_timeout(TAPS_APART)
    press(tab, "#send")
    tab.wait_for_selector("main[data-page=thanks]")
    assert stored() == before + 1, "thanked, not stored"


def writes(tab: Any, receipt: str) -> None:
    """A pupil comes back with a receipt while wrong ones pour in, and writes: one
    message, and the thread with it."""
    before = len(rows_with("answers", sk="MESSAGE#"))
    tab.goto(f"{HOME}/thread")
    tab.fill("#receipt", receipt)
    # So long a wait that it does not go on by itself
    for _ in range(guesses.MOST_COUNTED):
        slow_guesses.note(NOW, "")
    press(tab, "main form button:not([name=lang])")
    tab.wait_for_selector("main[data-page=wait]")
    slow_guesses.forget()
    press(tab, "#again button")
    tab.wait_for_selector("main[data-page=thread]")
    tab.fill("#text", "Hei")
    press(tab, "form[action*='/thread/write'] button")
    tab.wait_for_selector(".said, .talk")
    assert not tab.locator("#waiting").first.is_visible()
    assert len(rows_with("answers", sk="MESSAGE#")) == before + 1


def shows(tab: Any, page: Any) -> None:
    """The last page of a form, without the way through it."""
    headers = dict(page.headers)
    tab.route("**/shown", lambda route: route.fulfill(headers=headers, body=page.body))
    tab.goto(f"{HOME}/shown")
    tab.wait_for_selector("main[data-page=thanks]")


def hears(tab: Any, page: Any) -> None:
    """What a class is told is read, and heard where the browser has a voice."""
    headers = dict(page.headers)
    tab.route("**/told", lambda route: route.fulfill(headers=headers, body=page.body))
    tab.goto(f"{HOME}/told")
    tab.wait_for_selector("main[data-page=reply] .point")
    for button in tab.locator(".listen:visible").all():
        button.click()
    assert tab.locator(".point").first.is_visible()


def opens_way(tab: Any, path: str) -> str:
    form = f"form[action*='{path}']"
    press(tab, f"details:has({form}) summary")
    return f"{form} button.main"


def asks(tab: Any, thanks: Any) -> None:
    """A pupil asks for an adult, forgets the name, mends that and is done: one request,
    and the first page for the next child."""
    before = len(rows_with("answers", sk="MESSAGE#"))
    shows(tab, thanks)
    send = opens_way(tab, "/contact")
    tab.check("[name=whom][value=principal]")
    tab.check("[name=urgency][value=this_week]")
    tab.fill("#name", "  ")
    press(tab, send)
    tab.wait_for_selector("main[data-page=contact]")
    assert tab.is_checked("[name=whom][value=principal]"), "the choice is gone"
    tab.fill("#name", "Kim Prøvesen")
    press(tab, send)
    tab.wait_for_selector("main[data-page=contact_sent]")
    assert len(rows_with("answers", sk="MESSAGE#")) == before + 1
    tab.wait_for_timeout(1100)  # sooner it may be a finger that taps twice
    press(tab, "#finished")
    tab.wait_for_selector("main[data-page=code]:visible")


def takes(tab: Any, thanks: Any) -> None:
    """A pupil reads about privacy and hides it; takes a receipt, types it wrong, then
    right, and takes all of it back."""
    tab.goto(f"{HOME}/about")
    if tab.is_visible("#hide"):
        press(tab, "#hide")
        tab.wait_for_selector("#cover:visible")
        press(tab, "#uncover")
    tab.wait_for_selector("h1:visible")
    shows(tab, thanks)
    press(tab, opens_way(tab, "/receipt"))
    tab.wait_for_selector("main[data-page=receipt]")
    receipt = tab.inner_text("#receipt-code")
    tab.fill("#typed", "1234")
    press(tab, "form[action*='/receipt'] button.main")
    tab.wait_for_selector("#typed-wrong")
    tab.fill("#typed", receipt)
    press(tab, "form[action*='/receipt'] button.main")
    tab.wait_for_selector("main[data-page=thread]")
    press(tab, "details:has(form[action*='/thread/withdraw']) summary")
    press(tab, "form[action*='/thread/withdraw'] button")
    tab.wait_for_selector("main[data-page=withdrawn]")
