"""What would go into a copy, as somebody reads it before it is made."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalice import Response

from chalicelib.case_copies import make_copy
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.parts import (
    mark_after,
    mark_before,
    numbers_of,
    parts_of,
)
from chalicelib.case_copies.prepare import (
    names_taken,
    names_typed,
    prepared,
    suggested_names,
)
from chalicelib.case_pages.case_press import number_of
from chalicelib.core import errors
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.form_body import Fields
from chalicelib.web.form_fields import seen as seen_version

_LONGEST_MARK = 200


@dataclass(frozen=True, slots=True)
class CopyRead:
    """A copy that somebody reads. ``names`` None: nothing has been typed yet.
    ``before`` is the mark of the parts before this, ``version`` what the case had with
    them."""

    number: int
    kind: CopyKind
    language: str
    names: Sequence[str] | None = None
    part: int = 1
    before: str = ""
    version: int = 0


def read_on(copy: CopyRead, fields: Fields, further: int = 0) -> CopyRead:
    """The part that the page showed, or so many further; the first where the form does
    not say which. Raises NotFound."""
    shown = fields.get("part") or ""
    part = number_of(shown) + further if shown else 1
    before = (fields.get("mark" if further else "before") or "")[:_LONGEST_MARK]
    return replace(copy, part=part, before=before, version=seen_version(fields))


def names_are_shown(fields: Fields) -> bool:
    """Whether what was read is without the names that are typed now."""
    typed, shown = (names_typed(fields.get(name) or "") for name in ("names", "shown"))
    return typed == shown


def show(
    request: SignedInRequest, copy: CopyRead, status: int = 200, problem: str = ""
) -> Response:
    """Where somebody wrote in the case since the parts before, it begins anew. Raises
    NotFound."""
    account, now = request.account, request.now
    seen = make_copy.see_part(account, copy.number, now, copy.part)
    if copy.part > 1 and seen.case.version != copy.version:
        first = replace(copy, part=1, before="")
        return show(request, first, 409, "copy.problem.changed")
    parts, names = parts_of(seen.case), copy.names
    if not 1 <= copy.part <= parts:
        raise errors.NotFound
    is_party = copy.kind is CopyKind.PARTY
    if names is None:
        names = suggested_names(seen) if is_party else []
    numbers = numbers_of(copy.part)
    found = prepared(seen, copy.kind, copy.language, names_taken(names), now, numbers)
    before = copy.before or mark_before(seen.case, copy.kind, copy.language)
    return request.page(
        "copy_pages/read_before.html",
        status,
        case=seen.case,
        path=f"copies/{copy.kind}/{copy.language}",
        title=f"copy.kind.{copy.kind}",
        what=f"copy.what.{copy.kind}",
        copy=found,
        copy_language=copy.language,
        asks_names=is_party,
        names=names,
        part=copy.part,
        parts=parts,
        shown=(numbers[0], min(numbers[-1], seen.case.version)),
        before=before,
        mark=mark_after(before, found),
        attempt=secrets.token_urlsafe(16),
        problem=problem,
    )
