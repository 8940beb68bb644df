"""One case from flag to archive copy, through the deployed doors and the third
function."""

import json
import re
from datetime import datetime

from chalicelib.core.local_time import OSLO
from infra.rehearsal import restored, second_account
from infra.rehearsal.colleague import Colleague
from infra.rehearsal.report import need
from infra.rehearsal.stacks import PREFIX, Installed

SUPPORTERS = ("Ole Hansen", "Jonas Lie", "Sara Moe", "Ida Berg", "Amir Khan")
_NOTE = "Oles mor ringte 😀 #panic()"


def flag_to_archive(stacks: Installed, address: str) -> str:
    """Made of the flag, followed through each form, closed, checked, copied out,
    confirmed, kept in the second account, and erased here and there, also once more
    after a restore."""
    colleague = Colleague(stacks, address)
    case = _made(colleague)
    _followed(colleague, case)
    copied = _copied(colleague, case)
    kept = second_account.keeps_it(stacks, ("Nora Test", _NOTE, "Vilde Dahl"))
    then = restored.rows(stacks)
    _erased(colleague, case)
    again = restored.erased_again(stacks, then)
    second_account.takes_it_away(stacks)
    return f"{copied}; {kept}; {again} rows erased again after a restore"


def _made(colleague: Colleague) -> str:
    inbox = colleague.see("/staff/inbox").text
    found = re.search(r"/staff/inbox/flag/[A-Z2-9]+", inbox)
    need(found, "the inbox shows no flag")
    assert found
    colleague.press(found[0], f"{found[0]}/case", {"asked": "yes"})
    case = re.search(r"/staff/cases/\d+", colleague.see("/staff/cases").text)
    need(case, "no case is listed")
    assert case
    colleague.press(case[0], f"{case[0]}/about", {"pupil": "Nora Test", "place": "6A"})
    return case[0]


def _followed(colleague: Colleague, case: str) -> None:
    today = f"{datetime.now(OSLO):%Y-%m-%d}"

    def form(kind: str, **typed: str) -> None:
        path = f"{case}/forms/{kind}"
        colleague.press(path, path, {"happened": today, "given": "yes", **typed})

    form("talk", adult="Kari", wants_group="yes", scale="3", hard="Vilde Dahl")
    people = {
        f"{name}_{number}": value
        for number, person in enumerate(SUPPORTERS, 1)
        for name, value in (
            ("name", person),
            ("role", "around"),
            ("answer", "yes"),
            ("guardian", "consented"),
        )
    }
    form("supporters", **people)
    form("meeting", leader="Kari", went_well="Alle ville hjelpe.")
    form("review", scale="7", helped="yes", decision="continue", better="Mye")
    colleague.press(case, f"{case}/note", {"note": _NOTE, "happened": today})
    form("closing", outcome="reached", guardian="yes")
    form("check", scale="8", holds="yes")


def _copied(colleague: Colleague, case: str) -> str:
    path = f"{case}/copies/archive/nb"
    need("GRINNING FACE" in colleague.see(path).text, "no sign was told before")
    colleague.press(path, path, {"read": "yes", "do": "make"})
    found = re.search(rf"{case}/copy/\d+", colleague.see(f"{case}/copies").text)
    need(found, "no copy is shown")
    assert found
    copy = found[0]
    pdf = colleague.press(copy, f"{copy}/pdf", {}, 200)
    need(pdf.text.startswith("%PDF"), f"no PDF came: {pdf.text[:100]}")
    need("pdfuaid:part" in pdf.text, "the PDF does not say that it is PDF/UA")
    said = json.loads(colleague.press(copy, f"{copy}/json", {}, 200).text)
    words = json.dumps(said, ensure_ascii=False)
    need("Nora Test" in words and _NOTE in words, "the copy lacks what was written")
    need("Vilde" not in words, "the copy says who is difficult")
    colleague.press(copy, f"{copy}/confirm", {"confirmed": "yes"})
    return f"a PDF of {len(pdf.text) // 1000} kB"


def _erased(colleague: Colleague, case: str) -> None:
    number = case.rpartition("/")[2]
    path = f"{case}/erase"
    colleague.press(path, path, {"number": number}, 200)
    need(case not in colleague.see("/staff/cases").text, "the case is still listed")


def only_the_staff_calls(stacks: Installed) -> str:
    """The third function's role can read nothing; the public one cannot call it."""
    name = f"{PREFIX}-archive"
    for side in ("public", "archive"):
        key = stacks.engine.role_key(stacks.roles[side])
        client = stacks.engine.client("lambda", key)
        try:
            client.invoke(FunctionName=name, Payload=b"{}")
        except client.exceptions.ClientError as error:
            refused = error.response["Error"]["Code"]
            need("AccessDenied" in refused, f"{side}: {refused}")
        else:
            need(False, f"the role {side} called {name}")
    return ""
