"""The page of one round, as each press on it comes back to it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from chalice import Response

from chalicelib.class_reply import store as replies
from chalicelib.class_reply.reply import parts_of, untold
from chalicelib.manage_rounds import follow
from chalicelib.manage_rounds import set_up as round_setup
from chalicelib.manage_rounds.cards import CardForm
from chalicelib.manage_rounds.follow import ClassProgress
from chalicelib.manage_schools import readiness
from chalicelib.rounds.round import Mode, Openness, Round
from chalicelib.staff_door.staff_request import SignedInRequest

FIELD_OF = {
    "classes": "classes",
    "classes_gone": "classes",
    "wrong_step": "classes",
    "too_small": "classes",
    "locked": "mode",
    "named": "on_duty",
    "on_duty": "on_duty",
    "deputy": "deputy",
    "deputy_gone": "deputy",
    "deputy_left": "deputy",
    "list_anonymous": "mode",
    "list_gone": "mode",
    "opens_outside": "opens_on",
    "closes_outside": "closes_on",
    "backwards": "closes_on",
    "past": "closes_on",
    "kept": "closes_on",
    "day_off": "sure",
}
"""Where on the page one puts right what a round is refused for; of the rest,
elsewhere."""


@dataclass(frozen=True, slots=True)
class RepliesSoFar:
    """What the classes are told: which of them nothing, and whether any is told."""

    untold: list[str]
    told: bool


def round_page(
    request: SignedInRequest, round_id: str, status: int = 200, problem: str = ""
) -> Response:
    round_ = round_setup.mine(request.account, round_id)
    ready = readiness.of(request.account.body_id, request.now)
    openness = round_.openness(request.now)
    is_over = openness is Openness.CLOSED
    progress = follow.progress(round_, request.now)
    return request.page(
        "manage_rounds/round.html",
        status,
        round=round_,
        openness=openness.value,
        is_over=is_over,
        progress=progress,
        replies=_replies(round_, progress, request.now) if is_over else None,
        too_many=follow.too_many(round_, ready, request.now),
        ready=ready,
        stopped=() if is_over else ready.stops(round_.reader.account_id),
        duty_elsewhere=None if is_over else _duty_elsewhere(ready, round_),
        card_form=CardForm(secrets.token_urlsafe(16)),
        can_go_on=round_.can_go_on(request.now),
        problem=problem,
    )


def _replies(
    round_: Round, progress: list[ClassProgress], now: datetime
) -> RepliesSoFar:
    answered = {row.class_.id: row.answered.number for row in progress}
    parts = parts_of(round_, answered, replies.versions(round_.id), now)
    labels = [part.label for part in untold(parts)]
    return RepliesSoFar(labels, any(part.content for part in parts))


def _duty_elsewhere(ready: readiness.Readiness, round_: Round) -> str | None:
    """Who is on duty at the school by now, where it is another than in the round and
    can be put there: the cards of a confidential round say who it is."""
    if round_.mode is Mode.CONFIDENTIAL:
        return None
    now = next(
        (member for member in ready.members if member.id == ready.done.on_duty), None
    )
    return now.name if now and now.id != round_.reader.account_id else None
