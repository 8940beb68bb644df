"""What a receipt costs to look up (scrypt, a tenth of a second): once a request, and
nothing once guesses pour in."""

import pytest

from chalicelib.core import receipt as receipts
from chalicelib.crypto.signed_tokens import issue
from chalicelib.rounds import guesses, slow_guesses
from chalicelib.web import pupil_door as door
from chalicelib.web.language import texts
from tests.cast import NOW
from tests.costs import derivations
from tests.desk import calls
from tests.pupil_browser import text
from tests.rows import rows_with

__all__ = ["calls"]
UNKNOWN = receipts.receipt(4711)


@pytest.fixture
def ticket(visitor):
    return {"ticket": visitor.hidden(visitor.send(0))["ticket"], "saved": "yes"}


@pytest.fixture
def own(visitor, ticket):
    page = visitor.hidden(visitor.post("/receipt", ticket))
    return {name: page[name] for name in ("receipt", "attempt")}


def derived(visitor, path, fields):
    with derivations() as count:
        page = visitor.post(path, fields)
    return page.status_code, len(count)


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/thread", {}, 200),
        ("/thread/write", {"text": "Hei"}, 200),
        ("/thread/write", {"name": "Kim Prøvesen"}, 200),
        ("/thread/write", {"text": ""}, 422),
        ("/thread/write", {"text": "å" * 501}, 422),
        ("/thread/withdraw", {}, 200),
    ],
)
def test_a_receipt_is_derived_once_a_request(visitor, own, path, fields, status):
    assert derived(visitor, path, {**own, **fields}) == (status, 1)


def test_taking_a_receipt_and_reading_its_thread_at_once_derives_it_once(
    visitor, ticket
):
    assert derived(visitor, "/receipt", ticket) == (200, 1)


@pytest.mark.parametrize("path", ["/thread/write", "/thread/withdraw"])
def test_who_was_shown_no_thread_of_the_receipt_costs_nothing(
    visitor, own, path, calls
):
    others = issue("thread", UNKNOWN, NOW)
    calls.clear()
    for attempt in ("", "a" * 22, others, own["attempt"][:-1] + "x"):
        sent = {**own, "attempt": attempt, "text": "Hei"}
        assert derived(visitor, path, sent) == (400, 0)
    assert derived(visitor, path, {**own, "receipt": UNKNOWN, "text": "Hei"}) == (
        400,
        0,
    )
    assert calls == []
    assert not rows_with("answers", sk="MESSAGE#")


def test_guesses_that_pour_in_are_not_derived(visitor):
    for number in range(guesses.FREE):
        receipt = receipts.receipt(number)
        assert derived(visitor, "/thread", {"receipt": receipt}) == (404, 1)
    assert derived(visitor, "/thread", {"receipt": UNKNOWN}) == (429, 0)


def asked_again(visitor, page, monkeypatch, number):
    """The form of the page that says to wait, sent at once and again after each time to
    wait."""
    monkeypatch.setattr(door, "clock", lambda: NOW + number * guesses.LONGEST)
    return derived(visitor, "/thread", visitor.hidden(page))


def test_who_waited_for_a_receipt_nobody_has_is_looked_up_once_for_each_time_they_wait(
    visitor, monkeypatch
):
    for number in range(guesses.FREE):
        slow_guesses.note(NOW, str(number))
    page = visitor.post("/thread", {"receipt": UNKNOWN})
    assert asked_again(visitor, page, monkeypatch, 1) == (404, 1)
    assert [asked_again(visitor, page, monkeypatch, 1) for _ in range(3)] == [
        (429, 0)
    ] * 3
    page = visitor.post("/thread", visitor.hidden(page))
    assert asked_again(visitor, page, monkeypatch, 2) == (404, 1)
    assert asked_again(visitor, page, monkeypatch, 2) == (429, 0)


def test_who_waited_for_their_own_receipt_may_look_again_at_once(
    visitor, own, monkeypatch
):
    for number in range(guesses.FREE):
        slow_guesses.note(NOW, str(number))
    page = visitor.post("/thread", {"receipt": own["receipt"]})
    seen = [asked_again(visitor, page, monkeypatch, 1) for _ in range(3)]
    assert seen == [(200, 1)] * 3


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_pupil_gets_through_by_waiting_once(visitor, own, monkeypatch, language):
    for _ in range(guesses.FREE):
        slow_guesses.note(NOW, "")
    page = visitor.post("/thread", {"receipt": own["receipt"], "lang": language})
    assert page.status_code == 429
    assert texts(language)("pupil.wait.title") in text(page)
    assert f'action="/thread?lang={language}"' in text(page)
    monkeypatch.setattr(door, "clock", lambda: NOW + guesses.STEP)
    again = visitor.post("/thread", visitor.hidden(page))
    assert again.status_code == 200
    assert 'data-page="thread"' in text(again)


def test_who_has_the_thread_open_is_not_held_up(visitor, own):
    for _ in range(guesses.FREE):
        slow_guesses.note(NOW, "")
    assert visitor.post("/thread/write", {**own, "text": "Hei"}).status_code == 200
