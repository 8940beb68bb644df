"""All that is counted once a month, in its first night: what is published then stands
as it is until the next, whatever happens meanwhile."""

from collections.abc import Iterable
from datetime import date, datetime

from chalicelib.audit import store as audit
from chalicelib.follow_up_quality import count_quality
from chalicelib.group_results import count_groups
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.count_groups import month_of
from chalicelib.schools import store as schools
from chalicelib.storage import transaction


def bodies() -> Iterable[str]:
    """Whoever has a case has a log: no table is scanned for it."""
    return audit.bodies()


def count(body_id: str, _: date, now: datetime) -> None:
    """What fails is done the next night. Raises Refused, Unavailable."""
    if frozen_store.last_month(body_id) == month_of(now):
        return
    school = schools.get(body_id)
    if school is None:
        count_groups.count_together(body_id, now)
    else:
        count_groups.count_school(school, now)
        count_groups.freeze_supporters(school, now)
        count_quality.count_cases(school, now)
        count_quality.count_threads(school, now)
        count_quality.look(school, now)
    transaction.commit(frozen_store.put_month(body_id, month_of(now)))
