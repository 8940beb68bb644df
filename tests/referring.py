"""A whole referral, as a teacher types it, written or sent."""

import re
from collections.abc import Sequence
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.referrals import drafts
from chalicelib.referrals import send as sending
from chalicelib.referrals.referral import Draft
from tests.cast import NOW, TEACHER
from tests.staff_browser import Browser, text

SHORT: dict[str, list[str]] = {
    "pupil": ["Test Elev"],
    "class_id": ["6A"],
    "seen": ["Sto alene ved porten"],
    "urgency": ["this_week"],
    "involved": ["no"],
    "confirmed": ["yes"],
}
"""All that must be there."""

WHOLE: dict[str, list[str]] = {
    "pupil": ["Test Elev"],
    "class_id": ["6A"],
    "learnt_on": ["2026-11-23"],
    "how": ["told_by_pupil"],
    "pupil_says": ["De går når jeg kommer"],
    "situations": ["left_out", "bullying"],
    "seen": ["Sto alene ved porten"],
    "involved": ["no"],
    "urgency": ["this_week"],
    "spoken": ["yes"],
    "pupil_knows": ["yes"],
    "guardians": ["no"],
    "confirmed": ["yes"],
}


def written(
    desk: drafts.Desk,
    account: Account = TEACHER,
    now: datetime = NOW,
    **changes: Sequence[str],
) -> Draft:
    fields = {**WHOLE, **changes}
    draft = drafts.typed(drafts.new_referral_id(), fields, now)
    return drafts.save(account, desk, draft, "")


def refer(
    desk: drafts.Desk,
    account: Account = TEACHER,
    now: datetime = NOW,
    **changes: Sequence[str],
) -> str:
    """Written and sent; its id."""
    draft = written(desk, account, now, **changes)
    sending.send(account, desk, draft, now)
    return draft.id


def begun_by(teacher: Browser) -> str:
    """Where the form of a new one goes."""
    page = text(teacher.get("/staff/referrals/new"))
    found = re.search(r'<form method="post" action="(.+?)" novalidate', page)
    assert found
    return found[1]


def sent_by(teacher: Browser, **changes: object) -> str:
    """Sent from the page; the path of its receipt."""
    path = begun_by(teacher)
    teacher.post(path, {**WHOLE, **changes, "do": "send"})
    return path
