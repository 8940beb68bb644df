"""A class's results, for its teacher and the resource group: in words, never drawn more
exactly than they may be said. And a sheet to talk about them from, which says nothing
of what anybody answered."""

from typing import Any

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.result_pages.class_view import (
    class_rows,
    classes_of,
    sheet_topics,
)
from chalicelib.result_pages.report_view import class_called, week_of
from chalicelib.result_pages.what_asked import asked_of_some, what_asked
from chalicelib.results import store as results
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts

_CLASS = "/staff/report/rounds/{round_id}/classes/{class_id}"


@staff_page("/staff/report/classes", Action.SEE_PROGRESS)
def list_my_classes(request: SignedInRequest) -> Response:
    account = request.account
    found = classes_of(
        texts(account.language), results.snapshots(account.body_id), _seen_by(request)
    )
    return request.page("result_pages/classes.html", classes=found)


@staff_page(_CLASS, Action.SEE_PROGRESS)
def see_class(request: SignedInRequest, round_id: str, class_id: str) -> Response:
    shown = _found(request, round_id, class_id)
    t, class_ = texts(request.account.language), shown["class_"]
    asked_there = shown["snapshot"].form_id, class_.figures
    return request.page(
        "result_pages/class.html",
        **shown,
        rows=class_rows(t, class_),
        asked=what_asked(t, *asked_there),
        asked_of_some=asked_of_some(t, *asked_there, class_.answers),
        sees_school=request.account.may(Action.SEE_REPORT),
    )


@staff_page(_CLASS + "/sheet", Action.SEE_PROGRESS)
def see_sheet(request: SignedInRequest, round_id: str, class_id: str) -> Response:
    shown = _found(request, round_id, class_id)
    t = texts(request.account.language)
    topics = sheet_topics(t, shown["snapshot"].form_id)
    return request.page("result_pages/sheet.html", **shown, topics=topics)


def _seen_by(request: SignedInRequest) -> frozenset[str] | None:
    """The classes somebody may see; None for all."""
    account = request.account
    return None if account.may(Action.SEE_REPORT) else frozenset(account.classes)


def _found(request: SignedInRequest, round_id: str, class_id: str) -> dict[str, Any]:
    """Raises NotFound, also where it is another's class."""
    account, mine = request.account, _seen_by(request)
    snapshot = results.snapshot(account.body_id, round_id)
    row = class_called(snapshot, class_id) if snapshot else None
    if snapshot is None or row is None:
        raise errors.NotFound
    if mine is not None and not mine & set(row.class_ids):
        raise errors.NotFound
    week = week_of(texts(account.language), snapshot)
    return {"snapshot": snapshot, "class_": row, "week": week}
