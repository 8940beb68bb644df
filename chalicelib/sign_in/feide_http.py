"""What is asked of Feide over the net. Nobody is followed anywhere, and nothing but TLS
is spoken."""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

MOST_BYTES = 1 << 20
_SECONDS = 4.0
_FORM = "application/x-www-form-urlencoded"


class FeideUnavailable(Exception):
    """Feide did not answer, or not so that one could read it."""


class AnswerTooLong(FeideUnavailable):
    """There is more of it than is read."""


def ask(
    url: str, authorization: str = "", fields: dict[str, str] | None = None
) -> tuple[int, Any]:
    """GET, or POST of the fields: the status, and what the JSON of a 200 says. Raises
    FeideUnavailable."""
    headers = {"Accept": "application/json"}
    headers |= {"Authorization": authorization} if authorization else {}
    headers |= {"Content-Type": _FORM} if fields else {}
    try:
        answer = _http().request(
            "POST" if fields else "GET",
            safe(url),
            body=urlencode(fields) if fields else None,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
        )
        read = answer.read(MOST_BYTES + 1)
        answer.close()
        if len(read) > MOST_BYTES:
            raise AnswerTooLong
        return answer.status, json.loads(read) if answer.status == 200 else None
    except (HTTPError, OSError, ValueError, RecursionError):
        raise FeideUnavailable from None


def safe(url: str) -> str:
    """The address, where it is TLS or this very machine. Raises FeideUnavailable."""
    parts = urlsplit(url)
    if parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname == "127.0.0.1"
    ):
        return url
    raise FeideUnavailable


@lru_cache(maxsize=1)
def _http() -> PoolManager:
    """Where the secret, the code and the token go is for us to say."""
    return PoolManager(timeout=Timeout(total=_SECONDS))
