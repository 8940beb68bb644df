"""Replies to classes: what pupils read stands in ``forms``, unsealed since the public
side shows it to whoever has the word; every version, with who wrote it, in
``casework``. All of it goes when the round does."""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from chalicelib.class_reply.class_word import word_of
from chalicelib.class_reply.reply import PublishedReply, ReplyVersion
from chalicelib.core.settings import settings
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import Round
from chalicelib.storage import database, records, reply_keys
from chalicelib.storage.codec import Row, epoch
from chalicelib.storage.readable import read_or_none
from chalicelib.storage.writes import Put

_IN_THE_KEY = ("round_id", "part", "version")


def put_word(round_: Round, class_id: str) -> Put:
    """The same however often it is put."""
    key = reply_keys.class_word(word_of(round_.id, class_id))
    row = Place(round_.id, class_id)._asdict() | _until(round_)
    return Put(settings().forms_table, key, row)


def place_of(word: str) -> Place | None:
    row = database.get(settings().forms_table, reply_keys.class_word(word))
    return Place(row["round_id"], row["class_id"]) if row else None


def put_published(round_: Round, part: str, reply: PublishedReply) -> Put:
    key = reply_keys.published_reply(round_.id, part)
    return Put(settings().forms_table, key, records.encode(reply) | _until(round_))


def published(round_id: str, part: str) -> PublishedReply | None:
    row = database.get(
        settings().forms_table, reply_keys.published_reply(round_id, part)
    )
    return read_or_none(row, partial(records.decode, PublishedReply))


def put_version(round_: Round, version: ReplyVersion) -> Put:
    """Refused where the part has that version already."""
    key = reply_keys.reply(version.round_id, version.part, version.version)
    row = records.encode(version, *_IN_THE_KEY) | _until(round_)
    return Put(settings().casework_table, key, row, if_new=True)


def versions(round_id: str) -> Mapping[str, tuple[ReplyVersion, ...]]:
    """By part, oldest first."""
    found: dict[str, list[ReplyVersion]] = defaultdict(list)
    partition, prefix = reply_keys.replies(round_id)
    for row in database.query(settings().casework_table, partition, prefix):
        version = _decode(round_id, row)
        found[version.part].append(version)
    return {part: tuple(those) for part, those in found.items()}


def _decode(round_id: str, row: Row) -> ReplyVersion:
    _, part, version = row["sk"].split("#")
    return records.decode(
        ReplyVersion, row, round_id=round_id, part=part, version=int(version)
    )


def _until(round_: Round) -> Row:
    return {"expires_at": epoch(round_.expires_at)}
