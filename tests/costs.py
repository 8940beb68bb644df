"""What a request may cost of the processor, and which fields a page reads: for the walk
over every field of both doors. Fields are read from the templates, the models and the
pupils' forms."""

import ast
import inspect
import re
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, unquote, urlencode

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import BaseModel

from chalicelib.case_forms import forms as case_forms
from chalicelib.case_forms import supporters
from chalicelib.case_forms.rules import FORM_RULES
from chalicelib.class_import.list_upload import MOST_BYTES as MOST_LIST_BYTES
from chalicelib.class_reply import fields as reply_input
from chalicelib.core.aws import client
from chalicelib.crypto import sealing
from chalicelib.forms.definitions import FORMS
from chalicelib.manage_schools import fields as setup
from chalicelib.plans.plan import PlanEvaluation
from chalicelib.plans.versions import MEASURE_FIELDS, PLAN_FIELDS
from chalicelib.referrals import fields as referral_input
from chalicelib.rounds import fields as round_input
from chalicelib.web import form_body
from tests.conftest import ROOT
from tests.staff_browser import OUR_PAGE
from tests.worst_texts import WORST, worst

SECONDS = 0.02
DEARER = 8
SIZES = (
    MOST_LIST_BYTES,
    form_body.MOST_LONG_BYTES,
    form_body.MOST_TEXT_BYTES,
    form_body.MOST_BYTES,
)
_MODELS = [
    model
    for module in (setup, round_input, referral_input, case_forms, supporters)
    for model in vars(module).values()
    if inspect.isclass(model)
    and issubclass(model, BaseModel)
    and model is not BaseModel
]
_OF_PUPILS = {question.id for form in FORMS.values() for question in form.questions}
_OF_A_PLAN = {*PLAN_FIELDS, *(f"m1_{name}" for name in MEASURE_FIELDS), "decided"}
_OF_AN_EVALUATION = {
    *(field.name for field in fields(PlanEvaluation) if field.name != "steps"),
    *("step1", "happened"),
}
_OF_THE_LOG = {"duty", "means", "done", "happened"}
_OF_A_REPLY = {*reply_input.names(("nb", "nn", "en"))}
_TAKEN_WHOLE: dict[str, set[str]] = {
    "/staff/referrals/{referral_id}": set(referral_input.FIELDS),
    "/staff/referrals/{referral_id}/add": set(referral_input.POINTS),
    "/staff/cases/{number}/forms/{form}": {
        name for rule in FORM_RULES.values() for name in rule.model.model_fields
    }
    | set(supporters.Supporter.model_fields),
    "/staff/log/meeting": {"cases"},
    "/staff/cases/{number}/plan/edit": _OF_A_PLAN,
    "/staff/cases/{number}/plan/evaluate": _OF_AN_EVALUATION,
    "/staff/cases/{number}/plan/log": _OF_THE_LOG,
    "/staff/rounds/{round_id}/replies/{part}/write": _OF_A_REPLY | {"sentence"},
    "/staff/rounds/{round_id}/replies/{part}/publish": _OF_A_REPLY,
    "/form": _OF_PUPILS,
    "/answer": _OF_PUPILS,
}
"""Pages that read every field there is and hand them on."""
_IN_A_TEMPLATE = re.compile(
    r"(?:<(?:input|select|textarea|button)\b[^>]*?\bname="
    r'|\b(?:field|choices|box|boxes|people)\()"(\w+)"'
)
_OF_A_PAGE = re.compile(
    r"chalicelib\.(?:(?:web|staff_door)\.|.*_pages?$|class_import\.list_upload$)"
)
NAMES = {
    *(
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in _IN_A_TEMPLATE.findall(path.read_text())
    ),
    *(name for model in _MODELS for name in model.model_fields),
    *_OF_PUPILS,
    *(_OF_A_PLAN | _OF_AN_EVALUATION | _OF_THE_LOG | _OF_A_REPLY),
    "homepage",
}
"""Every field there is."""


def names_in(path: str, handler: Callable[..., Any]) -> set[str]:
    """The fields that a page speaks of: by itself, by a model, or by what it calls of
    the door."""
    said: set[Any] = set(_TAKEN_WHOLE.get(path, ()))
    met: set[Any] = set()
    ahead: list[Any] = [_view_of(handler)]
    while ahead:
        value = ahead.pop()
        if not inspect.isfunction(value):
            said |= _names_of(value)
        elif value not in met and _OF_A_PAGE.match(value.__module__):
            met.add(value)
            nodes = list(ast.walk(ast.parse(textwrap.dedent(inspect.getsource(value)))))
            said |= {node.value for node in nodes if isinstance(node, ast.Constant)}
            ahead += _spoken_of(nodes, value.__globals__)
    return said & NAMES


def _view_of(handler: Callable[..., Any]) -> Any:
    found = getattr(handler, "__wrapped__", None)
    return found or inspect.getclosurevars(handler).nonlocals["view"]


def _spoken_of(nodes: Iterable[ast.AST], known: Mapping[str, Any]) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in known:
            yield known[node.id]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = known.get(node.value.id)
            if inspect.ismodule(module):
                yield getattr(module, node.attr, None)


def _names_of(value: Any) -> set[str]:
    if inspect.isclass(value) and issubclass(value, BaseModel):
        return set(value.model_fields)
    if isinstance(value, str):
        return {value}
    return (
        {name for name in value if isinstance(name, str)}
        if isinstance(value, tuple)
        else set()
    )


def asked(
    path: str,
    headers: Mapping[str, str],
    method: str = "POST",
    body: bytes | None = None,
    parameters: Mapping[str, str] | None = None,
    query: Mapping[str, list[str]] | None = None,
) -> dict[str, Any]:
    """The request as API Gateway hands it over."""
    return {
        "requestContext": {"httpMethod": method, "resourcePath": path, "identity": {}},
        "headers": {"content-type": form_body.FORM, **OUR_PAGE, **headers},
        "pathParameters": dict(parameters or {}),
        "multiValueQueryStringParameters": query,
        "stageVariables": {},
        "body": body,
    }


def encoded(fields: Mapping[str, str], last: str, text: str, most: int) -> bytes:
    """The form with the worst field last, and as much of its text as the body holds."""
    head = urlencode({name: value for name, value in fields.items() if name != last})
    room = most - len(head) - len(last) - 2
    whole_bytes = re.sub("%.?$", "", quote(text, safe="")[:room])
    fits = quote(unquote(whole_bytes, errors="ignore"), safe="")
    return f"{head}&{last}={fits}".encode()


def uploaded(csrf: str, text: str) -> bytes:
    """A file sent along, between lines of "--X"."""
    parts = (("csrf", "", csrf), ("file", '; filename="a.csv"', text))
    body = "".join(
        f'--X\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'
        for name, more, value in parts
    )
    return f"{body}--X--\r\n".encode()


def most_taken(app: Any, path: str, headers: Mapping[str, str]) -> int:
    """The largest of the sizes that is not too large."""
    return next(
        size
        for size in SIZES
        if cost(app, asked(path, headers, body=b"x=" + b"a" * (size - 2)))[1] != 413
    )


def cost(app: Any, event: Mapping[str, Any]) -> tuple[float, int]:
    """The processor's seconds of our own, without the slow derivation of a receipt's
    keys, of which there is one at most; and the status of the answer."""
    with _without_aws() as seconds, derivations() as derived:
        answer = app(event, None)
        took = seconds() - sum(derived)
    assert len(derived) <= 1, "a receipt's keys were derived more than once"
    return took, answer["statusCode"]


def too_dear(
    app: Any,
    name: str,
    event_of: Callable[[str], Mapping[str, Any]],
    size: int,
    texts: Iterable[str] = WORST,
) -> list[str]:
    """Those texts that cost more than they may. A busy machine gets five more tries,
    and a plain text of the same size says how slow it is: a text that is not plain
    comes in three letters for each byte, and costs up to ``DEARER`` times as much. So
    does a short one: where a long one is refused, it alone is looked for."""
    found = []
    for text in texts:
        event = event_of(
            worst(text, size) if text in WORST else text * (size // len(text))
        )
        took, status = cost(app, event)
        assert status < 500, f"{name}: {text!r} is a {status}"
        if took > SECONDS:
            plain = max(
                min(cost(app, event_of(easy))[0] for _ in range(5))
                for easy in ("a" * size, "Kari")
            )
            took = min(took, *(cost(app, event)[0] for _ in range(5)))
            if took > max(SECONDS, DEARER * plain):
                found.append(
                    f"{name}: {text!r} {took * 1000:.0f} ms, plain {plain * 1000:.0f}"
                )
    return found


@contextmanager
def derivations() -> Iterator[list[float]]:
    """The processor's seconds that each derivation of a receipt's keys takes meanwhile.
    It is slow on purpose: docs/decisions/input.md says why, and what bounds those that
    guesses ask for."""
    took: list[float] = []

    class Timed:
        def __init__(self, **parameters: Any) -> None:
            self._made = Scrypt(**parameters)

        def derive(self, secret: bytes) -> bytes:
            begin = time.process_time()
            made = self._made.derive(secret)
            took.append(time.process_time() - begin)
            return made

    with patch.object(sealing, "Scrypt", Timed):
        yield took


@contextmanager
def _without_aws() -> Iterator[Callable[[], float]]:
    """What AWS does, and moto in its stead, is not counted."""
    away, left = 0.0, 0.0
    begin = time.process_time()

    def before(**_: Any) -> None:
        nonlocal left
        left = time.process_time()

    def after(**_: Any) -> None:
        nonlocal away
        away += time.process_time() - left

    services = [client(name).meta.events for name in ("dynamodb", "sesv2")]
    for events in services:
        events.register("before-call", before)
        events.register("after-call", after)
    try:
        yield lambda: time.process_time() - begin - away
    finally:
        for events in services:
            events.unregister("before-call", before)
            events.unregister("after-call", after)
