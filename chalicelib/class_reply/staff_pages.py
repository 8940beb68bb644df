"""Telling a class what was heard: which classes, writing, looking at it as pupils will,
publishing, taking down."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.class_reply import fields, see_replies, write_reply
from chalicelib.class_reply.reply_page import (
    ReplyPlace,
    begun,
    form_page,
    look_page,
    parsed,
    part_page,
    place_of,
    typed,
)
from chalicelib.class_reply.write_reply import ReplyPress
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.core.local_time import local_day
from chalicelib.presses import press_answers
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body, form_fields
from chalicelib.web.language import texts

_LIST = "/staff/rounds/{round_id}/replies"
_PART = f"{_LIST}/{{part}}"
_WRITE = f"{_PART}/write"


@staff_page(_LIST, Action.RUN_ROUNDS)
def list_parts(request: SignedInRequest, round_id: str) -> Response:
    round_ = see_replies.own_round(request.account, round_id)
    return request.page(
        "class_reply/replies.html",
        round=round_,
        parts=see_replies.parts(round_, request.now),
        today=local_day(request.now),
    )


@staff_page(_PART, Action.RUN_ROUNDS)
def see_part(request: SignedInRequest, round_id: str, part: str) -> Response:
    return part_page(request, place_of(request, round_id, part))


@staff_page(_WRITE, Action.RUN_ROUNDS)
def begin(request: SignedInRequest, round_id: str, part: str) -> Response:
    place = place_of(request, round_id, part)
    if place.part.refused:
        return part_page(request, place, 409)
    return form_page(request, place, begun(request, place))


@staff_page(_WRITE, Action.RUN_ROUNDS, "POST", reads=form_body.LONG)
def look_at(request: SignedInRequest, round_id: str, part: str) -> Response:
    """As pupils will read it; nothing is stored. Or the form again, with the sentences
    that were chosen, or to change it."""
    place = place_of(request, round_id, part)
    if place.part.refused:
        return part_page(request, place, 409)
    form, do = typed(request, place), request.fields.get("do")
    if do == "insert":
        return form_page(request, place, _with_sentences(request, place, form))
    if do == "change":
        return form_page(request, place, form)
    content, problems = parsed(request, place, form)
    if content is None:
        return form_page(request, place, form, 422, problems)
    return look_page(request, place, form, content)


@staff_page(f"{_PART}/publish", Action.RUN_ROUNDS, "POST", reads=form_body.LONG)
def publish(request: SignedInRequest, round_id: str, part: str) -> Response:
    place = place_of(request, round_id, part)
    form, press = typed(request, place), _press(request, place)
    content, problems = parsed(request, place, form)
    if place.part.refused:
        return part_page(request, place, 409)
    if content is None:
        return form_page(request, place, form, 422, problems)
    if not is_attempt(press.attempt):
        return request.page("staff_door/error.html", 400, kind="forged")
    if content == place.part.content:
        again = press_answers.same(request.again)
        return again or request.saved("same", place.path)
    try:
        write_reply.publish(press, content)
    except errors.ChangedMeanwhile:
        now_there = place_of(request, round_id, part)
        return form_page(request, now_there, form, 409, is_meanwhile=True)
    return request.saved("reply_published", place.path)


@staff_page(f"{_PART}/down", Action.RUN_ROUNDS, "POST")
def take_down(request: SignedInRequest, round_id: str, part: str) -> Response:
    place = place_of(request, round_id, part)
    press = _press(request, place)
    if not is_attempt(press.attempt):
        return request.page("staff_door/error.html", 400, kind="forged")
    try:
        write_reply.take_down(press)
    except errors.ChangedMeanwhile:
        now_there = place_of(request, round_id, part)
        return part_page(request, now_there, 409, "reply.problem.meanwhile")
    return request.saved("reply_down", place.path)


def _press(request: SignedInRequest, place: ReplyPlace) -> ReplyPress:
    seen, attempt = form_fields.seen(request.fields), request.fields.get("attempt")
    account, now = request.account, request.now
    return ReplyPress(account, place.round, place.part, seen, attempt or "", now)


def _with_sentences(
    request: SignedInRequest, place: ReplyPlace, form: dict[str, str]
) -> dict[str, str]:
    chosen = request.fields.all().get("sentence", ())
    said = {language: texts(language) for language in place.languages}
    return fields.with_sentences(form, chosen, said)
