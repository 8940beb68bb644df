"""What a flag says, sealed to its round's key. Its row is an item of the inbox.

The seal is bound to what stands in clear beside it and decides who must act and how
fast: it does not open under another flag's id, nor at another level.
"""

from chalicelib.crypto import sealing
from chalicelib.flags.conditions import Reason
from chalicelib.flags.content import FlagContent
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.locales import LOCALES
from chalicelib.storage import plain

_MOST_REASONS = 20
"""More than all rules of a form together."""


def seal(
    public_key: bytes, round_id: str, flag_id: str, level: Level, content: FlagContent
) -> bytes:
    reasons = [
        [reason.rule, int(reason.level), reason.item, reason.option]
        for reason in content.reasons
    ]
    numbered = {"card": content.card} if content.card else {}
    said = {"reasons": reasons, "text": content.text, **numbered}
    bound_to = _bound_to(round_id, flag_id, level)
    return sealing.seal(public_key, said, bound_to, sealing.WITH_TEXT)


def unseal(private_key: bytes, flag: Item) -> FlagContent:
    """Raises cryptography's InvalidTag where the row is not as it was written, and what
    ``storage.plain`` does where what was sealed is no flag."""
    bound_to = _bound_to(flag.round_id or "", flag.id, flag.level)
    said = plain.fields(sealing.unseal(private_key, flag.sealed, bound_to))
    return FlagContent(
        tuple(
            _reason(reason)
            for reason in plain.values(said["reasons"], _MOST_REASONS, 1)
        ),
        None if said["text"] is None else plain.words(said["text"]),
        plain.number(said["card"], 1) if "card" in said else None,
    )


def _reason(value: object) -> Reason:
    """A rule is known by the words that the page has for it: those stay when it is
    retired."""
    rule, level, item, option = plain.values(value, 4, 4)
    named = [None if word is None else plain.words(word) for word in (item, option)]
    known = LOCALES["nb"].strings
    own = f"flag.reason.{plain.words(rule)}"
    if own not in known and f"{own}.{option}" not in known:
        raise ValueError("rule")
    return Reason(rule, Level(plain.number(level)), *named)


def _bound_to(round_id: str, flag_id: str, level: Level) -> str:
    return f"flag|{round_id}|{flag_id}|{int(level)}"
