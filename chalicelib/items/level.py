"""How fast somebody must act on what has come in."""

from enum import IntEnum


class Level(IntEnum):
    """How fast a human must act: watch, follow up, urgent."""

    L1 = 1
    L2 = 2
    L3 = 3
