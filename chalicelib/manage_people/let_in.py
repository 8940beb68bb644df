"""Who waits is let in, one by one or all at once, and invited; an invitation is sent
again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, may_confirm
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.manage_schools import access, tell_turns
from chalicelib.manage_schools.set_up import body_positions, mine
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.schools import store as schools
from chalicelib.storage import rate_limits

MOST_AGAIN = 3
AGAIN_WITHIN = timedelta(days=1)


class Invitation(StrEnum):
    """What has become of the mail that says where to sign in."""

    WAITS = "waits"
    """The person is not let in yet."""
    NONE = "none"
    UNDER_WAY = "under_way"
    SENT = "sent"
    CAME_BACK = "came_back"

    @property
    def is_over(self) -> bool:
        """Nothing more will come of it: another can be sent."""
        return self not in (Invitation.WAITS, Invitation.UNDER_WAY)


def confirm_person(
    who: Account, body_id: str, account_id: str, seen: int, now: datetime
) -> None:
    """Let in who stands there as it was seen. Raises NotFound, ChangedMeanwhile."""
    _confirm(who, body_id, account_id, seen, now)
    tell_turns.tell(who, body_id, now)


def _confirm(
    who: Account, body_id: str, account_id: str, seen: int, now: datetime
) -> None:
    _check_body(who, body_id)
    before = accounts.get(body_id, account_id)
    if before is None or not may_confirm(who, before):
        raise errors.NotFound
    if before.confirmed:
        return
    school = schools.get(body_id)
    owner_id = school.owner_id if school else body_id
    after, invitation = access.invited(
        before, replace(before, confirmed=True), owner_id, now
    )
    others = [person for person in accounts.of_body(body_id) if person.id != before.id]
    writes = (
        *accounts.change_account(replace(before, version=seen), after),
        *access.pupils_choices(before, after, others, now),
        *access.waits_for_nurse(before, after, owner_id, now),
        *invitation,
    )
    audit.record_if_unchanged(
        Event.CONFIRMED_ACCOUNT, body_id, who.id, account_id, now, writes
    )


def waiting(who: Account, body_id: str) -> list[Account]:
    """Those at the body whom this person may let in, by name. Raises NotFound for a
    body that is none of theirs."""
    _check_body(who, body_id)
    return access.to_be_let_in(who, body_id)


def _check_body(who: Account, body_id: str) -> None:
    if who.body_id != body_id:
        mine(who, body_id)


def confirm_all(
    who: Account, body_id: str, seen: Mapping[str, int], now: datetime
) -> tuple[list[Account], list[Account]]:
    """Let in those who wait as they were seen, each with an entry of their own: who is
    let in now, and who waits still since somebody changed them meanwhile. Raises
    NotFound."""
    let_in, changed = [], []
    for person in waiting(who, body_id):
        try:
            _confirm(who, body_id, person.id, seen.get(person.id, 0), now)
        except errors.ChangedMeanwhile:
            changed.append(person)
        else:
            let_in.append(person)
    tell_turns.tell(who, body_id, now)
    return let_in, changed


def invitation_of(person: Account) -> Invitation:
    if person.waits:
        return Invitation.WAITS
    mails = outbox.those(person.body_id, [outgoing.invited_id(person.id)])
    if not mails or not person.invited_at:
        return Invitation.NONE
    (mail,) = mails
    if person.unreached or mail.unreached or mail.dead:
        return Invitation.CAME_BACK
    return Invitation.SENT if person.id in mail.told else Invitation.UNDER_WAY


def invite_again(
    who: Account, body_id: str, account_id: str, seen: int, now: datetime
) -> bool:
    """False where it was sent too often today. Raises NotFound for who is not let in or
    takes no mail, and ChangedMeanwhile where ``seen`` is not the latest: a second press
    sends nothing."""
    body_positions(who, body_id)
    before = accounts.get(body_id, account_id)
    if before is None or not before.let_in or before.unreached:
        raise errors.NotFound
    if before.version != seen:
        raise errors.ChangedMeanwhile
    if not rate_limits.take("invitation", account_id, MOST_AGAIN, AGAIN_WITHIN, now):
        return False
    mail = outgoing.invited(body_id, who.body_id, account_id, now)
    writes = (
        *accounts.change_account(before, replace(before, invited_at=now)),
        outbox.put_mail(mail),
    )
    audit.record_if_unchanged(
        Event.INVITED_ACCOUNT, body_id, who.id, account_id, now, writes
    )
    return True
