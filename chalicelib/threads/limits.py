"""How much may be said in a thread."""

from chalicelib.core.text import size_problem

MOST_CHARACTERS = 500


MOST_NAME = 80


MOST_MESSAGES = 100
"""In one thread: a row of the database holds them all, and a conversation needs
fewer."""


MOST_BYTES = 180_000
"""In one thread, sealed: some forty messages. Far from the 400 kB a row holds: the
local service counts base64 twice, and replies of the school must still find room."""


def text_problem(text: str, most: int = MOST_CHARACTERS) -> str | None:
    """Why a clean text cannot be taken: empty, too_long or too_heavy."""
    return size_problem(text, most) if text else "empty"
