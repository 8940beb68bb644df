"""The keys of what a class is told back; what they are for stands in the package's
explanation."""

from chalicelib.storage.keys import Key


def class_word(word: str) -> Key:
    """Which class of which round a word stands for."""
    return Key(f"WORD#{word}", "WORD")


def published_reply(round_id: str, part: str) -> Key:
    """What pupils read, of a class or of all."""
    return Key(f"REPLY#{round_id}", f"PART#{part}")


def replies(round_id: str) -> Key:
    """The beginning of the keys of all that was ever published of a round."""
    return Key(f"REPLIES#{round_id}", "PART#")


def reply(round_id: str, part: str, version: int) -> Key:
    partition, begins = replies(round_id)
    return Key(partition, f"{begins}{part}#{version:04d}")
