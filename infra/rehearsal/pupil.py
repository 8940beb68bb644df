"""A pupil without scripts: fetches the form with a code and sends it."""

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message
from html import unescape

_HIDDEN = re.compile(r'<input type="hidden" name="(.*?)" value="(.*?)">', re.S)
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    headers: dict[str, str]
    text: str
    cookies: tuple[str, ...] = ()

    @property
    def hidden(self) -> dict[str, str]:
        return {name: unescape(value) for name, value in _HIDDEN.findall(self.text)}


def get(url: str, **headers: str) -> Page:
    return _ask(urllib.request.Request(url, headers=headers))  # noqa: S310 - our own address


def post(url: str, fields: dict[str, str], **headers: str) -> Page:
    body = urllib.parse.urlencode(fields).encode()
    headers = {"Content-Type": _FORM, **headers}
    return _ask(urllib.request.Request(url, body, headers))  # noqa: S310 - our own address


def form(url: str, code: str) -> Page:
    return post(f"{url}/form", {"code": code})


def send(url: str, shown: Page, **items: str) -> Page:
    return post(
        f"{url}/answer", {**shown.hidden, "homepage": "", "asked": "empty", **items}
    )


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer to look at."""

    def redirect_request(self, *_: object) -> None:
        return None


_open = urllib.request.build_opener(_Stay).open


def _ask(request: urllib.request.Request) -> Page:
    try:
        with _open(request, timeout=60) as answer:
            return _page(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return _page(error.code, error.headers, error.read())


def _page(status: int, headers: Message, body: bytes) -> Page:
    """Cookies as a browser gives them back."""
    cookies = [
        header.partition(";")[0] for header in headers.get_all("Set-Cookie") or ()
    ]
    kept = tuple(cookie for cookie in cookies if not cookie.endswith("="))
    return Page(status, dict(headers.items()), body.decode("utf-8", "replace"), kept)
