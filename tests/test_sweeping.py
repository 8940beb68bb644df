"""Sweeps that are left out would have done nothing."""

from datetime import timedelta

from chalicelib.outbox import store as outbox
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, set_the_stage
from tests.mailbox import to_whom
from tests.quick_moto import backend
from tests.sweeping import sweep_between


def told(school_id="SCHAAA"):
    return sorted(
        (mail.recipients, sorted(mail.told.items()), mail.dead)
        for _, mail in outbox.all_of(school_id)
    )


def test_what_is_told_and_when_is_as_with_a_sweep_every_minute(aws):
    end = NOW + timedelta(minutes=70)
    set_the_stage(codes=1).send(contact="today")
    rows = stored()
    for minute in range(70):
        sweep(NOW + timedelta(minutes=minute))
    every_minute = told(), to_whom()
    put_back(rows)
    sweep_between(NOW, end)
    assert len(every_minute[1]) > 2
    assert told() == every_minute[0]
    assert to_whom() == sorted(every_minute[1] * 2)


def stored():
    return {
        name: {pk: dict(rows) for pk, rows in table.items.items()}
        for name, table in backend().tables.items()
    }


def put_back(rows):
    for name, table in backend().tables.items():
        table.items.clear()
        table.items.update(rows[name])
