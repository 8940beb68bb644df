"""Who is declared to read what is who does: every page with every role, what DynamoDB
hands out for it, and what is unsealed."""

import pytest

from chalicelib.staff_door import door
from infra.records.stores import ROWS
from infra.records.terms import Reader
from tests.cast import (
    ADMINISTRATOR,
    NURSE,
    OWNER,
    PRINCIPAL,
    PROGRAMME,
    TEACHER,
)
from tests.declared import declared_alone
from tests.staff_browser import press
from tests.staff_door.test_isolation import LATER
from tests.staff_door.test_pages import INSIDE, filled, furnished
from tests.who_reads import watching

pytestmark = pytest.mark.walk
__all__ = ["furnished"]

FIGURES = ("groups", "cases", "standing", "threads", "supporters")
PEOPLE = (TEACHER, PRINCIPAL, NURSE, OWNER, PROGRAMME, ADMINISTRATOR)


def walked(account, visitor, stage):
    """Every page the account may enter, first looked at and then pressed."""
    with watching(account) as seen:
        for method in ("GET", "POST"):
            for path, its_method, rule in INSIDE:
                if its_method == method and (
                    rule.action is None or account.may(rule.action)
                ):
                    visitor.become(account, LATER)
                    asked = filled(path, account)
                    with seen.page():
                        if method == "GET":
                            visitor.get(asked)
                        else:
                            typed = press(stage) if path == "/staff/cards" else {}
                            visitor.post(asked, {"turn": "0", **typed})
    return seen


NOT_MET = {
    *(("REPLY#", "PART#"), ("REPLIES#", "PART#"), ("RESULTS#", "TERM#")),
    *(("FIGURES#", f"{kind}#") for kind in FIGURES),
    *(("INBOX#", "THREAD#"), ("ADDED#", "ADDED#"), ("DRAFTS#", "DRAFT#")),
    *(("NOTES#", "NOTE#"), ("OUTBOX#", "PASSED_ON#"), ("CASE#", "DRAFT#")),
    *(("CLOSING#", "TERM#"), ("BODY#", "RETENTION"), ("BODY#", "SHREDDED#")),
    ("PLACE#", "ANSWER#"),
}
"""Kinds the walk has no row of, so that nothing says who reads them."""
_CONTACT, _REFERRAL = ("INBOX#", "CONTACT#"), ("REFERRALS#", "REFERRAL#")
ELSEWHERE = {
    ("opened_by", Reader.MEMBER): {_CONTACT},
    ("opened_by", Reader.OWNER): {_CONTACT, _REFERRAL},
}
"""Where somebody wrote a reason, or it concerns a leadership: not on the walk."""


@pytest.mark.parametrize("account", PEOPLE, ids=lambda account: account.name)
def test_who_reads_what_is_declared_and_nobody_else(
    furnished, visitor, monkeypatch, account
):
    monkeypatch.setattr(door, "clock", lambda: LATER)
    with declared_alone():
        seen = walked(account, visitor, furnished)
    role = Reader(account.role.value)
    for name, found in (("readers", seen.read), ("opened_by", seen.opened)):
        do, may = _who_do(found, role), _who_may(name, role)
        assert do - may == set()
        if account is not NURSE:  # for whom the same holds, and less is at hand
            assert may - do - NOT_MET - ELSEWHERE.get((name, role), set()) == set()


def _who_do(found, role):
    """Who may see all of a kind sees their own of it."""
    return {
        row.kind
        for row, readers in found.items()
        if role in readers
        or (Reader.SELF in readers and Reader.SELF not in row.readers)
    }


def _who_may(name, role):
    return {row.kind for row in ROWS if role in getattr(row, name)}
