"""A form that came without its session is not lost: it goes back to the browser, to be
sent again.

Nothing of it is stored. The page carries every field; once the person has signed in (in
another tab) and presses, it arrives with the new session and is shown once more, now
with that session's token: nothing is done on a press that did not come from a page of
the session.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from chalice.app import Request

from chalicelib.web import form_body, origin

_LEAST_WORTH_COPYING = 12
_OURS = re.compile(r"[A-Za-z0-9_.~-]*")


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it came. ``path`` is where it was sent: always a path of this
    service."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> list[str]:
        """What a person wrote and would not want to write again; of what a page put
        there, nothing: an attempt, a mark or what was chosen is one word of ours."""
        written = [text for _, text in self.fields if not _OURS.fullmatch(text.strip())]
        return [text for text in written if len(text.strip()) >= _LEAST_WORTH_COPYING]


def typed(request: Request, fields: form_body.Fields) -> Typed:
    """A browser that does not say where the form came from gets nothing back to
    press."""
    kept = fields.all() if origin.is_ours(request) else {}
    return Typed(
        path=path(request),
        fields=tuple(
            (k, value) for k, values in kept.items() if k != "csrf" for value in values
        ),
    )


def path(request: Request) -> str:
    """Which of our pages was asked for, its parameters quoted: never a host."""
    parameters = {k: quote(v, safe="") for k, v in (request.uri_params or {}).items()}
    template: str = request.context["resourcePath"]
    return template.format(**parameters)
