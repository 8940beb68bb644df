"""The word of a class in a round: under it anybody can read what the class is told. It
follows from round and class and a secret, so that who knows of one class's finds no
other's, and leads to no answer and no pupil."""

from datetime import datetime

from chalicelib.core import ids
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import derived_id, keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.forms.definitions import FORMS
from chalicelib.rounds.round import Openness, Round

LENGTH, GROUP = 9, 3
"""Another length than a pupil's code has: nobody takes one for the other."""
PATH = "/class"


def word_of(round_id: str, class_id: str) -> str:
    hidden = keyed_hash(Secret.CODES, "class word", f"{round_id}|{class_id}")
    return ids.with_check(derived_id("class word", hidden)[: LENGTH - 1])


def of_thread(round_: Round, class_id: str, now: datetime) -> str:
    """For who comes back with a receipt; empty while the class can still answer, and
    where no class did: a group that is over is told nothing so."""
    has_classes = round_.form_id in FORMS and class_id in round_.classes
    if not has_classes or round_.class_openness(class_id, now) is not Openness.CLOSED:
        return ""
    return word_of(round_.id, class_id)


def is_word(typed: str) -> bool:
    """Whether it looks like one once it is normalised as codes are."""
    return len(typed) == LENGTH and ids.fits(typed)


def grouped(word: str) -> str:
    """As it stands on paper: three groups of three."""
    return " ".join(word[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def address() -> str:
    """Where it is typed."""
    return f"{settings().public_url}{PATH}"


def address_of(word: str) -> str:
    """Where it is read, and what a QR code holds. It is no pupil's code."""
    return f"{address()}?word={word}"
