"""A class of 25 that answers an anonymous round over a school day, drawn with a seed.

The rates are those the forms are sized by. One flagged pupil asks by name without the
tick. A wish is drawn apart from how a pupil is: what is tried is what the service gives
away, not who is first.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from chalicelib.core.local_time import slots_between, weekly_between
from chalicelib.crypto import sealing
from chalicelib.flags import flag_items
from chalicelib.flags import store as flags
from chalicelib.flags.findings import raise_flags
from chalicelib.flags.rule_sets import GRADES_5_10
from chalicelib.items import store as item_store
from chalicelib.items.filter import in_order
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.rounds.code_store import Card, Place
from chalicelib.rounds.groups import classes_in_round
from chalicelib.rounds.round import Mode, Round, on_duty
from chalicelib.storage.codec import decode, encode
from chalicelib.threads import new_message
from chalicelib.threads.contact import URGENCY_LEVEL, Contact, ContactUrgency, Whom
from chalicelib.threads.message import MessageContent, MessageKind
from chalicelib.threads.thread import with_threads
from tests.cast import CLASSES, NURSE, SCHOOL

OPENS = datetime(2026, 11, 24, 7, 15, tzinfo=UTC)
"""A Tuesday, a quarter past eight in Norway."""
ANSWERING = timedelta(hours=6)
CLOSES = OPENS + timedelta(days=2)
CLASS = replace(CLASSES[0], pupils=25)
PUPILS = 25

LATER = timedelta(days=8)
"""By then the weekly list is told too."""
NEXT_MORNING = OPENS + timedelta(days=1, minutes=-15)
CONTACT = {
    urgency: Contact(Whom.CLASS_TEACHER, urgency, "Kim Prøvesen")
    for urgency in ContactUrgency
}

SOON = 3
"""Minutes after the answer in which a pupil asks."""

HARD = 0.1
"""Of pupils, who meet some L2 rule. Of them: 8 of 10 are bullied, 3 of 10 do not
thrive."""
FOR_THE_HARD = {
    "hurt": 0.8,
    "thriving": 0.3,
    "company": 0.15,
    "excluded": 0.3,
    "safe": 0.2,
}
BAD = {
    "hurt": ("few", "weekly", "often"),
    "thriving": ("not_so_good", "bad"),
    "company": ("seldom", "never"),
    "excluded": ("few", "weekly", "often"),
    "safe": ("often_not", "hardly_ever"),
}
FOR_THE_REST = {"thriving": 0.094, "company": 0.03, "hurt": 0.03, "safe": 0.02}
A_LITTLE = {"thriving": "ok", "company": "sometimes", "hurt": "once", "safe": "unsure"}
OTHERS_WISH = 0.03
ANSWER_OF = {
    Level.L1: {"hurt": "once"},
    Level.L2: {"hurt": "few"},
    Level.L3: {"hurt": "often", "safe": "hardly_ever"},
}


@dataclass(frozen=True)
class Sent:
    attempt: str
    at: datetime
    answer: dict[str, str]


@dataclass(frozen=True)
class Asked:
    """``of`` is the answer of the pupil who asks."""

    of: Sent
    at: datetime
    urgency: ContactUrgency


@dataclass(frozen=True)
class Drawn:
    sent: list[Sent]
    asked: Asked


def an_answer(rng: random.Random) -> dict[str, str]:
    if rng.random() < HARD:
        found = {
            item: rng.choice(BAD[item])
            for item, p in FOR_THE_HARD.items()
            if rng.random() < p
        }
        return found or {"hurt": "few"}
    return {
        item: A_LITTLE[item] for item, p in FOR_THE_REST.items() if rng.random() < p
    }


def is_flagged(answer: dict[str, str]) -> bool:
    return bool(raise_flags(answer, GRADES_5_10, text_hit=False))


@cache
def drawn(seed: int) -> Drawn:
    rng = random.Random(seed)
    answers = [an_answer(rng) for _ in range(PUPILS)]
    while not any(map(is_flagged, answers)):
        answers = [an_answer(rng) for _ in range(PUPILS)]
    asks = rng.choice([n for n, answer in enumerate(answers) if is_flagged(answer)])
    urgency = rng.choice(list(ContactUrgency))
    for number, answer in enumerate(answers):
        if number == asks or rng.random() < OTHERS_WISH:
            answer["contact"] = (
                urgency if number == asks else rng.choice(list(ContactUrgency))
            )
    attempts = [f"{rng.getrandbits(128):032x}"[:22] for _ in answers]
    times = [OPENS + rng.random() * ANSWERING for _ in answers]
    sent = [Sent(*fields) for fields in zip(attempts, times, answers, strict=True)]
    at = sent[asks].at + timedelta(seconds=rng.uniform(20, 120))
    return Drawn(sent, Asked(sent[asks], at, urgency))


PUBLIC_KEY, PRIVATE_KEY = sealing.new_key_pair()


@cache
def a_round() -> Round:
    return Round(
        id="RTEST",
        school_id=SCHOOL.id,
        owner_id=SCHOOL.owner_id,
        form_id="grades_5_7",
        mode=Mode.ANONYMOUS,
        language="nb",
        languages=("nb",),
        opens_at=OPENS,
        closes_at=CLOSES,
        opened_on=OPENS.date(),
        expires_on=(OPENS + timedelta(days=60)).date(),
        public_key=PUBLIC_KEY,
        classes={
            class_.id: class_
            for class_ in classes_in_round(Mode.ANONYMOUS, [CLASS], "5-7")
        },
        slots=slots_between(SCHOOL.calendar, OPENS, CLOSES),
        weekly=weekly_between(SCHOOL.calendar, OPENS, CLOSES),
        ombud="",
        on_duty=on_duty(NURSE),
    )


def flags_of(sent: Sent, round_: Round, wish_apart: bool = True) -> list[Item]:
    """What is stored of an answer for the school to find, read back."""
    found = raise_flags(sent.answer, GRADES_5_10, text_hit=False, wish_apart=wish_apart)
    card = Card(Place(round_.id, CLASS.id), None)
    puts = flag_items.writes_for(found, "", round_, card, sent.attempt, sent.at)
    return [
        item_store._decode(decode(encode({**put.row, **put.key._asdict()})))
        for put in puts
    ]


def request_of(asked: Asked, round_: Round, id_: str) -> Item:
    content = MessageContent(1, contact=CONTACT[asked.urgency])
    level = URGENCY_LEVEL[asked.urgency]
    message = new_message.make(
        round_, CLASS.id, id_, MessageKind.CONTACT, content, level, asked.at
    )
    (item,) = with_threads([], [replace(message, id=id_)])
    return item


def flag_id(sent: Sent) -> str:
    return flag_items.flag_id(Audience.RESOURCE_GROUP, sent.attempt)


Order = Callable[[Iterable[Item]], list[Item]]


@dataclass(frozen=True)
class Line:
    """What the observer notes of an item: ``seen`` is when it first stood in the list,
    ``place`` where it stands in the end, ``wishes`` what its reasons say of a wish."""

    item: Item
    seen: datetime
    place: int
    wishes: str | None


def watched(items: list[Item], order: Order = in_order) -> list[Line]:
    """The list at every minute, which changes at an item's ``since`` alone, and all
    pages."""
    seen: dict[str, datetime] = {}
    for moment in sorted({item.since for item in items}):
        for item in items:
            if item.is_listed(moment):
                seen.setdefault(item.ref, moment)
    listed = order(item for item in items if item.is_listed(OPENS + LATER))
    return [
        Line(item, seen[item.ref], n, wish_in(item)) for n, item in enumerate(listed)
    ]


def wish_in(item: Item) -> str | None:
    if item.kind is not ItemKind.FLAG:
        return None
    reasons = flags.unseal(PRIVATE_KEY, item).reasons
    return next((reason.option for reason in reasons if reason.rule == "asks"), None)


def with_next_slot(item: Item, sent_at: datetime) -> datetime:
    return (
        next(at for at in a_round().slots if at >= sent_at)
        if item.level is Level.L2
        else item.since
    )


@dataclass(frozen=True)
class Scene:
    """``mine`` is the flag of who asks; ``flags`` have no wishes among them."""

    request: Line
    flags: list[Line]
    mine: str
    urgency: ContactUrgency


@cache
def stored(seed: int, wish_apart: bool) -> list[tuple[Item, datetime]]:
    """Each item, the request last, and when what it is of was sent."""
    drawing = drawn(seed)
    found = [
        (item, sent.at)
        for sent in drawing.sent
        for item in flags_of(sent, a_round(), wish_apart)
    ]
    return [
        *found,
        (request_of(drawing.asked, a_round(), f"K{seed}"), drawing.asked.at),
    ]


@cache
def scene(seed: int, weakened: str = "") -> Scene:
    drawing = drawn(seed)
    found = stored(seed, weakened != "wish within")
    items = [item for item, _ in found]
    sent_at = {item.ref: at for item, at in found}
    order: Order = in_order
    if weakened == "by the slot":
        items = [
            replace(item, since=with_next_slot(item, sent_at[item.ref]))
            for item in items
        ]
    if weakened == "exact":
        items = [replace(item, since=sent_at[item.ref]) for item in items]
    if weakened == "order":
        order = lambda those: sorted(those, key=lambda item: sent_at[item.ref])  # noqa: E731
    lines = watched(items, order)
    return Scene(
        next(line for line in lines if line.item.kind is ItemKind.CONTACT),
        [
            line
            for line in lines
            if line.item.kind is ItemKind.FLAG and not line.item.wish
        ],
        flag_id(drawing.asked.of),
        drawing.asked.urgency,
    )
