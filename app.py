"""The service assembled: one code base, two doors and the function that sets copies.
APP_SIDE says which of them this process is."""

import gc
import logging
from datetime import UTC, datetime
from typing import Any

# A start makes what stays: looking through it again and again is a tenth of it
gc.disable()

from chalice.app import Chalice, CloudWatchEvent, Rate

from chalicelib.core.settings import settings, side_of_this_process


def create_app(side: str) -> Chalice:
    """``public``: the pupils' door. ``staff``: the staff's, the schedule and what SES
    tells of mail that did not arrive. ``all``: both. ``archive``: what sets copies."""
    made = Chalice(app_name="supportgrupper")
    # Chalice has just told its own logger, which is ours, to let only errors through;
    # alarms and the doctor wait for warnings too.
    made.log.setLevel(logging.WARNING)
    if side == "archive":
        made.lambda_function(name="archive")(set_copy)
    else:
        add_doors(made, side)
    return made


def add_doors(made: Chalice, side: str) -> None:
    from chalicelib import doors
    from chalicelib.core import aws
    from chalicelib.crypto import secret_keys
    from chalicelib.web.safe_responses import make_responses_safe

    make_responses_safe(made)
    if side in ("public", "all"):
        from chalicelib.web.pupil_door import pupil

        doors.import_pages("public")
        made.register_blueprint(pupil)
    if side in ("staff", "all"):
        from chalicelib.outbox import bounce
        from chalicelib.staff_door.blueprint import staff
        from chalicelib.web import responses

        doors.import_pages("staff")
        # A file of a list comes as it is, in whatever letters the spreadsheet wrote.
        made.api.binary_types += ["multipart/form-data", *responses.NOT_TEXT]
        made.register_blueprint(staff)
        made.schedule(Rate(1, unit=Rate.MINUTES), name="sweeper")(sweep)
        made.on_cw_event(bounce.EVENTS, name="bounces")(bounced)
    if settings().in_lambda:
        # A start has a whole processor, whatever the memory: what the first pupil need
        # not wait for.
        aws.client("dynamodb")
        secret_keys.read_at_start()


def sweep(event: CloudWatchEvent | dict[str, Any], _: object = None) -> int:
    """Lambda calls this very function, by its name and with a context; Chalice without
    one. Each of the schedules says which shard is its own; what says none has all."""
    from chalicelib.upkeep import schedule

    shard = event.get("shard") if isinstance(event, dict) else None
    return schedule.sweep(datetime.now(UTC), shard=shard)


def bounced(event: dict[str, Any], _: object = None) -> None:
    """As ``sweep``; the event is as EventBridge wrote it."""
    from chalicelib.delivery import take_bounces

    take_bounces.take(event, datetime.now(UTC))


def set_copy(event: dict[str, Any], _: object = None) -> dict[str, str]:
    """As ``sweep``; the event is what the staff's door sent."""
    from chalicelib.archive import typesetting

    return typesetting.answer(event)


app = create_app(side_of_this_process())
gc.enable()
gc.freeze()
