import pytest

from chalicelib.access_requests.mention import Mention, mention


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["Test Elev sto alene"], Mention.WHOLE),
        (["ELEV, TEST"], Mention.WHOLE),
        (["Tests mor ringte", "om Elev"], Mention.WHOLE),
        (["Test kom"], Mention.PART),
        (["eleven kom", "tester"], Mention.NONE),
        ([], Mention.NONE),
    ],
)
def test_the_whole_name_a_part_of_it_or_none(texts, said):
    assert mention(texts, "Test Elev") is said


def test_what_is_a_word_too_counts_where_it_is_written_as_a_name():
    assert mention(["to ganger per dag"], "Per Dag") is Mention.NONE
    assert mention(["Per sa det"], "Per Dag") is Mention.PART


@pytest.mark.parametrize("name", ["", " ", "."])
def test_no_name_is_found_nowhere(name):
    assert mention(["Test . Elev"], name) is Mention.NONE
