"""An item is joined with another: chosen from a list that says what each is, asked
about once, done."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.inbox.item_page import kind_of, show
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.press_page import do
from chalicelib.items.item import Item
from chalicelib.items.joining import names_somebody
from chalicelib.reading.joinable import joinable, to_join, with_first_words
from chalicelib.reading.own_items import schools_of, with_joined
from chalicelib.reading.ready import Press
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts

_PATH = "/staff/inbox/{kind}/{item_id}/join"


@staff_page(_PATH, Action.SEE_INBOX)
def choose(request: SignedInRequest, kind: str, item_id: str) -> Response:
    try:
        return _list(request, _item(request, kind, item_id))
    except errors.Incomplete as error:
        return show(request, kind, item_id, 422, error.problem)


@staff_page(_PATH, Action.SEE_INBOX, "POST")
def join(request: SignedInRequest, kind: str, item_id: str) -> Response:
    fields = request.fields
    ref, sure = fields.get("ref") or "", fields.get("sure") == "yes"

    def again(problem: str) -> Response:
        if problem == handle.NAMES_SOMEBODY:
            return _ask(request, _item(request, kind, item_id), ref, 422)
        return show(request, kind, item_id, 422, problem)

    def act(press: Press) -> None:
        handle.join(press, ref, sure)

    if fields.get("asked") == "yes" or sure:
        return do(request, kind, item_id, "join", act, again)
    try:
        return _ask(request, _item(request, kind, item_id), ref)
    except errors.Incomplete as error:
        return show(request, kind, item_id, 422, error.problem)


def _item(request: SignedInRequest, kind: str, item_id: str) -> Item:
    return to_join(request.account, kind_of(kind), item_id, request.now)


def _list(request: SignedInRequest, item: Item, problem: str = "") -> Response:
    """``problem`` says why nothing was joined yet."""
    account, now = request.account, request.now
    words = ItemWords(texts(request.language), {}, schools_of(account))
    others = joinable(account, item, now)
    return request.page(
        "inbox/join.html",
        422 if problem else 200,
        item=item,
        choices=[
            (choice.item.ref, words.choice(choice.item), choice.words)
            for choice in with_first_words(account, item, others, now)
        ],
        problem=problem,
    )


def _ask(request: SignedInRequest, item: Item, ref: str, status: int = 200) -> Response:
    """What it would do; nothing is done yet."""
    others = joinable(request.account, item, request.now)
    chosen = next((other for other in others if other.ref == ref), None)
    if chosen is None:
        return _list(request, item, "inbox.problem.join")
    turn = request.fields.get("turn") or ""
    return request.page(
        "inbox/ask.html",
        status,
        item=item,
        items=[item, chosen],
        case=chosen.handling.case,
        deed="join",
        other_place=chosen.place != item.place,
        names_somebody=names_somebody(
            [item], with_joined(request.account, chosen, request.now)
        ),
        fields={"ref": ref, "turn": turn, "asked": "yes"},
    )
