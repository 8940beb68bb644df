"""A page with every e-mail sent. It lives in the local server only; the app knows
nothing of it."""

import email
import email.policy
import re
from collections.abc import Iterable
from html import escape
from typing import Any

PATH = "/_local/mail"

_LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)]")
_PAGE = """<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<meta name="viewport" content="width=device-width"><title>Sendt e-post ({count})</title>
<style>body{{font:16px/1.5 system-ui;max-width:45rem;margin:1rem auto;padding:0 1rem}}
article{{border:1px solid #767676;border-radius:.5rem;padding:1rem;margin:1rem 0}}
dl{{display:grid;grid-template-columns:auto 1fr;gap:0 1rem;margin:0}}dd{{margin:0}}
dd,pre{{overflow-wrap:anywhere}}pre{{white-space:pre-wrap;font:inherit}}</style></head>
<body><main><h1>Sendt e-post: {count}</h1>{messages}</main></body></html>"""


def page(sent: Iterable[Any]) -> str:
    """The whole page, newest message first; ``sent`` is oldest first."""
    messages = [_article(message) for message in sent]
    return _PAGE.format(count=len(messages), messages="".join(reversed(messages)))


def _article(message: Any) -> str:
    headers, text = _raw(message) if hasattr(message, "raw_data") else _simple(message)
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in headers
    )
    return f"<article><dl>{rows}</dl><pre>{_with_links(text)}</pre></article>"


def _simple(message: Any) -> tuple[list[tuple[str, str]], str]:
    to = [
        (kind.removesuffix("Addresses"), ", ".join(addresses))
        for kind, addresses in message.destinations.items()
        if addresses
    ]
    return [("From", message.source), *to, ("Subject", message.subject)], message.body


def _raw(message: Any) -> tuple[list[tuple[str, str]], str]:
    raw = message.raw_data.encode("utf-8")
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    body = parsed.get_body(("plain", "html"))
    headers = [(name, str(value)) for name, value in parsed.items()]
    recipients = ", ".join(message.destinations or ())
    return [*headers, ("(envelope)", recipients)], body.get_content() if body else ""


def _with_links(text: str) -> str:
    # Links are found in the escaped text, so nothing in a mail can become markup.
    return _LINK.sub(lambda m: f'<a href="{m[0]}">{m[0]}</a>', escape(text))
