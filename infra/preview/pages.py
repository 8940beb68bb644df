"""The list of all states a pupil can meet. Add one here, and it is previewed and
tested."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from infra.preview.of_cases import of_cases
from infra.preview.of_status import of_status
from infra.preview.stage import Answer, Stage

if TYPE_CHECKING:
    from chalicelib.class_reply.reply import PublishedReply

_MODES = ("anonymous", "confidential")
_FORMS = ("grades_1_4", "grades_5_7", "grades_8_10")
_CLOSINGS = ("closing_pupil", "closing_supporters")
_ABOUT = ("privacy", "guardians")
_REFUSED = (
    "bad_fields",
    "not_utf8",
    "too_large",
    "media",
    "method",
    "not_found",
    "server_error",
    "asked_enough",
)
_WAITING = re.compile(r'(<section id="waiting"[^>]*?) hidden>')


@dataclass(frozen=True, slots=True)
class Shown:
    """One page as it is sent. ``state`` names it in the list and in its file."""

    language: str
    state: str
    html: str
    policy: str


def pages(stage: Stage, only: Sequence[str] | None = None) -> Iterator[Shown]:
    """Every state in every language that has a file, drafts too; or in ``only``
    these."""
    from chalicelib.web.language import languages

    for language in only or languages():
        stage.language = language
        for state, answer in _states(stage):
            yield Shown(language, state, answer.html, answer.policy)


def _states(stage: Stage) -> Iterator[tuple[str, Answer]]:
    parts = (_forms, _after, _contact, _thread, _answered, _codes, _replies, _errors)
    for some in parts:
        yield from some(stage)
    yield from of_cases(stage, _ticket(stage))


def _forms(stage: Stage) -> Iterator[tuple[str, Answer]]:
    for form_id in _FORMS:
        yield form_id, stage.form(form_id)
    for form_id in _CLOSINGS:
        yield form_id, stage.form(form_id)
    yield "form_confidential", stage.form("grades_5_7", "confidential")
    yield "form_small_class", stage.form("grades_5_7", "confidential", pupils=6)
    wrong = {
        "hurt": "sometimes",
        "safe": ["always", "mostly"],
        "more": "x" * 501,
        "else": "",
    }
    yield "form_problems", stage.send(stage.form("grades_5_7"), thriving="ok", **wrong)
    empty = stage.form("grades_5_7")
    yield "form_empty", stage.post("/answer", stage.hidden(empty))
    old = stage.post("/form", {"code": stage.code("grades_5_7", lasts=24)})
    with stage.later(hours=13):
        yield "form_too_old", stage.send(old, thriving="ok")
    yield "form_waiting", Answer(_WAITING.sub(r"\1>", old.html), old.policy)


def _after(stage: Stage) -> Iterator[tuple[str, Answer]]:
    for mode in _MODES:
        yield f"thanks_{mode}", stage.send(stage.form("grades_5_7", mode))
    for form_id in ("grades_1_4", *_CLOSINGS):
        yield f"thanks_{form_id}", stage.send(stage.form(form_id))


def _contact(stage: Stage) -> Iterator[tuple[str, Answer]]:
    asked = {"whom": "nurse", "urgency": "today", "name": "Kim Prøvesen"}
    ticket = _ticket(stage)
    yield "contact_problems", stage.post("/contact", ticket)
    yield "contact_sent", stage.post("/contact", {**ticket, **asked})
    other = {**ticket, **asked, "whom": "principal"}
    yield "contact_sent_other", stage.post("/contact", other)


def _thread(stage: Stage) -> Iterator[tuple[str, Answer]]:
    ticket = _ticket(stage)
    receipt = stage.post("/receipt", ticket)
    yield "receipt", receipt
    yield "receipt_wrong", stage.post("/receipt", {**ticket, "typed": "1234"})
    yield "thread_enter", stage.get("/thread")
    yield "thread_mistyped", stage.post("/thread", {"receipt": "1234"})
    thread = stage.post("/receipt", {**ticket, "saved": "yes"})
    own = {name: stage.hidden(thread)[name] for name in ("receipt", "attempt")}
    yield "thread", thread
    yield "thread_written", stage.post("/thread/write", {**own, "text": "Hei"})
    yield "thread_too_long", stage.post("/thread/write", {**own, "text": "x" * 1200})
    yield (
        "thread_name_too_long",
        stage.post("/thread/write", {**own, "name": "x" * 120}),
    )
    yield "thread_withdrawn", stage.post("/thread/withdraw", own)
    yield "receipt_unknown", stage.post("/thread", {"receipt": "000 000 000 000"})


def _answered(stage: Stage) -> Iterator[tuple[str, Answer]]:
    """What the school's side does to a thread, done to the pupil's copy."""
    from chalicelib.pupil_threads import by_pupil
    from chalicelib.storage import transaction
    from chalicelib.threads import receipt_keys, receipt_store
    from chalicelib.threads.limits import MOST_BYTES
    from chalicelib.threads.message import MessageKind
    from chalicelib.threads.pupil_thread import ThreadEntry

    taken = stage.post("/receipt", {**_ticket(stage), "saved": "yes"})
    own = {name: stage.hidden(taken)[name] for name in ("receipt", "attempt")}
    stage.post("/thread/write", {**own, "text": "Jeg er ofte alene i friminuttet."})
    now = datetime.now(UTC)
    copy = by_pupil.read(receipt_keys.of_typed(own["receipt"], now), now).thread
    today = now.date()
    reply = ThreadEntry(
        MessageKind.REPLY, "Takk for at du skrev det. Vil du si hvem du er?", today
    )
    replied = receipt_store.append_entry(copy.id, copy.public_key, reply)
    transaction.commit(replied)
    transaction.commit(receipt_store.mark_seen(copy.id, today, read=1))
    yield "thread_answered", stage.post("/thread", own)
    (entry,) = replied.append["entries"]
    many = {"entries": [entry] * (MOST_BYTES // len(entry))}
    transaction.commit(replace(replied, append=many))
    yield "thread_full", stage.post("/thread", own)
    transaction.commit(receipt_store.close_thread(copy.id))
    yield "thread_closed", stage.post("/thread", own)


def _ticket(stage: Stage) -> dict[str, str]:
    thanks = stage.send(stage.form("grades_5_7"))
    return {"ticket": stage.hidden(thanks)["ticket"]}


def _codes(stage: Stage) -> Iterator[tuple[str, Answer]]:
    good = stage.code("grades_5_7")
    wrong = good[:-1] + ("2" if good[-1] != "2" else "3")
    used = {"code": stage.code("grades_5_7")}
    first, second = stage.post("/form", used), stage.post("/form", used)
    stage.send(first)
    yield "code", stage.get("/")
    yield "about", stage.get("/about")
    yield from of_status(stage)
    yield from ((name, stage.get(f"/about/{name}")) for name in _ABOUT)
    yield "code_mistyped", stage.post("/form", {"code": wrong})
    yield "code_unknown", stage.post("/form", used)
    yield "code_spent", stage.send(second)
    yield (
        "code_not_open",
        stage.post("/form", {"code": stage.code("grades_5_7", opens_in=24)}),
    )
    yield (
        "code_closed",
        stage.post("/form", {"code": stage.code("grades_5_7", opens_in=-24)}),
    )


def _replies(stage: Stage) -> Iterator[tuple[str, Answer]]:
    """What a class is told, written by the school's side."""
    from chalicelib.class_reply.class_word import word_of
    from chalicelib.class_reply.reply import PublishedReply
    from chalicelib.rounds.code_store import get

    place = get(stage.code("grades_5_7"))
    assert place
    (round_id, class_id), today = place.place, datetime.now(UTC).date()
    word = {"word": word_of(round_id, class_id)}
    yield "reply_enter", stage.get("/class")
    yield "reply_mistyped", stage.post("/class", {"word": "K7M"})
    yield "reply_unknown", stage.post("/class", {"word": "222222222"})
    _publish(round_id, class_id, None)
    yield "reply_none", stage.post("/class", word)
    _publish(round_id, class_id, _told(today))
    yield "reply", stage.post("/class", word)
    _publish(round_id, class_id, PublishedReply(today))
    yield "reply_down", stage.post("/class", word)


def _publish(round_id: str, class_id: str, reply: "PublishedReply | None") -> None:
    from chalicelib.class_reply import store
    from chalicelib.rounds import store as rounds
    from chalicelib.storage import transaction

    round_ = rounds.get(round_id)
    assert round_
    transaction.commit(store.put_word(round_, class_id))
    if reply:
        transaction.commit(store.put_published(round_, class_id, reply))


def _told(today: date) -> "PublishedReply":
    """As long as one for the eldest may be."""
    from chalicelib.class_reply.reply import PublishedReply, ReplyContent, ReplyText

    lines = "\n".join(
        ["Noen av dere er alene i friminuttene, og vi vil det skal bli bra."] * 7
    )
    text = ReplyText(lines, lines, "Snakk med læreren din, eller helsesykepleieren.")
    texts = {"nb": text, "nn": text, "en": text}
    return PublishedReply(today, ReplyContent(texts, today + timedelta(days=30)))


def _errors(stage: Stage) -> Iterator[tuple[str, Answer]]:
    from chalicelib.core.errors import MustWait, RoundNotOpen, RoundShredded
    from chalicelib.web import responses
    from chalicelib.web.form_body import Fields
    from chalicelib.web.pupil_errors import refused_page, try_again_page

    kept = Fields({"code": ["23456789AB"]})
    wait = refused_page(MustWait("ticket", timedelta(seconds=8)), stage.language, kept)
    yield "wait", Answer.of(wait.to_dict())
    for state, refusal in (
        ("round_shredded", RoundShredded()),
        ("code_class_not_open", RoundNotOpen(None)),
    ):
        yield state, Answer.of(refused_page(refusal, stage.language, kept).to_dict())
    for kind, path in (
        ("not_stored", "/answer"),
        ("not_ready", "/form"),
        ("not_said", "/thread/write"),
        ("not_shown", "/thanks"),
        ("not_withdrawn", "/thread/withdraw"),
    ):
        page = try_again_page(kind, path, stage.language, stage.language, kept)
        yield f"error_{kind}", Answer.of(page.to_dict())
    for kind in _REFUSED:
        yield (
            f"error_{kind}",
            Answer.of(responses.error_page(kind, stage.language, 400).to_dict()),
        )
