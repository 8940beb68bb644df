"""The groups Feide says a person belongs to, asked for once, with that person's own
consent: https://docs.feide.no/reference/apis/groups_api/groups_endpoints.html.

Who else is in a group is another question there (``members``); it is never put.
"""

import re
from typing import Any

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.sign_in import by_feide, feide_http, feide_store
from chalicelib.sign_in import feide_client as feide
from chalicelib.sign_in.feide_client import Attempt

BACK = "/schools/import/feide/back"
"""Below the staff's address: registered with Feide beside that of signing in."""
_SCOPE = "openid groups-edu groups-org"
_TOKEN = re.compile(r"[!-~]{1,8192}")


def are_offered() -> bool:
    return by_feide.is_offered() and settings().feide_groups is not None


def begin() -> tuple[Attempt, str]:
    """A new attempt, and where to send the browser that keeps it. Raises FeideAway."""
    attempt = feide.new_attempt()
    try:
        return attempt, feide.address(attempt, _SCOPE, BACK)
    except feide_http.FeideUnavailable:
        raise errors.FeideAway from None


def of(account: Account, attempt: Attempt, state: str, code: str) -> list[Any]:
    """What Feide says, unread. Only of who is signed in. Raises FeideRefused,
    GroupsRefused, FeideAway."""
    if not code or not attempt.began(state):
        raise errors.FeideRefused
    try:
        back = feide.came_back(code, attempt, BACK)
        if feide_store.email_hash_of(back.identity) != accounts.hash_of(account.email):
            raise errors.GroupsRefused("staff.feide_groups.another")
        return _groups(back.access_token)
    except feide.NotProved:
        raise errors.FeideRefused from None
    except feide_http.AnswerTooLong:
        raise errors.GroupsRefused("staff.feide_groups.too_many") from None
    except feide_http.FeideUnavailable:
        raise errors.FeideAway from None


def _groups(token: str) -> list[Any]:
    if not _TOKEN.fullmatch(token):
        raise errors.GroupsRefused("staff.feide_groups.shut")
    status, found = feide_http.ask(
        f"{settings().feide_groups}/me/groups", f"Bearer {token}"
    )
    if status in (401, 403):
        raise errors.GroupsRefused("staff.feide_groups.shut")
    if not isinstance(found, list):
        raise feide_http.FeideUnavailable
    return found
