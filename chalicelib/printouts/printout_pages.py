"""An item's page for the archive: a page of its own, which the browser prints."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.inbox.item_page import kind_of, show
from chalicelib.inbox.item_view import view
from chalicelib.printouts.printout import ArchiveWords, taken_out
from chalicelib.schools import store as schools
from chalicelib.staff_door.blueprint import staff
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts


@staff_page("/staff/inbox/{kind}/{item_id}/print", Action.SEE_INBOX)
def print_item(request: SignedInRequest, kind: str, item_id: str) -> Response:
    asked = dict(staff.current_request.query_params or {})
    with_notes = asked.get("notes") == "yes"
    try:
        seen = taken_out(
            request.account, kind_of(kind), item_id, with_notes, request.now
        )
    except errors.Incomplete as error:
        return show(request, kind, item_id, 422, error.problem)
    words = ArchiveWords(texts(request.language), seen.names, seen.schools)
    return request.page(
        "printouts/printout.html",
        school=schools.get(seen.item.school_id),
        seen=seen,
        shown=view(seen, request.account, words, request.now),
        when=words.when,
        now=request.now,
    )
