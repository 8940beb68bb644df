"""Each sentence a pupil is told of who learns what is held by a test: see
``tests/promises``."""

import re
from itertools import chain

import pytest

from chalicelib.locales import LOCALES
from chalicelib.web.language import texts
from tests.conftest import ROOT
from tests.no_promises import NOT_A_PROMISE_OF_CODE
from tests.promises import HELD_BY, KEYS, PREFIXES
from tests.promises_of_guardians import (
    DONE_BY_PEOPLE,
    OF_GUARDIANS_HELD_BY,
    PREFIXES_OF_GUARDIANS,
)

END = r"(?<=[.?!]) (?=[A-ZÆØÅ«{])"
"""Of a sentence: what follows "art." or "nr." is no other one."""


def sentences(prefixes=PREFIXES, keys=KEYS):
    """Of the modes all; of the pages what ends as a sentence does, and asks nothing."""
    pages = [key for key in LOCALES["nb"].strings if key.startswith(prefixes)]
    said = (re.split(END, texts("nb")(key)) for key in (*keys, *pages))
    return {
        sentence
        for sentence in chain.from_iterable(said)
        if sentence.endswith((".", "!"))
    }


def test_every_sentence_is_listed():
    assert sentences() == HELD_BY.keys() | NOT_A_PROMISE_OF_CODE
    assert not HELD_BY.keys() & NOT_A_PROMISE_OF_CODE


def test_every_sentence_for_guardians_is_listed():
    told = sentences(PREFIXES_OF_GUARDIANS, ())
    assert told == OF_GUARDIANS_HELD_BY.keys() | DONE_BY_PEOPLE
    assert not OF_GUARDIANS_HELD_BY.keys() & DONE_BY_PEOPLE


HOLDING = chain(HELD_BY.values(), OF_GUARDIANS_HELD_BY.values())


@pytest.mark.parametrize("test", sorted(set(chain.from_iterable(HOLDING))))
def test_what_holds_it_exists(test):
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
