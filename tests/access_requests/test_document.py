"""Which names of others are suggested for what goes out."""

from chalicelib.access_requests.document import suggested
from chalicelib.archive.document import TableBlock
from chalicelib.case_copies.prepare import MOST_NAMES

NAME = "Nora Dahl"
STAFF = ["Vilde Berg", "Per Lie"]


def said(*texts):
    return [TableBlock(("", ""), tuple(("Tekst", text) for text in texts))]


def test_a_pupil_who_is_called_as_a_colleague_is_found_and_the_colleague_is_not():
    text = "Nora sa at Vilde slo henne, og da gikk Vilde Berg bort."
    assert suggested([], said(text), STAFF, NAME) == ["Vilde"]


def test_the_pupil_is_never_suggested_and_a_brother_by_the_first_name_alone():
    assert suggested([NAME, "Ole Dahl"], said("Da kom Nora."), STAFF, NAME) == ["Ole"]


def test_where_a_sentence_begins_nothing_is_found():
    assert suggested([], said("Vilde slo Nora."), STAFF, NAME) == []


def test_no_more_are_suggested_than_can_be_taken():
    pupils = " og ".join(
        f"Elev{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(99)
    )
    assert len(suggested([], said(f"Da kom {pupils}"), STAFF, NAME)) == MOST_NAMES
