"""The list of all states a pupil can meet. Add one here, and it is previewed and tested."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from infra.preview.stage import Answer, Stage

_MODES = ("anonymous", "confidential")
_FORMS = ("grades_1_4", "grades_5_7", "grades_8_10")
_REFUSED = ("bad_fields", "not_utf8", "too_large", "media", "method", "not_found", "server_error")


@dataclass(frozen=True, slots=True)
class Shown:
    """One page as it is sent. ``state`` names it in the list and in its file."""

    language: str
    state: str
    html: str
    policy: str


def pages(stage: Stage, only: Sequence[str] | None = None) -> Iterator[Shown]:
    """Every state in every language that has a file, drafts too; or in ``only`` these."""
    from chalicelib.i18n import languages

    for language in only or languages():
        stage.language = language
        for state, answer in _states(stage):
            yield Shown(language, state, answer.html, answer.policy)


def _states(stage: Stage) -> Iterator[tuple[str, Answer]]:
    for some in (_forms, _after, _contact, _thread, _codes, _errors):
        yield from some(stage)


def _forms(stage: Stage) -> Iterator[tuple[str, Answer]]:
    for form_id in _FORMS:
        yield form_id, stage.form(form_id)
    yield "form_confidential", stage.form("grades_5_7", "confidential")
    yield "form_small_class", stage.form("grades_5_7", "confidential", pupils=6)
    wrong = {"hurt": "sometimes", "safe": ["always", "mostly"], "more": "x" * 501, "else": ""}
    yield "form_problems", stage.send(stage.form("grades_5_7"), thriving="ok", **wrong)


def _after(stage: Stage) -> Iterator[tuple[str, Answer]]:
    for mode in _MODES:
        yield f"thanks_{mode}", stage.send(stage.form("grades_5_7", mode))
    yield "thanks_grades_1_4", stage.send(stage.form("grades_1_4"))


def _contact(stage: Stage) -> Iterator[tuple[str, Answer]]:
    asked = {"whom": "nurse", "urgency": "today", "name": "Kim Prøvesen"}
    ticket = _ticket(stage)
    yield "contact_problems", stage.post("/contact", ticket)
    yield "contact_sent", stage.post("/contact", {**ticket, **asked})


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
    yield "thread_withdrawn", stage.post("/thread/withdraw", own)


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
    yield "code_mistyped", stage.post("/form", {"code": wrong})
    yield "code_unknown", stage.post("/form", used)
    yield "code_spent", stage.send(second)
    yield "code_not_open", stage.post("/form", {"code": stage.code("grades_5_7", opens_in=24)})
    yield "code_closed", stage.post("/form", {"code": stage.code("grades_5_7", opens_in=-24)})


def _errors(stage: Stage) -> Iterator[tuple[str, Answer]]:
    from chalicelib.services.refusals import MustWait, RoundShredded
    from chalicelib.web import http
    from chalicelib.web.http import Fields
    from chalicelib.web.pupil.refused import refused_page, try_again_page

    kept = Fields({"code": ["23456789AB"]})
    wait = refused_page(MustWait("ticket", timedelta(seconds=8)), stage.language, kept)
    yield "wait", Answer.of(wait.to_dict())
    gone = refused_page(RoundShredded(), stage.language, kept)
    yield "round_shredded", Answer.of(gone.to_dict())
    for kind, path in (("not_stored", "/answer"), ("not_ready", "/form")):
        yield f"error_{kind}", Answer.of(try_again_page(kind, path, stage.language, kept).to_dict())
    for kind in _REFUSED:
        yield f"error_{kind}", Answer.of(http.error_page(kind, stage.language, 400).to_dict())
