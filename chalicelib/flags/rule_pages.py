"""The flag rules as schools read them, and when the help lines were last checked."""

from chalice import Response

from chalicelib.accounts.account import Account, Action
from chalicelib.core.local_time import local_day
from chalicelib.flags.rule_sets import RULE_SETS
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.help_lines import LAST_CHECKED, wants_check


@staff_page("/staff/rules", None)
def list_rules(request: SignedInRequest) -> Response:
    return request.page(
        "flags/rules.html",
        rule_sets=RULE_SETS.values(),
        last_checked=LAST_CHECKED,
        help_lines_old=_answers_for(request.account)
        and wants_check(LAST_CHECKED, local_day(request.now)),
    )


def _answers_for(account: Account) -> bool:
    """Who sets schools up or runs rounds is to see to it that pupils get numbers that
    work."""
    return account.may(Action.SET_UP_SCHOOLS) or account.may(Action.RUN_ROUNDS)
