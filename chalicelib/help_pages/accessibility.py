"""What the statement of accessibility is made from: what a machine tries on every page,
and what people are to try."""

import re
from dataclasses import dataclass
from datetime import date

AXE_LEVELS = (
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
)
"""What axe-core is asked for, of each page, by the walk in ``tests/browser``."""
BY_MACHINE = ("rules", "narrow", "large", "keyboard", "spacing", "scripts", "html")


@dataclass(frozen=True, slots=True)
class TriedByHand:
    """``on`` is the day when people tried it last, None where nobody has yet."""

    name: str
    on: date | None = None


BY_HAND = (
    TriedByHand("screen_reader"),
    TriedByHand("keyboard"),
    TriedByHand("voice"),
    TriedByHand("pupils"),
)
"""Whoever tries one writes the day here, and what was found in the issue."""


def criteria() -> str:
    """WCAG as it is asked for, the latest version and level."""
    found = [re.fullmatch(r"wcag(\d)(\d?)(a+)", level) for level in AXE_LEVELS]
    first, second, level = max(match.groups("") for match in found if match)
    return f"{first}.{second} {level.upper()}"
