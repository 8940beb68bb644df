import json

import pytest

from chalicelib.archive.document import WORDS, document_of
from tests.archive import papers


@pytest.mark.parametrize("paper", [papers.ordinary(), papers.unruly()])
def test_a_document_comes_back_from_json_as_it_was(paper):
    assert document_of(json.loads(json.dumps(paper.plain()))) == paper


@pytest.mark.parametrize("name", [*WORDS])
def test_without_one_of_its_words_it_is_none(name):
    plain = papers.ordinary().plain()
    del plain["words"][name]
    with pytest.raises(KeyError):
        document_of(plain)


def test_a_block_of_another_kind_is_none():
    plain = papers.ordinary().plain()
    plain["blocks"][0]["kind"] = "raw"
    with pytest.raises(ValueError, match="kind"):
        document_of(plain)
