"""What a flag says, sealed to its round's key. Its row is an item of the inbox."""

from typing import Any, cast

from chalicelib import sealing
from chalicelib.domain.flags import Level, Reason
from chalicelib.domain.raised_flags import FlagContent


def seal(public_key: bytes, round_id: str, content: FlagContent) -> bytes:
    reasons = [[one.rule, int(one.level), one.item, one.option] for one in content.reasons]
    numbered = {"card": content.card} if content.card else {}
    plain = {"reasons": reasons, "text": content.text, **numbered}
    return sealing.seal(public_key, plain, _bound_to(round_id))


def unseal(private_key: bytes, round_id: str, sealed: bytes) -> FlagContent:
    plain = cast(dict[str, Any], sealing.unseal(private_key, sealed, _bound_to(round_id)))
    reasons = tuple(
        Reason(rule, Level(level), item, option) for rule, level, item, option in plain["reasons"]
    )
    return FlagContent(reasons, plain["text"], plain.get("card"))


def _bound_to(round_id: str) -> str:
    return f"flag|{round_id}"
