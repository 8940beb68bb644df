"""What the pages say of an anonymous answer, held against every row of every table."""

import re
from decimal import Decimal

from boto3.dynamodb.types import Binary, TypeDeserializer

from chalicelib.answer_form.submit import submit
from chalicelib.core.aws import client
from chalicelib.core.ids import grouped
from chalicelib.core.local_time import DAY
from chalicelib.pupil_threads import by_pupil
from chalicelib.storage.codec import stamp
from chalicelib.threads.message import MessageKind
from chalicelib.upkeep import schedule
from infra.tables import table_names
from tests.cast import BEFORE, NOW
from tests.conftest import PREFIX
from tests.pupil_cast import own_keys, receipt_with, ticket_of
from tests.rows import rows_with

ADDRESS, AGENT = "203.0.113.77", "Nettbrett-for-prøver/7.31"
ASKED_AT_ONCE = {
    "hurt": "often",
    "safe": "hardly_ever",
    "contact": "today",
    "more": "Hei",
}
_read = TypeDeserializer().deserialize


def everything():
    """Each row of each table as DynamoDB has it: values alone, to whatever depth, and
    its keys."""
    for name in table_names(PREFIX).values():
        for page in client("dynamodb").get_paginator("scan").paginate(TableName=name):
            for row in page["Items"]:
                yield tuple(leaves({key: _read(value) for key, value in row.items()}))


def leaves(value):
    if isinstance(value, dict):
        yield from (
            leaf for pair in value.items() for part in pair for leaf in leaves(part)
        )
    elif isinstance(value, list | set | tuple):
        yield from (leaf for part in value for leaf in leaves(part))
    else:
        yield value.value if isinstance(value, Binary) else value


def sent_from_a_device(pupil):
    """Through the pupils' door, as a network and a browser would say who is there."""
    heads = {
        "user-agent": AGENT,
        "x-forwarded-for": ADDRESS,
        "forwarded": f"for={ADDRESS}",
    }
    form = pupil.hidden(pupil.post("/form", {"code": pupil.stage.codes[0]}, **heads))
    assert pupil.post("/answer", {**form, **ASKED_AT_ONCE}, **heads).status_code == 200
    return form["attempt"]


def test_after_an_anonymous_answer_no_table_holds_code_clock_address_or_agent(
    pupil_at_the_door,
):
    before, cards = (
        set(everything()),
        {row["pk"] for row in rows_with("codes", pk="CODE#")},
    )
    attempt = sent_from_a_device(pupil_at_the_door)
    (spent,) = cards - {row["pk"] for row in rows_with("codes", pk="CODE#")}
    code = pupil_at_the_door.stage.codes[0]
    # Of all that stands there, what expired rows left lying included.
    held = [leaf for row in everything() for leaf in row]
    for secret in (
        code,
        grouped(code),
        spent.partition("#")[2],
        attempt,
        ADDRESS,
        AGENT,
    ):
        assert not [leaf for leaf in held if secret.encode() in as_bytes(leaf)]

    new = [leaf for row in set(everything()) - before for leaf in row]
    assert not [leaf for leaf in new if is_about_now(leaf)]
    round_ = pupil_at_the_door.stage.round
    listed = {
        stamp(at)
        for at in (*round_.slots, *round_.weekly, NOW.replace(minute=15, second=0))
    }
    assert clocks_in(new) <= listed
    (answer,) = rows_with("answers", sk="ANSWER#")
    assert clocks_in(leaves(answer)) == set()
    assert answer["round_opened_on"] == round_.opened_on.isoformat()
    named = {"pk", "sk", "sealed", "same_as", "round_opened_on", "expires_at"}
    assert answer.keys() == named


def as_bytes(leaf):
    return leaf if isinstance(leaf, bytes) else str(leaf).encode()


def is_about_now(leaf):
    """An epoch within a day of the answer, in seconds, in thousandths or less."""
    if not isinstance(leaf, int | float | Decimal) or isinstance(leaf, bool):
        return False
    return any(
        abs(float(leaf) / unit - NOW.timestamp()) < DAY.total_seconds()
        for unit in (1, 1e3, 1e6)
    )


def clocks_in(held):
    texts = (leaf for leaf in held if isinstance(leaf, str))
    return {
        at for text in texts for at in re.findall(r"\d{4}-\d\d-\d\dT[\d:.]+Z?", text)
    }


def test_what_was_written_is_taken_back_and_the_answers_stay(pupil_at_the_door):
    stage = pupil_at_the_door.stage
    form = stage.open()
    submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, BEFORE)
    code = receipt_with(ticket_of(stage, form.attempt), "Hei")
    before = [rows_with("answers", sk=kind) for kind in ("ANSWER#", "FLAG#")]
    by_pupil.withdraw(own_keys(code), BEFORE)
    schedule.sweep(NOW)
    assert [row["kind"] for row in rows_with("answers", sk="MESSAGE#")] == [
        MessageKind.WITHDRAWN
    ]
    after = [rows_with("answers", sk=kind) for kind in ("ANSWER#", "FLAG#")]
    assert [[row["sealed"] for row in rows] for rows in after] == [
        [row["sealed"] for row in rows] for rows in before
    ]
    assert all(map(len, after))
