"""What pupils asked and wrote after the answer: read it, answer, end it."""

import secrets

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.domain.threads import clean, text_problem
from chalicelib.services import threads
from chalicelib.services.refusals import Tampered, ThreadClosed, ThreadWithdrawn
from chalicelib.web import http
from chalicelib.web.staff.door import Guest, room

_REPLY_PROBLEM = "staff.thread.reply.problem."


@room("/staff/threads/{thread_id}", Action.ANSWER_PUPILS)
def see_thread(guest: Guest, thread_id: str) -> Response:
    return _page(guest, thread_id)


@room("/staff/threads/{thread_id}/open", Action.ANSWER_PUPILS, "POST")
def open_thread(guest: Guest, thread_id: str) -> Response:
    """Opening is a press of a button: it stops the clock, and the pupil sees that it was read."""
    threads.open_thread(guest.account, thread_id, guest.now)
    return http.redirect(f"/staff/threads/{thread_id}")


@room("/staff/threads/{thread_id}/reply", Action.ANSWER_PUPILS, "POST")
def reply(guest: Guest, thread_id: str) -> Response:
    text = clean(guest.fields.get("text") or "")
    problem = text_problem(text)
    if problem:
        return _page(guest, thread_id, _REPLY_PROBLEM + problem, text)
    attempt = guest.fields.get("attempt") or ""
    try:
        threads.reply(guest.account, thread_id, attempt, text, guest.now)
    except (ThreadClosed, ThreadWithdrawn):
        return _page(guest, thread_id, _REPLY_PROBLEM + "gone", text)
    except Tampered:
        return http.error_page("forged", guest.language, 400)
    return http.redirect(f"/staff/threads/{thread_id}")


@room("/staff/threads/{thread_id}/close", Action.ANSWER_PUPILS, "POST")
def close_thread(guest: Guest, thread_id: str) -> Response:
    attempt = guest.fields.get("attempt") or ""
    try:
        threads.close_thread(guest.account, thread_id, attempt, guest.now)
    except (ThreadClosed, ThreadWithdrawn):
        return _page(guest, thread_id)
    except Tampered:
        return http.error_page("forged", guest.language, 400)
    return http.redirect(f"/staff/threads/{thread_id}")


def _page(guest: Guest, thread_id: str, problem: str = "", text: str = "") -> Response:
    """What nobody has read stands closed in the list; its page is reached by opening it there."""
    return guest.page(
        "thread",
        422 if problem else 200,
        thread=threads.see_thread(guest.account, thread_id),
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        text=text,
    )
