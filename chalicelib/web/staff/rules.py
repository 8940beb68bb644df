"""The flag rules as schools read them."""

from chalice import Response

from chalicelib.content.flag_rules import RULE_SETS
from chalicelib.web.staff.door import Guest, room


@room("/staff/rules", None)
def list_rules(guest: Guest) -> Response:
    return guest.page("rules", rule_sets=RULE_SETS.values())
