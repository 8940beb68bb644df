"""One press that arrives twice gets one answer: see ``repeated_press``."""

from collections.abc import Callable
from datetime import datetime

from chalice import Response

from chalicelib.core import errors
from chalicelib.presses import repeated_press, saved_notice
from chalicelib.presses.repeated_press import Answered
from chalicelib.web import responses, templates

_GONE, _REFUSED = 410, 400


def once(press: str, now: datetime, act: Callable[[str], Response]) -> Response:
    """What the act answers; where it is refused for what this very press has done
    already, what that was answered. Trouble leaves open whether anything was done.
    Raises NotFound.

    ``act`` is given the press where it has arrived before, else nothing."""
    is_first = repeated_press.begin(press, now)
    if not is_first:
        # Waits: a deed that looks before it writes must see what was done
        repeated_press.answered(press)
    try:
        answer = act("" if is_first else press)
    except errors.NotFound:
        if led := _before(press, is_first, None):
            return led
        raise
    if answer.status_code >= _REFUSED:
        return _before(press, is_first, answer) or answer
    repeated_press.answer(press, _as_answered(answer), now)
    return answer


def _before(press: str, is_first: bool, answer: Response | None) -> Response | None:
    """What this press was answered before it was refused, if it was."""
    found = None if is_first else repeated_press.answered(press)
    if found is None:
        repeated_press.forget(press)
    elif found.place:
        return _led(found)
    elif answer and answer.status_code == _GONE:
        # The page says that it is gone, which is what was wanted
        answer.status_code = 200
        return answer
    return None


def same(again: str) -> Response | None:
    """For a view that finds nothing to change: what this press was answered when it
    did."""
    found = repeated_press.answered(again) if again else None
    return _led(found) if found and found.place else None


def _led(found: Answered) -> Response:
    return responses.redirect(
        found.place, {"Set-Cookie": found.said} if found.said else None
    )


def was_done(again: str) -> bool:
    """For a view whose answer is a page: whether this press, which is refused, was done
    before."""
    return bool(again) and repeated_press.answered(again) is not None


def _as_answered(answer: Response) -> Answered:
    """What was saved is said again; of the session's cookie only whose it is may be
    kept."""
    place = str(answer.headers.get("Location", "")).removeprefix(templates.url(""))
    given = answer.headers.get("Set-Cookie", [])
    cookies = [given] if isinstance(given, str) else given
    said = next(
        (cookie for cookie in cookies if cookie.startswith(f"{saved_notice.COOKIE}=")),
        "",
    )
    others = [
        cookie.partition(";")[0].partition("=")[2]
        for cookie in cookies
        if cookie != said
    ]
    return Answered(place, others[0].rpartition(".")[0] if others else None, said)
