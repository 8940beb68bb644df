"""What a flag says, sealed to its round's key. Its row is an item of the inbox.

The seal is bound to what stands in clear beside it and decides who must act and how fast: it does
not open under another flag's id, nor at another level.
"""

from typing import Any, cast

from chalicelib import sealing
from chalicelib.domain.flags import Level, Reason
from chalicelib.domain.inbox import Item
from chalicelib.domain.raised_flags import FlagContent


def seal(
    public_key: bytes, round_id: str, flag_id: str, level: Level, content: FlagContent
) -> bytes:
    reasons = [[one.rule, int(one.level), one.item, one.option] for one in content.reasons]
    numbered = {"card": content.card} if content.card else {}
    plain = {"reasons": reasons, "text": content.text, **numbered}
    bound_to = _bound_to(round_id, flag_id, level)
    return sealing.seal(public_key, plain, bound_to, sealing.WITH_TEXT)


def unseal(private_key: bytes, flag: Item) -> FlagContent:
    """Raises cryptography's InvalidTag where the row is not as it was written."""
    bound_to = _bound_to(flag.round_id or "", flag.id, flag.level)
    plain = cast(dict[str, Any], sealing.unseal(private_key, flag.sealed, bound_to))
    reasons = tuple(
        Reason(rule, Level(level), item, option) for rule, level, item, option in plain["reasons"]
    )
    return FlagContent(reasons, plain["text"], plain.get("card"))


def _bound_to(round_id: str, flag_id: str, level: Level) -> str:
    return f"flag|{round_id}|{flag_id}|{int(level)}"
