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


def sentences():
    """Of the modes all; of the pages what ends as a sentence does, and asks nothing."""
    pages = [key for key in LOCALES["nb"].strings if key.startswith(PREFIXES)]
    said = (re.split(r"(?<=[.?!]) ", texts("nb")(key)) for key in (*KEYS, *pages))
    return {
        sentence
        for sentence in chain.from_iterable(said)
        if sentence.endswith((".", "!"))
    }


def test_every_sentence_is_listed():
    assert sentences() == HELD_BY.keys() | NOT_A_PROMISE_OF_CODE
    assert not HELD_BY.keys() & NOT_A_PROMISE_OF_CODE


@pytest.mark.parametrize("test", sorted(set(chain.from_iterable(HELD_BY.values()))))
def test_what_holds_it_exists(test):
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
