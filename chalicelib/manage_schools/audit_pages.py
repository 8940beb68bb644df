"""The audit log as the school owner reads it, on a page and as a file."""

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlencode

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.audit.entry import SYSTEM, Entry, EntryFilter
from chalicelib.audit.event import Event, Group
from chalicelib.core.csv_text import csv_text
from chalicelib.core.local_time import OSLO
from chalicelib.core.text import ascii_digits
from chalicelib.manage_schools import read_audit
from chalicelib.staff_door.blueprint import staff
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses
from chalicelib.web.language import Texts, texts

_COLUMNS = ("number", "at", "who", "what", "subject")
_NOT_AT_THE_TOP = {
    "people": "staff.setup.people",
    "erasures": "erasure.title",
}
"""What the pages are called that the menu does not lead to."""


@staff_page("/staff/audit", Action.READ_AUDIT)
def read(request: SignedInRequest) -> Response:
    asked = dict(staff.current_request.query_params or {})
    wanted = _wanted(asked)
    log = read_audit.read(
        request.account,
        asked.get("body") or request.account.body_id,
        wanted,
        request.now,
    )
    return request.page(
        "manage_schools/audit.html",
        log=log,
        wanted=wanted,
        groups=list(Group),
        said=lambda entry: _said(entry, request.language),
        about=lambda entry: _about(entry, log, request.language),
        by=lambda entry: _who(entry, log, request.language),
        people=sorted(log.names.items(), key=lambda named: named[1]),
        query=urlencode(asked),
    )


@staff_page("/staff/audit/file", Action.READ_AUDIT)
def export(request: SignedInRequest) -> Response:
    asked = dict(staff.current_request.query_params or {})
    body_id = asked.get("body") or request.account.body_id
    log = read_audit.export(request.account, body_id, _wanted(asked), request.now)
    t = texts(request.language)
    header = [t(f"staff.audit.column.{column}") for column in _COLUMNS]
    rows = [_row(entry, log, request.language) for entry in log.entries]
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="audit.csv"',
    }
    return responses.page(csv_text(header, rows), headers=headers)


def _row(entry: Entry, log: read_audit.Log, language: str) -> list[str]:
    here = entry.at.astimezone(OSLO)
    day, to_the_second = (
        here.date().isoformat(),
        here.isoformat(sep=" ", timespec="seconds"),
    )
    at = day if entry.about_pupils else to_the_second
    about = _about(entry, log, language)
    return [
        str(entry.number),
        at,
        _who(entry, log, language),
        _said(entry, language),
        about,
    ]


def _who(entry: Entry, log: read_audit.Log, language: str) -> str:
    unknown = "staff.audit.system" if entry.who == SYSTEM else "inbox.someone_gone"
    return log.names.get(entry.who) or texts(language)(unknown)


def _said(entry: Entry, language: str) -> str:
    t = texts(language)
    return t(
        f"audit.what.{entry.what}",
        number=entry.count,
        where=_page_called(entry.subject, language),
    )


def _page_called(route: str, language: str) -> str:
    """The page that a refused request was for, as it is called at the top of the
    page."""
    t, (_, _, after) = texts(language), route.partition("/staff/")
    first = after.partition("/")[0]
    name = _NOT_AT_THE_TOP.get(first, f"staff.nav.{first}")
    return t(name) if t.has(name) else t("staff.audit.elsewhere")


def _about(entry: Entry, log: read_audit.Log, language: str) -> str:
    """What a person, a school or a round is called; of anything else the number people
    say, with the reason where somebody wrote one, and who got it."""
    t, about = texts(language), entry.about
    if entry.what == Event.SIGNED_IN:
        return t(f"staff.how.{entry.subject}")
    if entry.group is Group.REFUSAL:
        wanted = f"staff.audit.refused.{entry.subject.partition(' ')[0]}"
        return t(wanted) if t.has(wanted) else ""
    if about in log.rounds:
        which = t("staff.audit.round", which=t.round(log.rounds[about]))
        return ", ".join([which, *_of_round(entry, log, language)])
    name = log.names.get(about) or log.bodies.get(about) or about[:6]
    to = [log.names[detail] for detail in entry.details if detail in log.names]
    if to:
        return t("staff.audit.from_to", name=name, to=to[0])
    fields = [_field_of_person(detail) for detail in entry.details]
    more = ", ".join(t(field) for field in fields if t.has(field))
    more = more or log.reasons.get((entry.who, about), "")
    return f"{name}: {more}" if more else name


def _field_of_person(detail: str) -> str:
    field, _, value = detail.partition("-")
    return (
        f"staff.audit.of_person.{field}.{value}"
        if value
        else f"staff.setup.person.{field}"
    )


def _of_round(entry: Entry, log: read_audit.Log, language: str) -> list[str]:
    """Which of its classes it was, or what of it was changed."""
    t = texts(language)
    values = dict(detail.partition("-")[::2] for detail in entry.details)
    words = {field: f"staff.audit.of_round.{field}" for field in values}
    return [
        *(log.classes[detail] for detail in entry.details if detail in log.classes),
        *(
            t(f"staff.grade_step.{detail[4:]}")
            for detail in entry.details
            if detail[:4] == "STEP"
        ),
        *(
            t(word) + _from_to(values[field], t)
            for field, word in words.items()
            if t.has(word)
        ),
    ]


def _from_to(values: str, t: Texts) -> str:
    """Of two moments, which were before and after."""
    if not values:
        return ""
    before, after = (
        t.moment(datetime.fromtimestamp(int(moment), OSLO))
        for moment in values.split("-")
    )
    return ": " + t("staff.audit.from_to", name=before, to=after)


def _wanted(asked: Mapping[str, str]) -> EntryFilter:
    """What cannot be read is left open: a mistyped link shows too much rather than
    nothing."""
    group = asked.get("group", "")
    return EntryFilter(
        Group(group) if group in list(Group) else None,
        asked.get("who") or None,
        _day(asked.get("first_day", "")),
        _day(asked.get("last_day", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(ascii_digits(text[:40]))
    except ValueError:
        return None
