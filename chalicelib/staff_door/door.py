"""The staff door. Every route is a ``public_page`` (before sign-in) or a ``staff_page``
(after it).

A staff page names the action that a person must be allowed; without a session, with
another's role, or with a form that does not carry the session's token, its function is
never called. What a person typed is not lost by it: it comes back in a page of its own,
to be sent once more (``resend``).
"""

import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import wraps

from chalice import Response
from chalice.app import Request

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.presses import press_answers, repeated_press, resend
from chalicelib.sign_in import sessions
from chalicelib.sign_in.session import Session
from chalicelib.staff_door.blueprint import cookie, cookie_header, staff
from chalicelib.staff_door.staff_request import KeptForm, SignedInRequest, StaffRequest
from chalicelib.storage import transaction
from chalicelib.web import form_body, origin, responses
from chalicelib.web.language import language_of

View = Callable[..., Response]
Keeper = Callable[..., KeptForm | None]
"""Given a request of who was signed in: keeps what was typed, sealed, for them."""


def clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PageRule:
    """What a route asks of who comes: ``action`` None lets in anybody who is signed
    in. ``keeps`` is what becomes of a form whose session has run out."""

    signed_in: bool
    action: Action | None
    method: str
    reads: form_body.Reader = form_body.SHORT
    keeps: Keeper | None = None


def public_page(path: str, method: str = "GET") -> Callable[[View], View]:
    """A page for people who are not signed in. A form must come from our own pages."""

    rule = PageRule(False, None, method)

    def declare(view: View) -> View:
        @wraps(view)
        def enter(**parameters: str) -> Response:
            return _or_error_page(lambda: view(_visit(rule), **parameters))

        _route(path, rule, enter)
        return view

    return declare


def staff_page(
    path: str,
    action: Action | None,
    method: str = "GET",
    reads: form_body.Reader = form_body.SHORT,
    keeps: Keeper | None = None,
) -> Callable[[View], View]:
    """A page for who is signed in and may do ``action`` (None: anybody who is signed
    in)."""
    rule = PageRule(True, action, method, reads, keeps)

    def declare(view: View) -> View:
        @wraps(view)
        def enter(**parameters: str) -> Response:
            return _or_error_page(lambda: _enter(view, rule, parameters))

        _route(path, rule, enter)
        return view

    return declare


def _route(path: str, rule: PageRule, enter: View) -> None:
    enter.rule = rule  # type: ignore[attr-defined]
    if rule.method == "POST":
        staff.route(path, methods=["POST"], content_types=[*rule.reads.types])(enter)
    else:
        staff.route(path, methods=form_body.READING)(enter)


def _enter(view: View, rule: PageRule, parameters: dict[str, str]) -> Response:
    visit = _visit(rule)
    found = sessions.session_of(cookie(), visit.now)
    if found is None:
        if rule.method == "GET":
            return responses.redirect("/staff/sign-in")
        if (done := repeated_press.answered(_press(visit))) and done.place:
            given = repeated_press.session_after(cookie(), done, visit.now)
            return responses.redirect(
                done.place, None if given is None else cookie_header(given)
            )
        kept = _kept(visit, rule, parameters)
        typed = resend.typed(staff.current_request, visit.fields)
        return visit.page("staff_door/ended.html", 401, typed=typed, kept=kept)
    session, account = found
    signed_in = SignedInRequest(
        visit.now, account.language, visit.fields, account, session
    )
    if rule.action is not None and not account.may(rule.action):
        return _refuse(signed_in)
    if rule.method == "POST" and not _is_own(visit.fields, session):
        return signed_in.page(
            "staff_door/again.html",
            403,
            typed=resend.typed(staff.current_request, visit.fields),
        )
    try:
        if rule.method == "GET":
            return _seen(signed_in, view, parameters)
        return press_answers.once(
            _press(visit),
            visit.now,
            lambda again: _seen(replace(signed_in, again=again), view, parameters),
        )
    except errors.NotFound:
        return _refuse(signed_in)


def _kept(
    visit: StaffRequest, rule: PageRule, parameters: dict[str, str]
) -> KeptForm | None:
    """What somebody typed whose session has run out stays theirs; None where it cannot
    be kept for them, so that the page gives it back."""
    held = sessions.run_out(cookie(), visit.now) if rule.keeps else None
    if not (rule.keeps and held and _is_own(visit.fields, held[0])):
        return None
    was = SignedInRequest(visit.now, visit.language, visit.fields, held[1], held[0])
    if rule.action is not None and not was.account.may(rule.action):
        return None
    with suppress(errors.Refusal, transaction.Unavailable):
        return rule.keeps(was, **parameters)
    return None


def _seen(
    signed_in: SignedInRequest, view: View, parameters: dict[str, str]
) -> Response:
    try:
        return view(signed_in, **parameters)
    except errors.Erased as gone:
        return signed_in.page("staff_door/erased.html", 410, on=gone.on)


def _press(visit: StaffRequest) -> str:
    path = resend.path(staff.current_request)
    return repeated_press.press_of(cookie(), path, visit.fields.all())


def _refuse(signed_in: SignedInRequest) -> Response:
    """The same page whether it is not there or not theirs; that they asked is written
    down."""
    request = staff.current_request
    where = f"{request.context['httpMethod']} {request.context['resourcePath']}"
    sessions.note_refusal(signed_in.account, where, signed_in.now)
    return signed_in.page("staff_door/error.html", 404, kind="not_found")


def _or_error_page(answer: Callable[[], Response]) -> Response:
    """What is refused, told as a page."""
    try:
        return answer()
    except form_body.BadRequest as error:
        return _trouble(error.kind, error.status)
    except errors.NotFound:
        return _trouble("not_found", 404)
    except (errors.FeideAway, errors.NotStored, transaction.Unavailable):
        return _trouble("unavailable", 503)


@staff.middleware("http")
def with_our_error_pages(request: Request | None, respond: View) -> Response:
    """What Chalice itself refuses of the staff's door is told in the staff's words."""
    response = respond(request)
    if request is None or not request.context["resourcePath"].startswith("/staff"):
        return response
    if response.status_code < 400 or responses.is_page(response):
        return response
    made = _trouble(responses.kind_of(response.status_code), response.status_code)
    if "Allow" in response.headers:
        made.headers["Allow"] = response.headers["Allow"]
    return made


def _trouble(kind: str, status: int) -> Response:
    """In the language of who is signed in, and with the way to their pages; but a
    database that has just kept somebody waiting is not asked who they are."""
    now, language = clock(), language_of(staff.current_request)
    found = None
    if status != 503:
        with suppress(transaction.Unavailable):
            found = sessions.session_of(cookie(), now)
    visit = StaffRequest(now, language, form_body.Fields({}))
    if found:
        visit = SignedInRequest(
            now, found[1].language, visit.fields, found[1], found[0]
        )
    return visit.page("staff_door/error.html", status, kind=kind)


def _visit(rule: PageRule) -> StaffRequest:
    request = staff.current_request
    if rule.method == "POST" and origin.is_foreign(request):
        raise form_body.BadRequest("forged", 403)
    fields = rule.reads.read(request) if rule.method == "POST" else form_body.Fields({})
    return StaffRequest(clock(), language_of(request, fields), fields)


def _is_own(fields: form_body.Fields, session: Session) -> bool:
    return hmac.compare_digest(
        (fields.get("csrf") or "").encode(), session.csrf.encode()
    )
