"""After reading one thing, the next that waits, wherever its reader works."""

import re
from dataclasses import replace

from chalicelib.accounts import store as accounts
from chalicelib.items import store as item_store
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NEIGHBOUR, NURSE, NURSE_THERE, SCHOOL, SCHOOL_INBOX
from tests.staff_browser import text

t = texts("nb")
LIST = "/staff/inbox"
_LINE = re.compile(r'<li class="item.*?</li>', re.S)


def next_of(visitor, path):
    page = text(visitor.get(path)).partition(f">{t('inbox.next')}<")[2]
    return _LINE.findall(page)


def test_what_is_next_is_what_waits_most_at_both_schools_with_the_school_named(
    both, visitor, stage
):
    stage.send(1, hurt="few")
    visitor.become(NURSE)
    flag, *_ = (item for item in item_store.in_inbox(SCHOOL_INBOX))
    page = f"{LIST}/flag/{flag.id}"
    visitor.post(f"{page}/open", {"turn": "0"})
    (line,) = next_of(visitor, page)
    assert NEIGHBOUR.name in line
    assert 'name="to" value="/staff/inbox/flag/' in line
    gone = replace(NURSE_THERE, active=False)
    transaction.commit(*accounts.put_account(gone))
    (line,) = next_of(visitor, page)
    assert (NEIGHBOUR.name in line, SCHOOL.name in line) == (False, False)


def test_what_is_next_here_names_the_school_where_there_are_two(
    stage, neighbour, visitor
):
    for number in (0, 1):
        stage.send(number, hurt="few")
    neighbour.send(0, hurt="few")
    visitor.become(NURSE)
    flag, *_ = item_store.in_inbox(SCHOOL_INBOX)
    page = f"{LIST}/flag/{flag.id}"
    visitor.post(f"{page}/open", {"turn": "0"})
    (line,) = next_of(visitor, page)
    assert (SCHOOL.name in line, NEIGHBOUR.name in line) == (True, False)
    for waits in item_store.in_inbox(SCHOOL_INBOX):
        visitor.post(f"{LIST}/flag/{waits.id}/open", {"turn": "0"})
        visitor.post(f"{LIST}/flag/{waits.id}/take", {"turn": "0"})
    (line,) = next_of(visitor, page)
    assert NEIGHBOUR.name in line
