"""The pages of a reply: of its part of the round, its form, and how pupils will read
it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from chalice import Response

from chalicelib.accounts import store as accounts
from chalicelib.class_reply import fields, see_replies
from chalicelib.class_reply.class_word import address, address_of, grouped, word_of
from chalicelib.class_reply.fields import ReplyProblem
from chalicelib.class_reply.recognisable import recognisable_in
from chalicelib.class_reply.reply import (
    FIELDS,
    ReplyContent,
    ReplyPart,
    ReplyVersion,
    limits_of,
)
from chalicelib.core.local_time import local_day
from chalicelib.rounds.round import Round
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_fields
from chalicelib.web import qr_code as qr
from chalicelib.web.language import apart, language_name, languages, texts
from chalicelib.web.near_days import near_moment


@dataclass(frozen=True, slots=True)
class ReplyPlace:
    """A part of a round, and where its pages are."""

    round: Round
    part: ReplyPart

    @property
    def list_path(self) -> str:
        return f"/staff/rounds/{self.round.id}/replies"

    @property
    def path(self) -> str:
        return f"{self.list_path}/{self.part.id}"

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the round in which something can be read, the school's first."""
        wanted = dict.fromkeys((self.round.language, *self.round.languages))
        return tuple(language for language in wanted if language in languages())


def place_of(request: SignedInRequest, round_id: str, part_id: str) -> ReplyPlace:
    """Raises NotFound."""
    round_ = see_replies.own_round(request.account, round_id)
    return ReplyPlace(round_, see_replies.part_of(round_, part_id, request.now))


def part_page(
    request: SignedInRequest, place: ReplyPlace, status: int = 200, problem: str = ""
) -> Response:
    part, round_ = place.part, place.round
    word = "" if part.is_whole else word_of(round_.id, part.id)
    return request.page(
        "class_reply/part.html",
        status,
        place=place,
        shown=_in_all(part.content) if part.content else [],
        again_on=part.content.again_on if part.content else None,
        history=_history(request, part.versions),
        word=grouped(word),
        address=address(),
        link=address_of(word),
        qr=qr.drawn(address_of(word)) if word else "",
        attempt=secrets.token_urlsafe(16),
        problem=problem,
    )


def form_page(
    request: SignedInRequest,
    place: ReplyPlace,
    form: dict[str, str],
    status: int = 200,
    problems: Sequence[ReplyProblem] = (),
    is_meanwhile: bool = False,
) -> Response:
    """``is_meanwhile``: somebody has changed the reply since the form was shown."""
    now_there = _stored(place) if is_meanwhile else form
    return request.page(
        "class_reply/form.html",
        status,
        place=place,
        form=form,
        problems=problems,
        named=dict(_labels(request, place)),
        begun_in=[own for own in place.languages if _is_begun(form, own)],
        meanwhile=form_fields.differences(form, now_there) if is_meanwhile else None,
        languages_here=[(own, language_name(own)) for own in place.languages],
        fields=FIELDS,
        limits=limits_of(place.part.step)._asdict(),
        sentences=_sentences(place),
        first=texts(place.languages[0]),
        attempt=secrets.token_urlsafe(16),
    )


def look_page(
    request: SignedInRequest,
    place: ReplyPlace,
    form: dict[str, str],
    content: ReplyContent,
) -> Response:
    shown = _in_all(content)
    words = [getattr(text, field) for _, text in shown for field in FIELDS]
    return request.page(
        "class_reply/look.html",
        place=place,
        form=form,
        version=form_fields.seen(request.fields),
        attempt=request.fields.get("attempt") or "",
        shown=shown,
        again_on=content.again_on,
        recognisable=[apart(word) for word in recognisable_in(*words)],
        is_uneven=content.is_uneven,
    )


def typed(request: SignedInRequest, place: ReplyPlace) -> dict[str, str]:
    return form_fields.typed(request.fields, fields.names(place.languages))


def begun(request: SignedInRequest, place: ReplyPlace) -> dict[str, str]:
    """The form as it is fetched: what stands there, or nothing."""
    if place.part.content:
        return _stored(place)
    return fields.blank(place.languages, local_day(request.now))


def parsed(
    request: SignedInRequest, place: ReplyPlace, form: dict[str, str]
) -> tuple[ReplyContent | None, list[ReplyProblem]]:
    today = local_day(request.now)
    return fields.parse(form, place.languages, place.part.step, today)


def _stored(place: ReplyPlace) -> dict[str, str]:
    """Empty where it is taken down."""
    empty = dict.fromkeys(fields.names(place.languages), "")
    content = place.part.content
    return fields.as_typed(content, place.languages) if content else empty


def _is_begun(form: dict[str, str], language: str) -> bool:
    return any(form[fields.name_of(field, language)] for field in FIELDS)


def _in_all(content: ReplyContent) -> list[tuple[object, object]]:
    """What is written in each language, with the words that stand around it."""
    return [(texts(language), text) for language, text in content.texts.items()]


def _labels(request: SignedInRequest, place: ReplyPlace) -> list[tuple[str, str]]:
    """What the fields of the form are called."""
    t = texts(request.language)
    several = len(place.languages) > 1
    found = [(fields.DAY, t("reply.field.again_on"))]
    for own in place.languages:
        after = f" ({language_name(own)})" if several else ""
        found += [
            (fields.name_of(field, own), t(f"reply.field.{field}") + after)
            for field in FIELDS
        ]
    return found


def _sentences(place: ReplyPlace) -> dict[str, list[tuple[str, str]]]:
    first = texts(place.languages[0])
    return {
        field: [
            (f"{field}.{number}", fields.sentence_of(first, field, number))
            for number in range(1, many + 1)
        ]
        for field, many in fields.SENTENCES.items()
    }


def _history(
    request: SignedInRequest, versions: Sequence[ReplyVersion]
) -> list[tuple[str, list[tuple[object, object]]]]:
    """What was done by whom and when, the latest first, each with what was written."""
    t = texts(request.language)
    names = {
        person.id: person.name for person in accounts.of_body(request.account.body_id)
    }

    def said(version: ReplyVersion) -> str:
        done = "reply.history.up" if version.content else "reply.history.down"
        name = apart(names.get(version.by, t("inbox.someone_gone")))
        return t(done, name=name, when=near_moment(t, version.at, request.now))

    return [
        (said(version), _in_all(version.content) if version.content else [])
        for version in reversed(versions)
    ]
