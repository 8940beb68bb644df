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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kim P. Prøvesen", "Kim Prøvesen sto alene"),
        ("Kim Prøvesen", "Kim P. Prøvesen sto alene"),
        ("Åse Sørli", "Aase Soerli"),
        ("Aase Sørli", "Åse Sörli"),
        ("Mustafa Öz", "mustafa oz"),
        ("Łukasz Žák", "Lukasz Zak"),
        ("José Nuñez", "jose nunez"),
        ("Ærlend Åsgård", "aerlend aasgaard"),
    ],
)
def test_a_name_is_known_however_its_letters_are_written(name, text):
    assert mention([text], name) is Mention.WHOLE


@pytest.mark.parametrize("name", ["", " ", "."])
def test_no_name_is_found_nowhere(name):
    assert mention(["Test . Elev"], name) is Mention.NONE
