"""What pupils meet where there is a case: their own page of it, and a closing form that
could not be taken."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from infra.preview.stage import Answer, Stage

_UNKNOWN = {
    "closing_pupil": {"scale_now": "11"},
    "closing_supporters": {"climate": "worst"},
}


def of_cases(stage: Stage, ticket: dict[str, str]) -> Iterator[tuple[str, Answer]]:
    for form_id, answer in _UNKNOWN.items():
        yield f"{form_id}_problems", stage.send(stage.form(form_id), **answer)
    yield from _followed(stage, ticket)


def _followed(stage: Stage, ticket: dict[str, str]) -> Iterator[tuple[str, Answer]]:
    """What the pupil sees of a case with the code of their messages, by what is
    next."""
    from chalicelib.pupil_threads import by_pupil
    from chalicelib.storage import transaction
    from chalicelib.threads import receipt_keys, receipt_store
    from chalicelib.threads.followed import ROLES, Followed, NextForPupil

    taken = stage.post("/receipt", {**ticket, "saved": "yes"})
    own = {name: stage.hidden(taken)[name] for name in ("receipt", "attempt")}
    stage.post("/thread/write", {**own, "text": "Jeg er ofte alene i friminuttet."})
    now = datetime.now(UTC)
    copy = by_pupil.read(receipt_keys.of_typed(own["receipt"], now), now).thread
    transaction.commit(receipt_store.mark_seen(copy.id, now.date(), read=1))
    on = (now + timedelta(days=6)).date()
    for state, said in (
        ("thread_followed", Followed(ROLES, NextForPupil.TALK, on)),
        ("thread_followed_by_work", Followed(ROLES[:1], NextForPupil.WORK, on)),
        ("thread_followed_by_nobody_next", Followed(ROLES[2:3])),
    ):
        transaction.commit(receipt_store.show(copy.id, copy.public_key, said))
        yield state, stage.post("/thread", own)
