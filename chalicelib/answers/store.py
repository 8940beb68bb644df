"""Answers in ``answers``: sealed, under a key made from the attempt id and never from
the code."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.crypto.sealing import keyed_hash, plain_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.forms.form import Form
from chalicelib.forms.questions import Text
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import Round
from chalicelib.storage import database, keys, plain
from chalicelib.storage.codec import Row
from chalicelib.storage.readable import say_left_out, those_readable
from chalicelib.storage.writes import Put


def put_answer(
    round_: Round,
    class_id: str,
    attempt: str,
    answer: Mapping[str, str],
    language: str,
    card: int | None,
    until: int,
) -> Put:
    """The row holds the sealed answer and the date of the round; no time, no language
    in clear. ``card`` is the number of a confidential round's card, sealed with the
    answer.

    ``same_as`` tells the same answer sent again from another one. Its hash is keyed by
    the attempt, which is stored nowhere: equal answers of two pupils look different.
    """
    numbered = {"card": card} if card else {}
    content = {"answer": dict(answer), "language": language, **numbered}
    row = {
        "sealed": sealing.seal(
            round_.public_key,
            content,
            _bound_to(round_.id, class_id),
            sealing.WITH_TEXT,
        ),
        "same_as": keyed_hash(
            Secret.TICKETS,
            "same answer",
            f"{attempt}|{json.dumps(answer, sort_keys=True)}",
        ),
        "round_opened_on": round_.opened_on.isoformat(),
        "expires_at": until,
    }
    key = keys.answer(round_.id, class_id, plain_hash("answer", attempt))
    return Put(settings().answers_table, key, row, if_new=True)


def put_again(put: Put) -> Put:
    """Over itself: refused where what is stored is not the same answer. The pupils'
    side cannot read, so this is how it learns that something was changed after it was
    sent."""
    return replace(put, if_new=False, expected={"same_as": put.row["same_as"]})


def count(place: Place) -> int:
    partition, prefix = keys.answer(place.round_id, place.class_id, "")
    return database.count(settings().answers_table, partition, prefix)


def by_card(
    private_key: bytes, place: Place, form: Form
) -> dict[int, Mapping[str, str]]:
    """The answers of a class in a confidential round by the number of the card, opened.
    A code is good for one: where two have one card nobody knows which is the pupil's,
    and neither is."""
    partition, prefix = keys.answer(place.round_id, place.class_id, "")
    rows = database.query(settings().answers_table, partition, prefix)
    found = list(those_readable(rows, partial(_numbered, private_key, place, form)))
    times = Counter(card for card, _ in found)
    if doubtful := sum(number for number in times.values() if number > 1):
        say_left_out("ANSWER", "SameCard", doubtful)
    return {card: answer for card, answer in found if times[card] == 1}


def opened(private_key: bytes, place: Place, form: Form) -> list[Mapping[str, str]]:
    """The answers there, in no order."""
    partition, prefix = keys.answer(place.round_id, place.class_id, "")
    rows = database.query(settings().answers_table, partition, prefix)
    read = partial(_opened, private_key, place, form)
    return [answer for _, answer in those_readable(rows, read)]


def _numbered(
    private_key: bytes, place: Place, form: Form, row: Row
) -> tuple[int, Mapping[str, str]]:
    said, answer = _opened(private_key, place, form, row)
    return plain.number(said["card"], 1), answer


def _opened(
    private_key: bytes, place: Place, form: Form, row: Row
) -> tuple[Mapping[str, object], Mapping[str, str]]:
    said = plain.fields(sealing.unseal(private_key, row["sealed"], _bound_to(*place)))
    answer = plain.fields(said["answer"])
    asked = {asked_question.id: asked_question for asked_question in form.questions}
    for item, value in answer.items():
        question = asked[item]
        if not isinstance(question, Text) and value not in question.options:
            raise ValueError("option")
        plain.words(value)
    return said, answer


def _bound_to(round_id: str, class_id: str) -> str:
    return f"answer|{round_id}|{class_id}"
