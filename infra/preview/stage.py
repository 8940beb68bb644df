"""An invented school in an AWS of its own, in memory, and the pupils' door in front of
it."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chalice.config import Config

from infra.local.environment import SECRETS
from infra.local.gateway import Gateway
from infra.preview.closings import open_closing

if TYPE_CHECKING:
    from chalicelib.rounds.round import Round

_PREFIX = "preview"
_HIDDEN = re.compile(r'<input type="hidden" name="(.*?)" value="(.*?)">', re.S)


@dataclass(frozen=True, slots=True)
class Answer:
    """A page and the policy it is sent with."""

    html: str
    policy: str

    @staticmethod
    def of(response: Mapping[str, Any]) -> "Answer":
        return Answer(response["body"], response["headers"]["Content-Security-Policy"])


@dataclass
class Stage:
    """Opens rounds and asks for pages as a browser without scripts would."""

    gateway: Gateway
    language: str = "nb"
    _codes: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return Answer.of(
            self.gateway.answer("GET", f"{path}?lang={self.language}", {}, None)[1]
        )

    def post(self, path: str, fields: Mapping[str, object]) -> Answer:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        body = urlencode({"lang": self.language, **fields}, doseq=True).encode()
        return Answer.of(self.gateway.answer("POST", path, headers, body)[1])

    def form(self, form_id: str, mode: str = "anonymous", pupils: int = 20) -> Answer:
        return self.post("/form", {"code": self.code(form_id, mode, pupils=pupils)})

    def send(self, form: Answer, **items: object) -> Answer:
        """Send a form that was shown, an empty one too."""
        return self.post("/answer", {**self.hidden(form), "asked": "empty", **items})

    @staticmethod
    def hidden(page: Answer) -> dict[str, str]:
        """The hidden fields of a page."""
        return {name: unescape(value) for name, value in _HIDDEN.findall(page.html)}

    @contextmanager
    def later(self, hours: int) -> Iterator[None]:
        """The pupils' door, so many hours on."""
        from chalicelib.web import pupil_door as door

        clock = door.clock
        door.clock = lambda: clock() + timedelta(hours=hours)
        try:
            yield
        finally:
            door.clock = clock

    def code(
        self,
        form_id: str,
        mode: str = "anonymous",
        opens_in: int = -1,
        lasts: int = 4,
        pupils: int = 20,
    ) -> str:
        """A code nobody has used, of a round that opens in so many hours and lasts so
        many."""
        from chalicelib.manage_rounds.open import make_codes

        key = (form_id, mode, str(opens_in), str(lasts), str(pupils))
        if not self._codes.get(key):
            round_ = _open(form_id, mode, opens_in, lasts, pupils)
            self._codes[key] = make_codes(round_, next(iter(round_.classes)), 24)
        return self._codes[key].pop()


@contextmanager
def set_up(folder: Path) -> Iterator[Stage]:
    """The drafts are on offer here, and only here. ``folder`` holds the keys while this
    lasts."""
    key = folder / "key"
    key.write_bytes(token_bytes(32))
    for name in SECRETS:
        (folder / name).write_bytes(token_bytes(32))
    os.environ.update(_environment(key))
    from moto import mock_aws

    from chalicelib.core.aws import client
    from infra.tables import create_tables

    with mock_aws():
        create_tables(client("dynamodb"), _PREFIX)
        from app import app

        _let_nurse_in()
        yield Stage(Gateway(app, Config(chalice_stage="preview")))


def _let_nurse_in() -> None:
    """Where there is none, pupils are offered none."""
    from chalicelib.accounts import store as accounts
    from chalicelib.accounts.account import Account, Function, Role
    from chalicelib.storage import transaction

    nurse = Function.HEALTH_SERVICE
    person = Account(
        "A3", "SCHAAA", Role.MEMBER, "Prøve Sykepleier", "n@test.example", "nb", nurse
    )
    transaction.commit(*accounts.put_account(person))


def _open(form_id: str, mode: str, opens_in: int, lasts: int, pupils: int) -> "Round":
    from chalicelib.core.local_time import SchoolCalendar
    from chalicelib.forms.closing_forms import CLOSING_FORMS
    from chalicelib.forms.definitions import FORMS
    from chalicelib.manage_rounds.open import NewRound, open_round
    from chalicelib.rounds.round import Mode, OnDuty
    from chalicelib.schools.school import School, SchoolClass
    from chalicelib.web.language import languages

    school = School(
        "SCHAAA", "WNERAA", "Prøveskolen", "nb", SchoolCalendar(), "00 00 00 00"
    )
    if form_id in CLOSING_FORMS:
        return open_closing(form_id, school)
    opens = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=opens_in)
    on_duty = OnDuty("A", "Prøve Voksen", None)
    closes = opens + timedelta(hours=lasts)
    new = NewRound(form_id, Mode(mode), languages(), opens, closes, on_duty)
    grade = int(FORMS[form_id].grade_step.partition("-")[0])
    return open_round(new, school, [SchoolClass("A", school.id, "A", (grade,), pupils)])


def _environment(key: Path) -> Mapping[str, str]:
    from infra.tables import table_names

    tables = table_names(_PREFIX)
    return {
        "APP_SIDE": "public",
        "AWS_REGION": "eu-north-1",
        "AWS_DEFAULT_REGION": "eu-north-1",
        "AWS_ACCESS_KEY_ID": "preview",
        "AWS_SECRET_ACCESS_KEY": "preview",
        "FORMS_TABLE": tables["forms"],
        "CODES_TABLE": tables["codes"],
        "ANSWERS_TABLE": tables["answers"],
        "CASEWORK_TABLE": tables["casework"],
        "KEY_FILE": str(key),
        "SECRETS_FOLDER": str(key.parent),
        "PUBLIC_URL": "http://127.0.0.1",
        "STAFF_URL": "http://127.0.0.1/staff",
        "DRAFT_LANGUAGES": "1",
    }
