"""The page where one signs in, and who has signed in sent on."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from chalice import Response

from chalicelib.sign_in import by_feide, by_link
from chalicelib.sign_in.session import LINK_LASTS, MOST_LINKS, MOST_LINKS_IN_ALL
from chalicelib.staff_door.blueprint import cookie, cookie_header
from chalicelib.staff_door.staff_request import StaffRequest
from chalicelib.web import responses

PRESS = "__Host-press"
"""What the page with the button gives a browser, so that one press that arrives twice
is one."""
LIMITS = {
    "minutes": int(LINK_LASTS.total_seconds()) // 60,
    "most": MOST_LINKS,
    "in_all": MOST_LINKS_IN_ALL,
}

ANSWER_AFTER = 0.8
"""Seconds: longer than sending a mail takes, so that the clock does not tell who has an
account, and long enough to make guessing slow."""


def asking(
    visit: StaffRequest, status: int = 200, problem: str | None = None
) -> Response:
    """The page where one signs in; ``problem`` names what to say first."""
    offered = by_feide.is_offered()
    return visit.page(
        "staff_door/sign_in.html", status, problem=problem, feide=offered, limits=LIMITS
    )


def answer(visit: StaffRequest, token: str, *cookies: str) -> Response:
    """Signed in, or asked where to, for who has accounts at several schools. Raises
    LinkUnusable.

    ``cookies`` are further ones to hand over.
    """
    held = by_link.Held(cookie(), cookie(PRESS))
    got = by_link.use_link(token, visit.fields.get("place"), held, visit.now)
    if isinstance(got, by_link.Choose):
        return visit.page(
            "staff_door/sign_in_choose.html", token=token, places=got.places
        )
    return responses.redirect(
        "/staff", {"Set-Cookie": [*cookie_header(got).values(), *cookies]}
    )


@contextmanager
def evenly() -> Iterator[None]:
    """However it ends, it ends no sooner than ``ANSWER_AFTER``."""
    end = time.monotonic() + ANSWER_AFTER
    try:
        yield
    finally:
        time.sleep(max(0.0, end - time.monotonic()))
