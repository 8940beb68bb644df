"""Lambda, where somebody calls a function of ours: moto would want Docker for it."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from infra.local.environment import ARCHIVE_FUNCTION

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], Any]
_INVOKED = re.compile(r"/2015-03-31/functions/([^/]+)/invocations")


class Functions:
    """Answers what is asked of the function that sets copies; hands on the rest. It
    stands before moto's recorder: what a case says is written down nowhere."""

    def __init__(self, rest: Callable[[Environ, Start], Iterable[bytes]]) -> None:
        self._rest = rest

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        found = _INVOKED.fullmatch(environ["PATH_INFO"])
        if found is None or found[1] != ARCHIVE_FUNCTION:
            return self._rest(environ, start)
        from chalicelib.archive import typesetting

        event = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        said = json.dumps(typesetting.answer(event)).encode()
        start("200 OK", [("Content-Type", "application/json")])
        return [said]
