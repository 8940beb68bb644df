"""What a pupil wrote is answered, and the conversation ended. It is read in the
inbox."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core.errors import Incomplete, Tampered, ThreadClosed, ThreadWithdrawn
from chalicelib.core.text import clean
from chalicelib.inbox.item_page import show
from chalicelib.reading import answer_pupil
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.threads.limits import MOST_CHARACTERS, text_problem

_REPLY_PROBLEM = "staff.thread.reply.problem."


@staff_page("/staff/inbox/{kind}/{item_id}/reply", Action.ANSWER_PUPILS, "POST")
def reply(request: SignedInRequest, kind: str, item_id: str) -> Response:
    text, attempt = (
        clean(request.fields.get("text") or "", MOST_CHARACTERS),
        request.fields.get("attempt") or "",
    )
    problem = text_problem(text)
    if problem:
        return show(request, kind, item_id, 422, _REPLY_PROBLEM + problem)
    try:
        noted = answer_pupil.reply(request.account, item_id, attempt, text, request.now)
    except (ThreadClosed, ThreadWithdrawn):
        return show(request, kind, item_id, 422, _REPLY_PROBLEM + "gone")
    except Incomplete as error:
        return show(request, kind, item_id, 422, error.problem)
    except Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    return request.saved(_said("reply", noted), f"/staff/inbox/{kind}/{item_id}")


@staff_page("/staff/inbox/{kind}/{item_id}/end", Action.ANSWER_PUPILS, "POST")
def end(request: SignedInRequest, kind: str, item_id: str) -> Response:
    try:
        attempt = request.fields.get("attempt") or ""
        noted = answer_pupil.close_thread(
            request.account, item_id, attempt, request.now
        )
    except (ThreadClosed, ThreadWithdrawn):
        return show(request, kind, item_id)
    except Incomplete as error:
        return show(request, kind, item_id, 422, error.problem)
    except Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    return request.saved(_said("thread_ended", noted), f"/staff/inbox/{kind}/{item_id}")


def _said(what: str, noted: bool) -> str:
    """The pupil has it; whether it could be noted too that it was opened."""
    return what if noted else f"{what}-not_noted"
