"""A class teacher's first page: who wants to talk with them, and how many of their
classes have answered, never who."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.class_reply import see_replies
from chalicelib.class_reply.see_replies import OwnReply
from chalicelib.core import errors
from chalicelib.handle_items import asked_talk
from chalicelib.manage_rounds import cards
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses

_CLASSES = "/staff/progress"
_TALK = "/staff/talks/{contact_id}"


@staff_page(_CLASSES, Action.SEE_PROGRESS)
def see_classes(request: SignedInRequest) -> Response:
    sees_all = request.account.may(Action.RUN_ROUNDS)
    return request.page(
        "class_teacher/classes.html",
        replies=_replies(request),
        talks=asked_talk.asked_of(request.account),
        classes=cards.list_classes(request.account, request.now),
        nothing="cards.none" if sees_all else "progress.none",
    )


def _replies(request: SignedInRequest) -> list[OwnReply]:
    if not request.account.classes:
        return []
    return see_replies.of_own_classes(request.account, request.now)


@staff_page(_TALK, Action.TALK_WHEN_ASKED)
def see_talk(request: SignedInRequest, contact_id: str) -> Response:
    pupil = asked_talk.see(request.account, contact_id, request.now)
    return request.page("class_teacher/talk.html", pupil=pupil)


@staff_page(_TALK, Action.TALK_WHEN_ASKED, "POST")
def have_talked(request: SignedInRequest, contact_id: str) -> Response:
    """Where something was done with it meanwhile, it is to be read again."""
    try:
        asked_talk.have_talked(request.account, contact_id, request.now)
    except errors.ChangedMeanwhile:
        return responses.redirect(_TALK.format(contact_id=contact_id))
    return request.saved("talked", _CLASSES)
