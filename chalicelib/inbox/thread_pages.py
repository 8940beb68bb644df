"""What a pupil wrote is answered, and the conversation ended. It is read in the inbox."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core.errors import Incomplete, Tampered, ThreadClosed, ThreadWithdrawn
from chalicelib.core.text import clean
from chalicelib.inbox.item_page import show
from chalicelib.reading import thread as school_threads
from chalicelib.staff_door.door import SignedInRequest, staff_page
from chalicelib.threads.message import MOST_CHARACTERS, text_problem

_REPLY_PROBLEM = "staff.thread.reply.problem."


@staff_page("/staff/inbox/{kind}/{item_id}/reply", Action.ANSWER_PUPILS, "POST")
def reply(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    text, attempt = (
        clean(guest.fields.get("text") or "", MOST_CHARACTERS),
        guest.fields.get("attempt") or "",
    )
    problem = text_problem(text)
    if problem:
        return show(guest, kind, item_id, 422, _REPLY_PROBLEM + problem)
    try:
        noted = school_threads.reply(guest.account, item_id, attempt, text, guest.now)
    except (ThreadClosed, ThreadWithdrawn):
        return show(guest, kind, item_id, 422, _REPLY_PROBLEM + "gone")
    except Incomplete as error:
        return show(guest, kind, item_id, 422, error.problem)
    except Tampered:
        return guest.page("staff_door/error.html", 400, kind="forged")
    return guest.saved(_said("reply", noted), f"/staff/inbox/{kind}/{item_id}")


@staff_page("/staff/inbox/{kind}/{item_id}/end", Action.ANSWER_PUPILS, "POST")
def end(guest: SignedInRequest, kind: str, item_id: str) -> Response:
    try:
        attempt = guest.fields.get("attempt") or ""
        noted = school_threads.close_thread(guest.account, item_id, attempt, guest.now)
    except (ThreadClosed, ThreadWithdrawn):
        return show(guest, kind, item_id)
    except Incomplete as error:
        return show(guest, kind, item_id, 422, error.problem)
    except Tampered:
        return guest.page("staff_door/error.html", 400, kind="forged")
    return guest.saved(_said("thread_ended", noted), f"/staff/inbox/{kind}/{item_id}")


def _said(what: str, noted: bool) -> str:
    """The pupil has it; whether it could be noted too that it was opened."""
    return what if noted else f"{what}-not_noted"
