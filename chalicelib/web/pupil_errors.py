"""What a pupil sees when the service says no."""

from math import ceil

from chalice.app import Response

from chalicelib.core import errors
from chalicelib.core import receipt as receipts
from chalicelib.core.errors import Refusal
from chalicelib.core.ids import ALPHABET, CODE_LENGTH, normalise
from chalicelib.web import responses
from chalicelib.web.form_body import Fields
from chalicelib.web.language import asked_language, texts

_PAGES: dict[type[Refusal], tuple[str, int]] = {
    errors.CodeMistyped: ("mistyped", 422),
    errors.CodeUnknown: ("unknown", 404),
    errors.CodeSpent: ("spent", 409),
    errors.RoundNotOpen: ("not_open", 403),
    errors.RoundClosed: ("closed", 410),
    errors.RoundShredded: ("shredded", 410),
}
_RECEIPT_PAGES: dict[type[Refusal], tuple[str, int]] = {
    errors.ReceiptMistyped: ("receipt_mistyped", 422),
    errors.ReceiptUnknown: ("receipt_unknown", 404),
}
_WAITING = (("/thread", "receipt"), ("/class", "word"))
"""Where what is looked up later goes, by its field."""
_MOST_TYPED = 40


def refused_page(refusal: Refusal, language: str, fields: Fields) -> Response:
    """The code page again, with what happened above the field; or a page that waits."""
    if isinstance(refusal, errors.MustWait):
        return _wait_page(refusal, language, fields)
    if isinstance(refusal, errors.ThreadWithdrawn):
        return responses.show("web/withdrawn.html", language, 410)
    if type(refusal) in _RECEIPT_PAGES:
        kind, status = _RECEIPT_PAGES[type(refusal)]
        return receipt_page(language, status, kind, fields.get("receipt") or "")
    if isinstance(refusal, errors.AskedEnough):
        return responses.error_page("asked_enough", language, 409)
    if type(refusal) not in _PAGES:
        return responses.error_page("bad_fields", language, 400)
    kind, status = _PAGES[type(refusal)]
    when = ""
    if isinstance(refusal, errors.RoundNotOpen):
        kind = "not_open" if refusal.opens_at else "class_not_open"
        when = texts(language).moment(refusal.opens_at) if refusal.opens_at else ""
    typed = (fields.get("code") or "") if kind == "mistyped" else ""
    return code_page(language, asked_language(None, fields), status, kind, when, typed)


def _wait_page(refusal: errors.MustWait, language: str, fields: Fields) -> Response:
    """It goes on by itself with scripts, and by its button without."""
    seconds = ceil(refusal.wait.total_seconds())
    path, code = next(
        (place for place in _WAITING if fields.get(place[1])), ("/form", "code")
    )
    kept = {name: fields.get(name) for name in (code, "lang") if fields.get(name)}
    again = {**kept, "ticket": refusal.ticket}
    page = responses.show(
        "web/wait.html", language, 429, seconds=seconds, path=path, fields=again
    )
    page.headers["Retry-After"] = str(seconds)
    return page


def miscounted(mistyped: bool, signs: str, length: int) -> int | None:
    """How many signs were typed, where it is their number that is wrong; None for
    twice as many and more, of which nobody has a count in mind."""
    number = len(signs)
    wrong = mistyped and number != length and number < 2 * length
    return number if wrong else None


def code_page(
    language: str,
    chosen: str | None,
    status: int = 200,
    kind: str = "",
    when: str = "",
    typed: str = "",
) -> Response:
    """Where a pupil types the code. ``kind`` is the error to tell of, ``typed`` what to
    correct."""
    mistyped = kind == "mistyped"
    return responses.show(
        "web/code.html",
        language,
        status,
        chosen=chosen,
        kind=kind,
        when=when,
        typed=typed[:_MOST_TYPED],
        mistyped=mistyped,
        miscounted=miscounted(mistyped, normalise(typed), CODE_LENGTH),
        length=CODE_LENGTH,
        alphabet=ALPHABET,
    )


def receipt_page(
    language: str, status: int = 200, kind: str = "", typed: str = ""
) -> Response:
    """Where a pupil comes back with a receipt."""
    return responses.show(
        "web/thread_enter.html",
        language,
        status,
        kind=kind,
        typed=typed[:_MOST_TYPED],
        miscounted=miscounted(
            kind == "receipt_mistyped", receipts.normalise(typed), receipts.LENGTH
        ),
        length=receipts.LENGTH,
        group=receipts.GROUP,
    )


def try_again_page(
    kind: str, path: str, language: str, chosen: str | None, fields: Fields
) -> Response:
    """The database is away: every field stays in the page, and a button sends them once
    more."""
    again = [(name, value) for name, all_ in fields.all().items() for value in all_]
    return responses.show(
        "web/try_again.html",
        language,
        503,
        kind=kind,
        path=path,
        chosen=chosen,
        fields=again,
    )
