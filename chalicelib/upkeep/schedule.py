"""What the clock does once a minute: everything whose time has come, each thing by
itself. Four sweeps do it side by side, each in a share of the schools."""

import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from chalicelib.audit import join_heads
from chalicelib.case_backup import back_up
from chalicelib.core.log_lines import LogLine
from chalicelib.delivery import send
from chalicelib.escalation import escalate, tell_early
from chalicelib.flags import class_rule
from chalicelib.manage_rounds import hold
from chalicelib.referrals import remind
from chalicelib.service_status import store as service_status
from chalicelib.storage import timers
from chalicelib.storage.keys import CASES_CHECKED, SHARDS, WEEK_PLANNED, Key
from chalicelib.storage.readable import Unreadable
from chalicelib.upkeep import advance_message, check_cases, nightly, reconcile, retain
from chalicelib.weekly_overview import plan_mail

MOST_MAILS = 20
"""Of one school, due in one minute: beyond it somebody is writing rows who should
not."""
MOST_IN_ALL = 200
"""The same of all schools together: many have their slots in the same minute."""
SECONDS_FOR_CLOCKS, SECONDS_FOR_CLASSES, SECONDS_FOR_MAIL = 60.0, 20.0, 100.0
"""After so long a sweep begins nothing more of each: the night's work has the rest of
the 240."""
BEHIND = timedelta(minutes=5)
"""What nobody came to for so long is anybody's: a sweep of four that does not run holds
nobody's mail up for longer."""
_OF_THE_NIGHT = 0
"""The shard whose sweep does what is done at night: one thing after the other."""
_HOUR = timedelta(hours=1)
_MAIL, _LOOK, _CHECK = ("OUTBOX", "MAIL"), ("HELD", "HELD"), ("CHECK", "CHECK")
_OF_CLASSES = {_LOOK, _CHECK}
"""Each class is a partition of its own there, and they are many, while all clocks of a
school stand in one: they wait for the clocks. None is anybody's only way to be told."""
_log = logging.getLogger("supportgrupper")
_BY_PLACE: dict[tuple[str, str], Callable[[Key, datetime], None]] = {
    _CHECK: class_rule.run,
    ("EXPIRY", "EXPIRY"): retain.warn,
    _LOOK: tell_early.look,
    ("INBOX", "CONTACT"): escalate.advance,
    ("INBOX", "FLAG"): escalate.advance,
    ("INBOX", "MESSAGE"): advance_message.advance,
    ("INBOX", "THREAD"): escalate.advance,
    ("OPENING", "OPENING"): hold.look,
    ("REFERRALS", "REFERRAL"): escalate.advance,
    ("SENT", "REFERRAL"): remind.run,
    _MAIL: send.send_due,
}
"""By what partition and sort key begin with. Both count: in some partitions the pupils'
side can write whatever sort key it likes, and so make nothing happen that is not done
for its rows."""
_NIGHTLY = {
    "CASES": (CASES_CHECKED, check_cases.bodies, check_cases.check),
    "WEEK": (WEEK_PLANNED, plan_mail.bodies, plan_mail.plan),
}
"""By what a failure of it is logged as."""


def sweep(
    now: datetime,
    clock: Callable[[], float] = time.monotonic,
    shard: int | None = None,
) -> int:
    """Of one shard, or of all of them. Returns how many things were due. One that fails
    is logged by its kind and the type of the error, stays due, and never holds up the
    others. Mail comes last: what comes due in the same minute can be told in the same
    mail. Each part has its share of the time, so that whatever is due there is always
    time for mail; what a part does not come to stays due for the next sweep."""
    due = _in_turn(_shuffled(key for key in _due(now, shard) if _place(key) != _MAIL))
    clocks = [key for key in due if _place(key) not in _OF_CLASSES]
    classes = [key for key in due if _place(key) in _OF_CLASSES]
    left = _all(clocks, now, clock, clock() + SECONDS_FOR_CLOCKS)
    left += _all(classes, now, clock, clock() + SECONDS_FOR_CLASSES)
    mails = _in_turn(key for key in _due(now, shard) if _place(key) == _MAIL)
    _note_volume(mails, MOST_IN_ALL // (SHARDS if shard is not None else 1))
    mails_left = _all(mails, now, clock, clock() + SECONDS_FOR_MAIL)
    if left or mails_left:
        counts = (len(due), left, len(mails), mails_left)
        _log.error(
            "%s due=%d left=%d mails=%d left=%d", LogLine.SWEEP_CUT_SHORT, *counts
        )
    own = range(SHARDS) if shard is None else [shard]
    _apart("STATUS", partial(service_status.note_sweep, own, now))
    if shard in (None, _OF_THE_NIGHT):
        _at_night(now)
    return len(due) + len(mails)


def _due(now: datetime, shard: int | None) -> Iterator[Key]:
    """Of the others too what is behind: two sweeps may meet over it, as over a shard of
    which the sweep before is still at work. Conditions keep them apart."""
    if shard is None:
        yield from timers.until(now)
    else:
        yield from timers.until(now, [shard])
        yield from timers.until(now - BEHIND, {*range(SHARDS)} - {shard})


def _at_night(now: datetime) -> None:
    _apart("RECONCILED", partial(reconcile.daily, now))
    for kind, (key, bodies, do) in _NIGHTLY.items():
        _apart(kind, partial(_of_each, kind, key, bodies, do, now))
    _apart("HEADS", partial(join_heads.daily, now))
    _apart("BACKUP", partial(back_up.daily, now))


def _of_each(
    kind: str,
    key: Key,
    bodies: Callable[[], Iterable[str]],
    do: Callable[[str, date, datetime], None],
    now: datetime,
) -> None:
    """Once a day, each body by itself; one that fails is looked at again the next
    day."""
    if last := nightly.claim(key, now):
        for body_id in bodies():
            _apart(kind, partial(do, body_id, last, now))


def _shuffled(keys: Iterable[Key]) -> list[Key]:
    """No row has the first place in every sweep, however old it says it is and though
    nothing can be done with it: each comes to its turn sooner or later."""
    listed = list(keys)
    random.shuffle(listed)
    return listed


def _in_turn(keys: Iterable[Key]) -> list[Key]:
    """The first of each partition, then the second of each: thousands of rows of one
    school hold up no other's."""
    number_in: Counter[str] = Counter()
    numbered = []
    for key in keys:
        numbered.append((number_in[key.pk], key))
        number_in[key.pk] += 1
    return [key for _, key in sorted(numbered, key=lambda pair: pair[0])]


def _all(
    keys: Sequence[Key], now: datetime, clock: Callable[[], float], ends: float
) -> int:
    """How many it did not come to."""
    for number, key in enumerate(keys):
        if clock() >= ends:
            return len(keys) - number
        kind, do = _place(key)[1], _BY_PLACE.get(_place(key))
        if do:
            _apart(kind, partial(_handled, do, key, now))
        else:
            _apart("NONE_OF_OURS", partial(_left, key, now))
    return 0


def _handled(do: Callable[[Key, datetime], None], key: Key, now: datetime) -> None:
    """What nothing can be done with as it stands is looked at once an hour. It stays
    due, since a row of ours might be among them; what trouble of ours stops is tried
    again the next minute."""
    try:
        do(key, now)
    except Unreadable:
        timers.put_off(key, now + _HOUR)
    except LookupError:
        timers.put_off(key, now + _HOUR)
        raise


def _left(key: Key, now: datetime) -> None:
    """Its key is somebody else's text: it stays out of the log."""
    if timers.put_off(key, now + _HOUR):
        _log.error("%s kind=NONE_OF_OURS", LogLine.ROW_UNREADABLE)


def _place(key: Key) -> tuple[str, str]:
    return key.pk.partition("#")[0], key.sk.partition("#")[0]


def _note_volume(mails: Collection[Key], most_in_all: int) -> None:
    """A school has a few mails in a minute, never dozens. A mail stands in the outbox
    of the school it tells: no other is sent."""
    for outbox_, number in Counter(key.pk for key in mails).items():
        if number > MOST_MAILS:
            _log.error("%s mails=%d %s", LogLine.MAIL_VOLUME, number, outbox_)
    if len(mails) > most_in_all:
        _log.error("%s mails=%d in all", LogLine.MAIL_VOLUME, len(mails))


def _apart(kind: str, do: Callable[[], None]) -> None:
    try:
        do()
    except Exception as error:  # noqa: BLE001 - a poison row must not stop the rest
        _log.error(
            "%s kind=%s error=%s", LogLine.SWEEP_FAILED, kind, type(error).__name__
        )
