"""A press on a page of a case: whose case, with which pen, and what becomes of what was
typed where it cannot be saved now."""

from collections.abc import Iterable
from contextlib import suppress

from chalicelib.case_drafts.draft import CaseDraft
from chalicelib.case_drafts.keep import OTHER, keep
from chalicelib.cases.write import Pen, own
from chalicelib.core import errors
from chalicelib.staff_door.staff_request import KeptForm, SignedInRequest
from chalicelib.storage import transaction
from chalicelib.web.form_fields import seen as seen_version

_LONGEST = 6
_KEPT = ("note", "move", "entries/", "forms/", "plan/edit", "plan/evaluate")
"""Where sentences are asked for: begins where a form was sent."""


def number_of(text: str) -> int:
    """Raises NotFound."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise errors.NotFound
    return int(text)


def pen_of(request: SignedInRequest, number: str) -> Pen:
    return Pen(
        request.account,
        number_of(number),
        seen_version(request.fields),
        request.fields.get("attempt") or "",
        request.now,
        form_of(request, number),
        request.fields.get("draft") or "",
    )


def form_of(request: SignedInRequest, number: str) -> str:
    """Where it was sent, below the case's own page."""
    return request.path.removeprefix(f"/staff/cases/{number}/")


def keep_refused(request: SignedInRequest, number: str) -> CaseDraft | None:
    """What was typed and could not be saved. Where it cannot be kept either, it still
    stands in the page, which does not say that it was."""
    with suppress(errors.Refusal, transaction.Unavailable):
        return keep_typed(request, number)
    return None


def keep_ended(request: SignedInRequest, number: str, **_: str) -> KeptForm:
    """Of somebody whose session has run out. Raises as ``keep_typed``."""
    until = keep_typed(request, number).until
    return KeptForm(page_of(request, number), until)


def marks(
    request: SignedInRequest, lying: Iterable[CaseDraft], problem: str | None
) -> dict[str, str]:
    """Of the drafts that the page being made shows, by form: what is pressed on it may
    take their place. Of another than came with a press that was refused it has to say
    so first."""
    own_marks = (request.fields.get("draft"), request.fields.get("attempt"))
    tells = not own_marks[1] or problem == OTHER
    return {
        draft.form: draft.mark for draft in lying if tells or draft.mark in own_marks
    }


def keep_typed(request: SignedInRequest, number: str) -> CaseDraft:
    """Raises NotFound, also where nothing is kept, and as ``case_drafts.keep`` does."""
    own(request.account, number_of(number), request.now)
    form, fields = form_of(request, number), request.fields
    if not form.startswith(_KEPT):
        raise errors.NotFound
    return keep(request.account, number_of(number), form, fields, request.now)


def page_of(request: SignedInRequest, number: str) -> str:
    """Where the form stands: a short one on the case's own page."""
    has_its_own = "/" in form_of(request, number)
    return request.path if has_its_own else f"/staff/cases/{number}"
