"""What the school has about a pupil, for who answers a request for it. The name stands
in no address."""

from dataclasses import dataclass

from chalice import Response

from chalicelib.access_requests.export import MOST_CHOSEN
from chalicelib.access_requests.find import (
    Found,
    find,
    name_in,
    not_included,
)
from chalicelib.access_requests.gone_through import gone_through
from chalicelib.access_requests.mention import Mention
from chalicelib.access_requests.things import Mentioned
from chalicelib.accounts.account import Action
from chalicelib.answer_form.privacy import RIGHTS
from chalicelib.core import errors
from chalicelib.schools.retention import DAYS_OF_COPIES
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body
from chalicelib.web.language import Texts, texts

_PATH = "/staff/insight"


@dataclass(frozen=True, slots=True)
class FoundLine:
    """``copy_path`` is where a case is copied out; of what is no case ``place`` says
    whether it goes into the document."""

    place: Mentioned
    called: str
    on: str
    copy_path: str = ""


@staff_page(_PATH, Action.WORK_CASES)
def begin(request: SignedInRequest) -> Response:
    if not request.account.answers_requests:
        raise errors.NotFound
    return _page(request)


@staff_page(_PATH, Action.WORK_CASES, "POST", reads=form_body.WITH_PEOPLE)
def search(request: SignedInRequest) -> Response:
    """Raises NotFound, Unavailable."""
    if not request.account.answers_requests:
        raise errors.NotFound
    typed = request.fields.get("name") or ""
    try:
        name = name_in(typed)
    except errors.Incomplete as error:
        return _page(request, 422, typed, problem=error.problem)
    before = gone_through(request.fields.get("after") or "")
    found = find(request.account, name, before, request.now)
    return _page(request, 200, name, found)


def _page(
    request: SignedInRequest,
    status: int = 200,
    name: str = "",
    found: Found | None = None,
    problem: str = "",
) -> Response:
    t = texts(request.language)
    places = found.places if found else ()
    lines = [(place.mention, _line(place, t)) for place in places]
    return request.page(
        "access_requests/insight.html",
        status,
        name=name,
        problem=problem,
        found=found,
        groups=[
            (key, [line for mention, line in lines if mention is wanted])
            for key, wanted in (("whole", Mention.WHOLE), ("part", Mention.PART))
        ],
        rights=RIGHTS,
        days_of_copies=DAYS_OF_COPIES,
        not_included=not_included(request.account),
        earlier=_chosen(request),
    )


def _chosen(request: SignedInRequest) -> tuple[str, ...]:
    """What was ticked on the pages of earlier presses: no more than is needed to say
    that it is too much, so that the form stays one that is taken."""
    if not request.fields.get("after"):
        return ()
    ticked = dict.fromkeys(request.fields.all().get("chosen", ()))
    return tuple(ticked)[: MOST_CHOSEN + 1]


def _line(place: Mentioned, t: Texts) -> FoundLine:
    on = t.day(place.on)
    if place.kind == "case":
        number = t("case.number", number=place.number)
        return FoundLine(place, number, on, f"{place.path}/copies")
    if place.number:
        called = f"{t(f'inbox.kind.{place.kind}')} {place.number}"
        return FoundLine(place, called, on)
    return FoundLine(place, t(f"log.kind.{place.kind}"), on)
