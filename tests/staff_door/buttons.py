"""The buttons of the inbox, of cards and of conversations, each made ready to be
pressed: see ``test_twice``."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.accounts.account import Account
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import open as reading
from chalicelib.referrals import drafts
from tests.asking import asked, followed_up
from tests.cast import (
    CLASS_TEACHER,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    TEACHER,
    Stage,
)
from tests.forms_of import Fields, form
from tests.pupil_cast import receipt_with, ticket_of
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import Browser, hidden, press, text

REASON = "Foreldrene har bedt om det, og skolen har sagt ja."


@dataclass
class At:
    """Where a press is made ready: who presses, and what stands there."""

    stage: Stage
    visitor: Browser
    account: Account

    def read(self, path: str, **typed: str) -> tuple[str, Fields]:
        """The form of a page that is sent to the page's own path."""
        return path, form(text(self.visitor.get(path)), path, **typed)

    def flag(self, number: int = 0) -> str:
        return str(
            sorted(row["id"] for row in rows_with("answers", sk="FLAG#"))[number]
        )

    def opened(self, number: int = 0) -> str:
        reading.open_item(self.account, ItemKind.FLAG, self.flag(number), NOW)
        return f"/staff/inbox/flag/{self.flag(number)}"

    def done(self, path: str, fields: object) -> None:
        """A deed before the one that is tried."""
        assert self.visitor.post(path, fields).status_code < 400, path

    def round(self, ending: str = "") -> str:
        return f"/staff/rounds/{self.stage.round.id}{ending}"


Made = Callable[[At], tuple[str, object]]
CASES: list[tuple[str, Account, Made]] = []


def case(route: str, account: Account) -> Callable[[Made], Made]:
    def keep(made: Made) -> Made:
        CASES.append((route, account, made))
        return made

    return keep


def deed(name: str, account: Account = NURSE, **fields: str) -> None:
    """One that needs an opened flag and nothing before."""
    CASES.append(
        (
            f"/staff/inbox/{{kind}}/{{item_id}}/{name}",
            account,
            lambda at: (f"{at.opened()}/{name}", {"turn": "0", **fields}),
        )
    )


deed("take")
deed("hand-over", to=PRINCIPAL.id)
deed("close", why="talked", note="Snakket med klassen")
deed("case", asked="yes")
deed("read")
deed("erase", confirmed="yes")


@case("/staff/inbox/{kind}/{item_id}/open", NURSE)
def _open(at):
    return f"/staff/inbox/flag/{at.flag()}/open", {}


@case("/staff/inbox/{kind}/{item_id}/access", PRINCIPAL)
def _access(at):
    at.stage.send(4, contact="today")
    return f"/staff/inbox/flag/{at.flag()}/access", {"turn": "0", "reason": REASON}


@case("/staff/inbox/{kind}/{item_id}/join", NURSE)
def _join(at):
    ref = at.opened(1).rpartition("/")[2]
    return f"{at.opened()}/join", {"turn": "0", "ref": f"flag.{ref}", "asked": "yes"}


@case("/staff/inbox/{kind}/{item_id}/note", NURSE)
def _note(at):
    words = {"turn": "0", "attempt": "a" * 22, "working_note": "Ringte hjem i dag."}
    return f"{at.opened()}/note", words


@case("/staff/inbox/{kind}/{item_id}/name", PRINCIPAL)
def _name_told(at):
    number = refer(drafts.desk(TEACHER))
    path = f"/staff/inbox/referral/{number}"
    at.visitor.become(PRINCIPAL)
    at.done(f"{path}/open", {})
    at.done(f"{path}/take", {"turn": "0"})
    return f"{path}/name", {"turn": "1"}


@case("/staff/inbox/{kind}/{item_id}/name-back", PRINCIPAL)
def _name_taken_back(at):
    path, fields = _name_told(at)
    at.done(path, fields)
    return f"{path}-back", {"turn": "2", "asked": "yes"}


@case("/staff/inbox/{kind}/{item_id}/ask-teacher", PRINCIPAL)
def _ask_teacher(at):
    path = f"/staff/inbox/contact/{followed_up(at.stage)}/ask-teacher"
    at.visitor.become(PRINCIPAL)
    return path, {"turn": "1", "teacher": CLASS_TEACHER.id}


@case("/staff/talks/{contact_id}", CLASS_TEACHER)
def _have_talked(at):
    path = f"/staff/talks/{asked(at.stage)}"
    at.visitor.become(CLASS_TEACHER)
    return path, {}


@case("/staff/inbox/search", NURSE)
def _searched(at):
    return "/staff/inbox/search", {"text": "6A"}


@case("/staff/inbox/{kind}/{item_id}/part", NURSE)
def _part(at):
    path, fields = _join(at)
    at.done(path, fields)
    return path.replace("/join", "/part"), {"turn": "1"}


@case("/staff/inbox/{kind}/{item_id}/no-case", NURSE)
def _no_case(at):
    path = at.opened()
    at.done(f"{path}/case", {"turn": "0", "asked": "yes"})
    return f"{path}/no-case", {"turn": "1"}


@case("/staff/inbox/{kind}/{item_id}/reopen", NURSE)
def _reopen(at):
    path = at.opened()
    at.done(f"{path}/close", {"turn": "0", "why": "talked"})
    return f"{path}/reopen", {"turn": "1"}


@case("/staff/inbox/{kind}/{item_id}/erase", PRINCIPAL)
def _ask_for_erasing(at):
    at.stage.send(5, adult_hurt="once", leadership="no")
    for row in rows_with("answers", sk="FLAG#"):
        reading.open_item(PRINCIPAL, ItemKind.FLAG, row["id"], NOW)
        path = f"/staff/inbox/flag/{row['id']}/erase"
        if 'name="reason"' in text(at.visitor.get(path)):
            return path, {"turn": "0", "confirmed": "yes", "reason": REASON}
    raise AssertionError


def _decided(answer):
    def made(at):
        at.visitor.become(PRINCIPAL)
        path, fields = _ask_for_erasing(at)
        at.done(path, fields)
        item_id = path.split("/")[-2]
        at.visitor.become(OWNER)
        path = f"/staff/erasures/SCHAAA/flag/{item_id}"
        return path, [*hidden(at.visitor.get(path)), ("answer", answer)]

    return made


for _answer in ("erase", "keep"):
    CASES.append(
        ("/staff/erasures/{body_id}/{kind}/{item_id}", OWNER, _decided(_answer))
    )


@case("/staff/inbox/{kind}/{item_id}/reply", NURSE)
def _reply(at):
    return f"{_thread(at)}/reply", {
        "attempt": "r" * 22,
        "text": "Takk for at du skrev.",
    }


@case("/staff/inbox/{kind}/{item_id}/end", NURSE)
def _end(at):
    return f"{_thread(at)}/end", {"attempt": "r" * 22}


def _thread(at):
    receipt_with(ticket_of(at.stage, "t" * 22), "Hei")
    item_id = rows_with("answers", sk="MESSAGE#")[0]["thread_id"]
    at.done(f"/staff/inbox/thread/{item_id}/open", {})
    return f"/staff/inbox/thread/{item_id}"


@case("/staff/cards", NURSE)
def _cards(at):
    return "/staff/cards", press(at.stage)


@case("/staff/cards", NURSE)
def _extra_cards(at):
    return "/staff/cards", press(at.stage, 3)


@case("/staff/cards/cancel", NURSE)
def _cancel(at):
    return "/staff/cards/cancel", {"code": at.stage.codes[7]}
