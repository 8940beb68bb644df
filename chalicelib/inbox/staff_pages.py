"""The first page: what waits today at one's own school, or at one's own school
owner."""

from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.core.text import clean
from chalicelib.flags import compare_rounds
from chalicelib.handle_items import asked_erasures
from chalicelib.inbox import unopened
from chalicelib.inbox.everywhere import everywhere, grouped, merged
from chalicelib.inbox.item_page import kind_of, show
from chalicelib.items.filter import Filter, Show
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.reading import inbox_list
from chalicelib.reading import open as reading
from chalicelib.results import count_round
from chalicelib.rounds import store as rounds
from chalicelib.staff_door.blueprint import staff
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses

_PER_PAGE = 40


@staff_page("/staff/inbox", Action.SEE_INBOX)
def list_items(request: SignedInRequest) -> Response:
    asked = dict(staff.current_request.query_params or {})
    wanted = _wanted(asked)
    _look_at_rounds(request)
    places = everywhere(
        request.account,
        lambda account: inbox_list.list_items(account, wanted, request.now),
        request.now,
    )
    lines = merged(places, with_cases=wanted == Filter())
    number = _number(asked.get("page", ""))
    start = number * _PER_PAGE
    at_schools = unopened.at_my_schools(request.account, request.now)
    return request.page(
        "inbox/inbox.html",
        open=sum(at.listed.open for at in places),
        not_opened=sum(at.listed.unopened for at in places),
        without_nurse=[school for school in at_schools if school.orphans],
        with_late_cases=[school for school in at_schools if school.cases],
        unopened=[school for school in at_schools if school.levels],
        to_decide=places[0].listed.to_decide
        + asked_erasures.at_my_schools(request.account),
        kinds=list(ItemKind),
        shows=list(Show),
        levels=sorted(Level, reverse=True),
        counts=Counter(line.group for _, line in lines),
        groups=grouped(lines[start : start + _PER_PAGE]),
        now=request.now,
        nothing=_why_none(request, wanted),
        wanted=wanted,
        filtered=wanted != Filter(),
        earlier=_link(asked, number - 1) if number else None,
        later=_link(asked, number + 1) if start + _PER_PAGE < len(lines) else None,
    )


def _look_at_rounds(request: SignedInRequest) -> None:
    """What wants their answers opened is done as somebody comes by who may."""
    account = request.account
    if account.may(Action.RUN_ROUNDS):
        there = rounds.of_school(account.body_id)
        compare_rounds.compare(account, there, request.now)
        count_round.count_next(account, there, request.now)


@staff_page("/staff/inbox/search", Action.SEE_INBOX, "POST")
def search(request: SignedInRequest) -> Response:
    """Sent as a form: what is looked for may be a name, which belongs in no address."""
    looked_for = clean(request.fields.get("text") or "", _PER_PAGE)
    if not looked_for:
        return responses.redirect("/staff/inbox")
    places = everywhere(
        request.account,
        lambda account: inbox_list.search(account, looked_for, request.now),
        request.now,
    )
    lines = merged(places)
    return request.page(
        "inbox/found.html",
        counts=Counter(line.group for _, line in lines),
        groups=grouped(lines[:_PER_PAGE]),
        looked_for=looked_for,
        most=_PER_PAGE if len(lines) > _PER_PAGE else 0,
    )


def _why_none(request: SignedInRequest, wanted: Filter) -> str:
    if wanted != Filter():
        return "inbox.none_such"
    return "inbox.none.bounced" if request.account.bounced_at else "inbox.none"


@staff_page("/staff/inbox/{kind}/{item_id}", Action.SEE_INBOX)
def see_item(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return show(request, kind, item_id)


@staff_page("/staff/inbox/{kind}/{item_id}/open", Action.SEE_INBOX, "POST")
def open_item(request: SignedInRequest, kind: str, item_id: str) -> Response:
    """Opening is a press of a button, not a link: it stops the clock and is written
    down."""
    try:
        reading.open_item(request.account, kind_of(kind), item_id, request.now)
    except errors.Incomplete as error:
        return show(request, kind, item_id, 422, error.problem)
    return responses.redirect(f"/staff/inbox/{kind}/{item_id}")


def _wanted(asked: Mapping[str, str]) -> Filter:
    """What cannot be read is left out: a mistyped link shows too much rather than
    nothing."""
    show, kind, level = (asked.get(name, "") for name in ("show", "kind", "level"))
    return Filter(
        Show(show) if show in list(Show) else Show.OPEN,
        ItemKind(kind) if kind in list(ItemKind) else None,
        Level(int(level)) if level in ("1", "2", "3") else None,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _link(asked: Mapping[str, str], number: int) -> str:
    return "/staff/inbox?" + urlencode({**asked, "page": number})
