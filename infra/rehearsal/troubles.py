"""Trouble brought about in the rehearsed installation, so that its line reaches its
log.

What is put is taken away again: each gives back how. Rows are put as the root of this
engine, past all our code, as somebody who has taken a side over would put them.
"""

import secrets
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from chalicelib.core import ids
from chalicelib.items.item import Item
from chalicelib.rounds import guesses
from chalicelib.upkeep.schedule import MOST_MAILS
from infra.rehearsal import pupil, story
from infra.rehearsal.report import need
from infra.rehearsal.stacks import MAIL_DOMAIN, PREFIX, Installed

Row = dict[str, Any]
Undo = Callable[[], object]
_LONG_AGO = {"S": "2026-01-01T00:00:00Z"}
_DUE = {"due_shard": {"S": "DUE#0"}, "due_at": _LONG_AGO}
_ID = "REHEARSEDREHEARSED22"
_OF_A_NEW_FLAG = {"pk", "expires_at", *(field.name for field in fields(Item))}
_READER, _ASKER = "rektor@demoskolen.example", "helse@demoskolen.example"


def guessing(stacks: Installed, _: str) -> Undo:
    for _number in range(guesses.FREE + 1):
        pupil.form(stacks.urls["public"], ids.new_code(secrets.choice))
    return lambda: None


def of_no_round(stacks: Installed, _: str) -> Undo:
    """A flag that is due and readable, of a round that is not there."""
    return put(stacks, [_flag(stacks, 1) | {"round_id": {"S": "NONE"}, **_DUE}])


def unreadable(stacks: Installed, code: str) -> Undo:
    """A flag without most of what one has, met by the sweep and by whoever sees the
    inbox; and a pupil's own copy of a thread that says no more whose it is, met with
    its receipt."""
    flag = _flag(stacks, 2)
    undo = put(stacks, [{name: flag[name] for name in ("pk", "sk", "id")} | _DUE])
    cookie = story.signed_in(stacks, _READER)
    need(
        pupil.get(f"{stacks.urls['staff']}/staff/inbox", **cookie).status == 200,
        "no inbox",
    )
    _spoil_a_thread(stacks, code)
    return undo


def _spoil_a_thread(stacks: Installed, code: str) -> None:
    url = stacks.urls["public"]
    thanks = pupil.send(url, pupil.form(url, code), hurt="never")
    asked = {"ticket": thanks.hidden["ticket"], "saved": "yes"}
    thread = pupil.post(f"{url}/receipt", asked).hidden
    written = pupil.post(f"{url}/thread/write", {**thread, "text": "Hei"})
    need(written.status == 200, f"writing to the school answered {written.status}")
    spoilt = a_row(stacks, "forms", pk="RECEIPT#")
    del spoilt["round_id"]
    stacks.engine.client("dynamodb").put_item(TableName=f"{PREFIX}-forms", Item=spoilt)
    answered = pupil.post(f"{url}/thread", {"receipt": thread["receipt"]}).status
    need(answered < 500, f"the unreadable thread answered {answered}")


def many_mails(stacks: Installed, _: str) -> Undo:
    """More of one school due at once than a school can have; nobody gets any of
    them."""
    outbox = {"pk": a_row(stacks, "answers", sk="MAIL#")["pk"], **_DUE}
    many = range(MOST_MAILS + 1)
    return put(
        stacks, [outbox | {"sk": {"S": f"MAIL#{_ID}{number}"}} for number in many]
    )


def refused(stacks: Installed, _: str) -> Undo:
    """The domain is proved no more: SES takes no link and no mail that is due. The mail
    is one that the owner has, once more; it is taken away before it could be sent
    again."""
    ses = stacks.engine.client("sesv2")
    ses.delete_email_identity(EmailIdentity=MAIL_DOMAIN)
    # ministack keeps it a second time, for the older interface.
    stacks.engine.client("ses").delete_identity(Identity=MAIL_DOMAIN)
    mail = a_row(stacks, "answers", sk="MAIL#", recipients={"S": "owner"})
    mail |= {"id": {"S": _ID}, "sk": {"S": f"MAIL#{_ID}"}, "told": {"M": {}}, **_DUE}
    undo = put(stacks, [mail])
    pupil.post(f"{stacks.urls['staff']}/staff/sign-in", {"email": _ASKER})

    def put_right() -> None:
        undo()
        ses.create_email_identity(EmailIdentity=MAIL_DOMAIN)

    return put_right


def told_to_nobody(stacks: Installed, _: str) -> Undo:
    """A flag that has neither a clock nor a mail, and the night's comparing once
    more."""
    undo = put(stacks, [_flag(stacks, 3)])
    key = {"pk": {"S": "RECONCILED"}, "sk": {"S": "RECONCILED"}}
    stacks.engine.client("dynamodb").delete_item(TableName=f"{PREFIX}-answers", Key=key)
    return undo


def _flag(stacks: Installed, number: int) -> Row:
    """One like the school's own, under an id of its own, as it was before anybody was
    told."""
    row = a_row(stacks, "answers", sk="FLAG#", kind={"S": "flag"})
    return as_new(row, f"{_ID[:-1]}{'ABC'[number - 1]}")


def as_new(row: Row, own: str) -> Row:
    """That flag without what was done with it, under another id."""
    kept = {name: value for name, value in row.items() if name in _OF_A_NEW_FLAG}
    new = {"step": {"N": "0"}, "mails": {"L": []}}
    return kept | new | {"id": {"S": own}, "sk": {"S": f"FLAG#{own}"}}


def put(stacks: Installed, rows: list[Row]) -> Undo:
    dynamodb, name = stacks.engine.client("dynamodb"), f"{PREFIX}-answers"
    for row in rows:
        dynamodb.put_item(TableName=name, Item=row)

    def take_away() -> None:
        for row in rows:
            dynamodb.delete_item(TableName=name, Key={"pk": row["pk"], "sk": row["sk"]})

    return take_away


def a_row(
    stacks: Installed, table: str, pk: str = "", sk: str = "", **holds: Row
) -> Row:
    """Some row whose keys begin so and that holds this. Raises Failed where there is
    none."""
    pages = stacks.engine.client("dynamodb").get_paginator("scan")
    found: list[Row] = [
        row
        for page in pages.paginate(TableName=f"{PREFIX}-{table}")
        for row in page["Items"]
        if row["pk"]["S"].startswith(pk) and row["sk"]["S"].startswith(sk)
        if holds.items() <= row.items()
    ]
    need(found, f"there is no row {pk}{sk} to begin from")
    return found[0]
