"""What was tried, as lines a person reads."""

from collections.abc import Callable


class Failed(Exception):
    """A step did not do what it must; the message says what is wrong and what to do."""


def step(what: str, do: Callable[[], str | None]) -> bool:
    """Do it, say how it went; true when it went well."""
    try:
        told = do()
    except Failed as failed:
        print(f"FAIL  {what}\n      {failed}", flush=True)
        return False
    print(f"pass  {what}{f': {told}' if told else ''}", flush=True)
    return True


def need(holds: object, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)
