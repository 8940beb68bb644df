"""All that is counted once a month, when somebody first asks for it: what is published
then stands as it is until the next, whatever happens meanwhile. The sweep could not: it
opens nothing that is sealed."""

from contextlib import suppress
from datetime import datetime

from chalicelib.follow_up_quality import count_quality
from chalicelib.group_results import count_groups
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.count_groups import month_of
from chalicelib.schools import store as schools
from chalicelib.storage import transaction


def count(body_id: str, now: datetime) -> None:
    """Of a school, or what a school owner's schools are counted together by. Raises
    Unavailable."""
    if frozen_store.last_month(body_id) != month_of(now):
        with suppress(transaction.Refused):  # somebody else asked in the same moment
            _count(body_id, now)


def _count(body_id: str, now: datetime) -> None:
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
