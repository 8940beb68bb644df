"""The browser's half of an attempt to come back from Feide: purpose, state, nonce and
verifier, for ten minutes."""

import re

from chalicelib.core import errors
from chalicelib.sign_in.feide_client import Attempt
from chalicelib.staff_door.blueprint import cookie, cookie_header

KEPT = "__Host-feide-"
"""Begins the cookie's name, which ends in the beginning of the state, so that two tabs
do not take each other's."""
_STATE = re.compile(r"[A-Za-z0-9_-]{43}")


def keep(purpose: str, attempt: Attempt) -> dict[str, str]:
    held = ".".join((purpose, attempt.state, attempt.nonce, attempt.verifier))
    return cookie_header(held, _name(attempt.state), seconds=600)


def kept(state: str) -> tuple[str, Attempt]:
    """Raises FeideRefused where this browser did not begin it."""
    if not _STATE.fullmatch(state):
        raise errors.FeideRefused
    purpose, *parts = cookie(_name(state)).split(".")
    if len(parts) != 3 or not all(parts):
        raise errors.FeideRefused
    return purpose, Attempt(*parts)


def forget(state: str) -> dict[str, str]:
    return cookie_header("", _name(state))


def _name(state: str) -> str:
    return KEPT + state[:8]
