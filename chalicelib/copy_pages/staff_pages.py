"""A copy is chosen, read before it is made, and made."""

from dataclasses import replace

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_copies import make_copy
from chalicelib.case_copies.ask_function import CopyNotMade
from chalicelib.case_copies.copy_kind import LANGUAGES, CopyKind
from chalicelib.case_copies.erase_case import kept_because
from chalicelib.case_copies.made_copies import made_copies
from chalicelib.case_copies.prepare import names_problem, names_typed
from chalicelib.case_pages.case_press import number_of, pen_of
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.may_open import may_lead
from chalicelib.copy_pages.reading_page import (
    CopyRead,
    names_are_shown,
    read_on,
    show,
)
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
    seen = make_copy.see_copies(account, number_of(number), now)
    written = [read.entry for read in seen.entries]
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
        kept_because=kept_because(seen.case, written),
        may_erase=may_lead(account, seen.case, now),
    )


@staff_page(_NEW, Action.WORK_CASES)
def read_before(
    request: SignedInRequest, number: str, copy_kind: str, language: str
) -> Response:
    return show(request, _copy(number, copy_kind, language))


@staff_page(_NEW, Action.WORK_CASES, "POST", reads=form_body.LONG)
def make(
    request: SignedInRequest, number: str, copy_kind: str, language: str
) -> Response:
    """Part after part is read by a press too: names stand in no address."""
    fields, names = request.fields, names_typed(request.fields.get("names") or "")
    copy = replace(_copy(number, copy_kind, language), names=names)
    if problem := names_problem(names):
        return show(request, copy, 422, problem)
    if fields.get("do") == "again":
        return show(request, copy)
    if not names_are_shown(fields):
        return show(request, copy, 422, "copy.problem.new_names")
    if fields.get("do") == "next":
        return show(request, read_on(copy, fields, 1))
    return _make(request, number, read_on(copy, fields))


def _make(request: SignedInRequest, number: str, copy: CopyRead) -> Response:
    fields, names = request.fields, copy.names or ()
    if fields.get("read") != "yes":
        return show(request, copy, 422, "copy.problem.read")
    pen, mark = pen_of(request, number), fields.get("mark") or ""
    try:
        make_copy.make(pen, copy.kind, copy.language, names, mark)
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        first = replace(copy, part=1, before="")
        return show(request, first, 409, "copy.problem.changed")
    except CopyNotMade as not_made:
        return show(request, copy, 503, not_made.problem)
    return request.saved("case_copied", f"/staff/cases/{number}/copies")


def _copy(number: str, kind: str, language: str) -> CopyRead:
    """Raises NotFound."""
    if kind not in list(CopyKind) or language not in LANGUAGES:
        raise errors.NotFound
    return CopyRead(number_of(number), CopyKind(kind), language)
