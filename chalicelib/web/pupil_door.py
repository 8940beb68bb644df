"""One decorator in front of every page a pupil meets: who asks is unknown and stays
so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from chalice.app import Blueprint, Request, Response

from chalicelib.core.errors import NotStored, Refusal
from chalicelib.web import form_body, origin, responses
from chalicelib.web.form_body import BadRequest, Fields
from chalicelib.web.language import asked_language, language_of
from chalicelib.web.pupil_errors import refused_page, try_again_page

pupil = Blueprint("chalicelib.web.pupil_door")


@dataclass(frozen=True, slots=True)
class PupilRequest:
    """One request. ``chosen`` is the language the pupil asked for, where they did."""

    fields: Fields
    language: str
    chosen: str | None
    accept_language: str | None
    now: datetime


PADDING = "pad"
"""A field the script fills up, so that the length of a request tells an observer of the
network nothing. No page reads it or hands it on."""

View = Callable[[PupilRequest], Response]


def clock() -> datetime:
    """The one look at the clock each request takes."""
    return datetime.now(UTC)


def pupil_page(
    path: str,
    method: str,
    trouble: str = "not_ready",
    most_bytes: int = form_body.MOST_BYTES,
) -> Callable[[View], View]:
    """Declare a page. A refusal or an unreadable request becomes a page in the pupil's
    language; ``trouble`` is the error to tell of when the database is away."""
    posts = method == "POST"
    options = {"content_types": [form_body.FORM]} if posts else {}

    def declare(view: View) -> View:
        def handler() -> Response:
            request = pupil.current_request
            if posts and origin.is_foreign(request):
                return responses.error_page("method", language_of(request), 403)
            try:
                posted = (
                    form_body.read_form(request, most_bytes) if posts else Fields({})
                )
                visit = _visit(request, posted.without(PADDING))
            except BadRequest as bad:
                return responses.error_page(bad.kind, language_of(request), bad.status)
            try:
                return view(visit)
            except NotStored:
                return try_again_page(
                    trouble, path, visit.language, visit.chosen, visit.fields
                )
            except Refusal as refusal:
                return refused_page(refusal, visit.language, visit.fields)

        handler.__name__ = view.__name__
        pupil.route(path, methods=[method] if posts else form_body.READING, **options)(
            handler
        )
        return view

    return declare


def _visit(request: Request, fields: Fields) -> PupilRequest:
    return PupilRequest(
        fields=fields,
        language=language_of(request, fields),
        chosen=asked_language(request, fields),
        accept_language=request.headers.get("accept-language"),
        now=clock(),
    )
