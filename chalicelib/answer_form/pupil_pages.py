"""The pages a pupil meets: the code, the form, thanks, and what the form is about."""

from collections.abc import Callable, Mapping, Sequence

from chalice.app import Request, Response

from chalicelib.answer_form import submit
from chalicelib.answer_form.submit import OpenForm, RejectedAnswer
from chalicelib.core.errors import Tampered
from chalicelib.core.ids import normalise
from chalicelib.core.version import version
from chalicelib.forms.closing_forms import form_of
from chalicelib.forms.form import EMPTY, SKIP, Problem, parse, screens
from chalicelib.pupil_threads import thanks
from chalicelib.pupil_threads.thanks import Thanks, contact_choices
from chalicelib.pupil_threads.tickets import Ticket
from chalicelib.rounds.round import Round
from chalicelib.web import form_body, responses
from chalicelib.web import language as i18n
from chalicelib.web.pupil_door import PupilRequest, pupil, pupil_page
from chalicelib.web.pupil_errors import code_page

_ASKED = "asked"
"""Names, once each, the answers that did not fit the ones before them when they were
sent; EMPTY where there were none."""
_OWN_FIELDS = frozenset({"code", "place", "attempt", "lang", _ASKED})
_TRAP = "homepage"
"""A field people do not see. What fills it in gets the form back, without it: should it
be a browser that means to help, the pupil presses once more and nothing is lost."""


@pupil_page("/", "GET")
def enter_code(visit: PupilRequest) -> Response:
    """The first page; a card's QR brings the code along in the fragment."""
    return code_page(visit.language, visit.chosen)


@pupil_page("/about", "GET")
def about(visit: PupilRequest) -> Response:
    """Privacy, in plain words; and for adults, which code this is."""
    return responses.show(
        "answer_form/about.html",
        visit.language,
        chosen=visit.chosen,
        version=version(),
    )


def opened_directly(visit: PupilRequest) -> Response:
    """Somebody comes back to an address that only takes what a page sends."""
    page = responses.error_page("method", visit.language, 405)
    page.headers["Allow"] = "POST"
    return page


_POST_ALONE = frozenset(
    {
        "/form",
        "/answer",
        "/thanks",
        "/contact",
        "/receipt",
        "/thread/write",
        "/thread/withdraw",
    }
)
for _path in sorted(_POST_ALONE):
    pupil_page(_path, "GET")(opened_directly)


@pupil.middleware("http")
def allows_post_alone(
    request: Request | None, respond: Callable[..., Response]
) -> Response:
    """Chalice, refusing a method, counts the page that refuses GET as one that takes
    it."""
    response = respond(request)
    if response.status_code == 405 and request and request.path in _POST_ALONE:
        response.headers["Allow"] = "POST"
    return response


@pupil_page("/form", "POST", most_bytes=form_body.MOST_TEXT_BYTES)
def show_form(visit: PupilRequest) -> Response:
    """The form, the first time or again in another language with the choices made so
    far."""
    code, attempt = visit.fields.get("code") or "", visit.fields.get("attempt")
    if attempt is None:
        shown = submit.open_form(code, visit.now, visit.fields.get("ticket"))
    else:
        shown = submit.reopen_form(
            code, visit.fields.get("place") or "", attempt, visit.now
        )
    return _form_page(
        visit, shown, parse(shown.form, _items(visit), shown.text_allowed).kept
    )


@pupil_page(
    "/answer", "POST", trouble="not_stored", most_bytes=form_body.MOST_TEXT_BYTES
)
def send(visit: PupilRequest) -> Response:
    """Thanks, when the answer is safe; the form again, when something in it cannot be
    taken."""
    code, place, attempt = (_only(visit, name) for name in ("code", "place", "attempt"))
    result = submit.submit(
        code,
        place,
        attempt,
        visit.language,
        _items(visit),
        visit.now,
        _asked_before(visit),
    )
    if isinstance(result, RejectedAnswer):
        return _form_page(visit, result.form, result.kept, result.problems)
    shown = thanks.after_answer(result.round, result.class_, attempt, visit.now)
    return _thanks_page(visit, shown, result.changed_too_late)


@pupil_page("/thanks", "POST", trouble="not_shown")
def thank_again(visit: PupilRequest) -> Response:
    """What a reload of the last page asks for, from the tab's own history; after half
    an hour, and for the next child, it is the first page."""
    ticket, answers, again = (
        _only(visit, name) for name in ("ticket", "answers", "again")
    )
    shown = thanks.once_more(Ticket(ticket, answers), again, visit.now)
    return (
        _thanks_page(visit, shown)
        if shown
        else responses.redirect(f"/?lang={visit.language}")
    )


def _thanks_page(
    visit: PupilRequest, shown: Thanks, changed_too_late: bool = False
) -> Response:
    form = form_of(shown.round.form_id, shown.round.form_version)
    numbered = shown.round.mode.numbered
    asked = form.of_class and not numbered
    return responses.show(
        "answer_form/thanks.html",
        _language(visit, shown.round),
        young=form.young,
        wishes=form.of_class and numbered,
        contact_says="pupil.after.asked" if asked else "pupil.after.contact.what",
        along=shown.ticket.answers if form.of_class else "",
        ticket=shown.ticket,
        again=shown.again,
        changed_too_late=changed_too_late,
        **contact_choices(shown.round, shown.class_),
    )


def _form_page(
    visit: PupilRequest,
    shown: OpenForm,
    kept: Mapping[str, str],
    problems: Sequence[Problem] = (),
) -> Response:
    about = ("does_not_fit", EMPTY)
    now_asked = [problem.item or EMPTY for problem in problems if problem.kind in about]
    return responses.show(
        "answer_form/form.html",
        _language(visit, shown.round),
        400 if problems else 200,
        shown=shown,
        code=normalise(visit.fields.get("code") or ""),
        offered=_offered(shown.round),
        screens=screens(shown.form.asked(shown.text_allowed)),
        kept=kept,
        problems=problems,
        only_asks=[problem.kind for problem in problems] == [EMPTY],
        asked=dict.fromkeys((*_asked_before(visit), *now_asked)),
        skip=SKIP,
        trap=_TRAP,
    )


def _only(visit: PupilRequest, name: str) -> str:
    """One of the hidden fields, which stand on the page once."""
    values = visit.fields.all().get(name, ())
    if len(values) != 1:
        raise Tampered
    return values[0]


def _items(visit: PupilRequest) -> Mapping[str, Sequence[str]]:
    sent = visit.fields.all()
    own = _OWN_FIELDS | ({_TRAP} if sent.get(_TRAP) == ("",) else set())
    return {name: all_ for name, all_ in sent.items() if name not in own}


def _asked_before(visit: PupilRequest) -> tuple[str, ...]:
    return visit.fields.all().get(_ASKED, ())


def _offered(round_: Round) -> tuple[str, ...]:
    """The round's languages, its own first, as far as the service speaks them."""
    wanted = dict.fromkeys((round_.language, *round_.languages))
    return tuple(language for language in wanted if language in i18n.languages())


def _language(visit: PupilRequest, round_: Round) -> str:
    offered = _offered(round_)
    if visit.chosen in offered:
        return str(visit.chosen)
    return i18n.negotiate(visit.accept_language, offered)
