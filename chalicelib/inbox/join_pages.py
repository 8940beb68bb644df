"""An item is joined with another: chosen from a list that says what each is, asked
about once, done."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.handle_items import handle
from chalicelib.inbox.item_page import kind_of, show
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.press_page import do
from chalicelib.items.joining import names_somebody
from chalicelib.reading import see_item
from chalicelib.reading.joinable import joinable, with_first_words
from chalicelib.reading.own_items import with_joined
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import Seen
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts

_PATH = "/staff/inbox/{kind}/{item_id}/join"


@staff_page(_PATH, Action.SEE_INBOX)
def choose(request: SignedInRequest, kind: str, item_id: str) -> Response:
    return _list(request, kind, item_id)


@staff_page(_PATH, Action.SEE_INBOX, "POST")
def join(request: SignedInRequest, kind: str, item_id: str) -> Response:
    fields = request.fields
    ref, sure = fields.get("ref") or "", fields.get("sure") == "yes"
    if fields.get("asked") != "yes" and not sure:
        return _ask(request, kind, item_id, ref)

    def again(problem: str) -> Response:
        if problem == handle.NAMES_SOMEBODY:
            return _ask(request, kind, item_id, ref, 422)
        return show(request, kind, item_id, 422, problem)

    def act(press: Press) -> None:
        handle.join(press, ref, sure)

    return do(request, kind, item_id, "join", act, again)


def _list(
    request: SignedInRequest, kind: str, item_id: str, problem: str = ""
) -> Response:
    """``problem`` says why nothing was joined yet."""
    account, now = request.account, request.now
    seen = see_item.see(account, kind_of(kind), item_id, now)
    if not _may_choose(seen):
        return show(request, kind, item_id, 422, "inbox.problem.join")
    words = ItemWords(texts(request.language), seen.names, seen.schools)
    others = joinable(account, seen.item, now)
    return request.page(
        "inbox/join.html",
        422 if problem else 200,
        item=seen.item,
        choices=[
            (choice.item.ref, words.choice(choice.item), choice.words)
            for choice in with_first_words(account, seen.item, others, now)
        ],
        problem=problem,
    )


def _may_choose(seen: Seen) -> bool:
    done = seen.item.handling
    return seen.is_read and not (done.is_done or done.joined or seen.given)


def _ask(
    request: SignedInRequest, kind: str, item_id: str, ref: str, status: int = 200
) -> Response:
    """What it would do; nothing is done yet."""
    seen = see_item.see(request.account, kind_of(kind), item_id, request.now)
    others = joinable(request.account, seen.item, request.now)
    chosen = next((other for other in others if other.ref == ref), None)
    if chosen is None:
        return _list(request, kind, item_id, "inbox.problem.join")
    turn = request.fields.get("turn") or ""
    return request.page(
        "inbox/ask.html",
        status,
        item=seen.item,
        items=[seen.item, chosen],
        case=chosen.handling.case,
        deed="join",
        other_place=chosen.place != seen.item.place,
        names_somebody=names_somebody(
            [seen.item], with_joined(request.account, chosen, request.now)
        ),
        fields={"ref": ref, "turn": turn, "asked": "yes"},
    )
