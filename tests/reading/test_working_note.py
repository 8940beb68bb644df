import pytest

from chalicelib.reading.working_note import MOST_CHARACTERS, note_in


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Snakket med mor.", "Snakket med mor."),
        ("  Snakket\r\nmed mor. \n", "Snakket\nmed mor."),
        ("a" * MOST_CHARACTERS, "a" * MOST_CHARACTERS),
        ("a" * (MOST_CHARACTERS + 1), None),
        ("", None),
        (" \n\t", None),
        ("👩‍❤️‍💋‍👨" * MOST_CHARACTERS, None),
    ],
)
def test_a_note_is_between_one_sign_and_two_thousand(typed, kept):
    assert note_in(typed) == kept
