"""A copy is chosen, read before it is made, and made."""

import secrets
from collections.abc import Sequence

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_copies import make_copy
from chalicelib.case_copies.ask_function import CopyNotMade
from chalicelib.case_copies.copy_kind import LANGUAGES, CopyKind
from chalicelib.case_copies.erase_case import kept_because
from chalicelib.case_copies.made_copies import made_copies
from chalicelib.case_copies.prepare import (
    names_problem,
    names_taken,
    names_typed,
    prepared,
    suggested_names,
)
from chalicelib.case_pages.case_press import number_of, pen_of
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.may_open import may_lead
from chalicelib.core import errors
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body
from chalicelib.web.language import texts

_COPIES = "/staff/cases/{number}/copies"
_NEW = f"{_COPIES}/{{copy_kind}}/{{language}}"


@staff_page(_COPIES, Action.WORK_CASES)
def list_copies(request: SignedInRequest, number: str) -> Response:
    account, now = request.account, request.now
    seen = make_copy.see_to_copy(account, number_of(number), now)
    words = CaseWords(texts(request.language), seen.people, now)
    return request.page(
        "copy_pages/copies.html",
        case=seen.case,
        called=words.called(seen.case, seen.about),
        kinds=list(CopyKind),
        languages=LANGUAGES,
        copies=[
            (copy, words.when(seen.entry(copy.entry.number)))
            for copy in made_copies(seen.entries)
        ],
        kept_because=kept_because(seen.case),
        may_erase=may_lead(account, seen.case, now),
    )


@staff_page(_NEW, Action.WORK_CASES)
def read_before(
    request: SignedInRequest, number: str, copy_kind: str, language: str
) -> Response:
    return _show(request, number, copy_kind, language)


@staff_page(_NEW, Action.WORK_CASES, "POST", reads=form_body.LONG)
def make(
    request: SignedInRequest, number: str, copy_kind: str, language: str
) -> Response:
    wanted, names = _kind(copy_kind, language), _names(request)
    problem = names_problem(names)
    if request.fields.get("do") == "again" or problem:
        status = 422 if problem else 200
        return _show(request, number, copy_kind, language, status, problem, names)
    if request.fields.get("read") != "yes":
        problem = "copy.problem.read"
        return _show(request, number, copy_kind, language, 422, problem, names)
    pen = pen_of(request, number)
    try:
        make_copy.make(pen, wanted, language, names)
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        problem = "copy.problem.changed"
        return _show(request, number, copy_kind, language, 409, problem, names)
    except CopyNotMade as not_made:
        problem = not_made.problem
        return _show(request, number, copy_kind, language, 503, problem, names)
    return request.saved("case_copied", f"/staff/cases/{number}/copies")


def _kind(kind: str, language: str) -> CopyKind:
    """Raises NotFound."""
    if kind not in list(CopyKind) or language not in LANGUAGES:
        raise errors.NotFound
    return CopyKind(kind)


def _names(request: SignedInRequest) -> list[str]:
    return names_typed(request.fields.get("names") or "")


def _show(
    request: SignedInRequest,
    number: str,
    kind: str,
    language: str,
    status: int = 200,
    problem: str = "",
    names: Sequence[str] | None = None,
) -> Response:
    """``names`` None: nothing has been typed yet."""
    wanted, now = _kind(kind, language), request.now
    seen = make_copy.see_to_copy(request.account, number_of(number), now)
    is_party = wanted is CopyKind.PARTY
    if names is None:
        names = suggested_names(seen) if is_party else []
    return request.page(
        "copy_pages/read_before.html",
        status,
        case=seen.case,
        path=f"copies/{wanted}/{language}",
        title=f"copy.kind.{wanted}",
        what=f"copy.what.{wanted}",
        copy=prepared(seen, wanted, language, names_taken(names), now),
        copy_language=language,
        asks_names=is_party,
        names="\n".join(names),
        attempt=secrets.token_urlsafe(16),
        problem=problem,
    )
