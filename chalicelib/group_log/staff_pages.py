"""The resource group's log: the list, one entry, and what is written in it."""

import secrets
from dataclasses import dataclass

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.cases import store as cases
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.core.local_time import local_day
from chalicelib.group_log import log_view, see_log, write_down
from chalicelib.group_log.fields import (
    LogFields,
    content_of,
    fields_of,
    kind_of,
    texts_of,
    unfit,
)
from chalicelib.group_log.log_entry import EVENTS, LogKind
from chalicelib.group_log.log_view import LogWords
from chalicelib.group_log.see_log import SeenEntry, people_of
from chalicelib.group_log.write_down import WrittenEntry
from chalicelib.manage_schools.fields import read
from chalicelib.presses import press_answers
from chalicelib.staff_door.blueprint import staff
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import form_body, form_fields
from chalicelib.web.language import texts

_LIST = "/staff/log"
_MEETING, _EVENT = f"{_LIST}/meeting", f"{_LIST}/event"
_ONE = f"{_LIST}/entries/{{entry_id}}"
_PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class _Form:
    """What is filled in; ``kind`` says which fields there are. ``seen`` is what is
    corrected with it."""

    kind: LogKind
    fields: dict[str, str]
    seen: SeenEntry | None = None

    @property
    def path(self) -> str:
        if self.seen:
            return f"{self.seen.path}/correct"
        return _MEETING if self.kind.is_meeting else _EVENT

    @property
    def title(self) -> str:
        if self.seen:
            return "log.correct"
        return "log.new.meeting" if self.kind.is_meeting else "log.new.event"


@staff_page(_LIST, Action.KEEP_LOG)
def list_entries(request: SignedInRequest) -> Response:
    found = see_log.see_log(request.account)
    words = LogWords(texts(request.language), found.people, request.now)
    asked = dict(staff.current_request.query_params or {}).get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    start = number * _PER_PAGE
    after = start + _PER_PAGE < len(found.entries)
    return request.page(
        "group_log/log.html",
        lines=[*map(words.line, found.entries[start : start + _PER_PAGE])],
        newer=f"{_LIST}?page={number - 1}" if number else None,
        older=f"{_LIST}?page={number + 1}" if after else None,
    )


@staff_page(_MEETING, Action.KEEP_LOG)
def begin_meeting(request: SignedInRequest) -> Response:
    return _page(request, _Form(LogKind.MEETING, _blank(LogKind.MEETING)))


@staff_page(_MEETING, Action.KEEP_LOG, "POST", reads=form_body.WITH_PEOPLE)
def write_meeting(request: SignedInRequest) -> Response:
    return _write(request, LogKind.MEETING)


@staff_page(_EVENT, Action.KEEP_LOG)
def begin_event(request: SignedInRequest) -> Response:
    return _page(request, _Form(LogKind.COURSE, _blank(LogKind.COURSE)))


@staff_page(_EVENT, Action.KEEP_LOG, "POST", reads=form_body.WITH_PEOPLE)
def write_event(request: SignedInRequest) -> Response:
    return _write(request, LogKind.COURSE)


@staff_page(_ONE, Action.KEEP_LOG)
def see_entry(request: SignedInRequest, entry_id: str) -> Response:
    seen = see_log.see_entry(request.account, entry_id, request.now)
    words = LogWords(texts(request.language), seen.people, request.now)
    shown, *before = [words.version(*version) for version in reversed(seen.versions)]
    return request.page("group_log/entry.html", shown=shown, before=before)


@staff_page(f"{_ONE}/correct", Action.KEEP_LOG)
def begin_correction(request: SignedInRequest, entry_id: str) -> Response:
    seen = _to_correct(request, entry_id)
    return _page(request, _Form(seen.latest.kind, _stored(seen), seen))


@staff_page(f"{_ONE}/correct", Action.KEEP_LOG, "POST", reads=form_body.WITH_PEOPLE)
def correct(request: SignedInRequest, entry_id: str) -> Response:
    """What was written before stays, as the version before."""
    seen = _to_correct(request, entry_id)
    form = _Form(seen.latest.kind, _typed(request, seen.latest.kind), seen)
    given, wrong = _read(request, form)
    version = form_fields.seen(request.fields)
    before = next((old for old, _ in seen.versions if old.version == version), None)
    if given is None:
        return _page(request, form, 422, wrong, version=version)
    written = _written(request, given)
    if before is None or not is_attempt(written.attempt):
        return request.page("staff_door/error.html", 400, kind="forged")
    if written.says(*seen.versions[-1]):
        return press_answers.same(request.again) or request.saved("same", seen.path)
    try:
        write_down.correct(request.account, before, written, request.now)
    except errors.ChangedMeanwhile:
        return _page(request, form, 409, meanwhile=_meanwhile(request, form))
    return request.saved("log_corrected", seen.path)


def _write(request: SignedInRequest, kind: LogKind) -> Response:
    form = _Form(kind, _typed(request, kind))
    given, wrong = _read(request, form)
    if given is None:
        return _page(request, form, 422, wrong)
    written = _written(request, given)
    if not is_attempt(written.attempt):
        return request.page("staff_door/error.html", 400, kind="forged")
    write_down.write_down(request.account, written, request.now)
    return request.saved("log_written", _LIST)


def _to_correct(request: SignedInRequest, entry_id: str) -> SeenEntry:
    """Nobody corrects what they cannot read. Raises NotFound."""
    seen = see_log.see_entry(request.account, entry_id, request.now)
    if seen.content is None:
        raise errors.NotFound
    return seen


def _blank(kind: LogKind) -> dict[str, str]:
    return dict.fromkeys(fields_of(kind).model_fields, "")


def _stored(seen: SeenEntry) -> dict[str, str]:
    return log_view.as_typed(*seen.versions[-1])


def _typed(request: SignedInRequest, kind: LogKind) -> dict[str, str]:
    form = form_fields.typed(request.fields, fields_of(kind).model_fields)
    return form | {"present": " ".join(request.fields.all().get("present", ()))}


def _read(
    request: SignedInRequest, form: _Form
) -> tuple[LogFields | None, tuple[str, ...]]:
    """The fields, or which of them cannot be taken."""
    given, wrong = read(fields_of(form.kind), form.fields)
    if given:
        school_id, today = request.account.body_id, local_day(request.now)
        last = cases.last_number(school_id)
        wrong = unfit(given, today, people_of(school_id), last)
    return (None, wrong) if wrong else (given, ())


def _written(request: SignedInRequest, given: LogFields) -> WrittenEntry:
    attempt = request.fields.get("attempt") or ""
    return WrittenEntry(kind_of(given), given.on, content_of(given), attempt)


def _meanwhile(request: SignedInRequest, form: _Form) -> list[tuple[str, str]]:
    """What stands there now, in words: ids say nothing to anybody."""
    assert form.seen
    words = LogWords(texts(request.language), form.seen.people, request.now)
    stored = _stored(form.seen)
    return [
        (name, words.said(name, stored[name]))
        for name, _ in form_fields.differences(form.fields, stored)
    ]


def _page(
    request: SignedInRequest,
    form: _Form,
    status: int = 200,
    wrong: tuple[str, ...] = (),
    meanwhile: list[tuple[str, str]] | None = None,
    version: int | None = None,
) -> Response:
    """``version`` is the one to correct, where it is not the latest."""
    people = form.seen.people if form.seen else people_of(request.account.body_id)
    chosen = form.fields["present"].split()
    group, others = log_view.can_be_present(people.values(), chosen)
    latest = form.seen.latest.version if form.seen else 0
    return request.page(
        "group_log/form.html",
        status,
        form=form.fields,
        title=form.title,
        path=form.path,
        back=form.seen.path if form.seen else _LIST,
        kinds=() if form.kind.is_meeting else EVENTS,
        has_cases=form.kind.is_meeting,
        texts=texts_of(form.kind),
        group=group,
        others=others,
        chosen=frozenset(chosen),
        wrong=wrong,
        meanwhile=meanwhile,
        version=latest if version is None else version,
        attempt=secrets.token_urlsafe(16),
    )
