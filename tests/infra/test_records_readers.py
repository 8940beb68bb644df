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
from tests.infra.less_usual_rows import put_less_usual_rows
from tests.rows import rows_with
from tests.staff_browser import press
from tests.staff_door.test_isolation import LATER
from tests.staff_door.test_pages import INSIDE, filled, furnished
from tests.who_reads import watching

pytestmark = pytest.mark.walk
__all__ = ["furnished"]

PEOPLE = (TEACHER, PRINCIPAL, NURSE, OWNER, PROGRAMME, ADMINISTRATOR)


def walked(account, visitor, stage):
    """Every page the account may enter, first looked at and then pressed."""
    with watching(account) as seen:
        for method in ("GET", "POST"):
            for path, its_method, rule in INSIDE:
                if its_method == method and (
                    rule.action is None or account.may(rule.action)
                ):
                    typed = press(stage) if path == "/staff/cards" else {}
                    for asked in of_all_kinds(path, account):
                        visitor.become(account, LATER)
                        with seen.page():
                            answer = sent(visitor, method, asked, typed)
                        assert answer.status_code < 500, asked
    return seen


def sent(visitor, method, asked, typed):
    if method == "GET":
        return visitor.get(asked)
    return visitor.post(asked, {"turn": "0", **typed})


def of_all_kinds(path, account):
    """Where it is a page of an item: that of the account's flag, and of every other
    item there is."""
    items = ["{kind}/{item_id}"]
    if items[0] in path:
        items += other_items()
    return {filled(path.replace(items[0], item), account) for item in items}


def other_items():
    return [
        f"{kind.lower()}/{row['id']}"
        for kind in ("THREAD", "CONTACT", "REFERRAL")
        for row in rows_with("answers", sk=f"{kind}#")
        if "audience" in row
    ]


@pytest.mark.parametrize("account", PEOPLE, ids=lambda account: account.name)
def test_who_reads_what_is_declared_and_nobody_else(
    furnished, visitor, monkeypatch, account
):
    monkeypatch.setattr(door, "clock", lambda: LATER)
    put_less_usual_rows(furnished)
    with declared_alone():
        seen = walked(account, visitor, furnished)
    role = Reader(account.role.value)
    for name, found in (("readers", seen.read), ("opened_by", seen.opened)):
        do, may = _who_do(name, found, role), _who_may(name, role)
        assert do - may == set()
        if account is not NURSE:  # for whom the same holds, and less is at hand
            assert may - do == set()


def _who_do(name, found, role):
    """Who may see all of a kind sees their own of it."""
    return {
        row.kind
        for row, readers in found.items()
        if role in readers
        or (Reader.SELF in readers and Reader.SELF not in getattr(row, name))
    }


def _who_may(name, role):
    return {row.kind for row in ROWS if role in getattr(row, name)}
