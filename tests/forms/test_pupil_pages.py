"""A recording put into its folder is offered, and given to who asks for it."""

from base64 import b64decode

import pytest

from chalicelib.forms.definitions import FORMS
from chalicelib.locales import LOCALES
from chalicelib.web import recordings as sound
from tests.pupil_browser import text

MOST_BYTES = 300_000


@pytest.fixture
def recorded(pupil_at_the_door, monkeypatch, tmp_path):
    file = tmp_path / "nb" / "grades_5_7" / "hurt.mp3"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"ID3 sound")
    for key, path in sound.find(tmp_path).items():
        monkeypatch.setitem(sound.RECORDINGS, key, path)
    return pupil_at_the_door


def test_the_question_that_has_a_recording_says_so(recorded):
    page = text(recorded.open())
    assert page.count("data-sound=") == 1
    assert 'data-sound="lang=nb&amp;form=grades_5_7&amp;item=hurt"' in page
    assert "data-sound=" not in text(recorded.open(lang="nn"))
    for script in (text(recorded.open()), text(recorded.get("/"))):
        assert "const play=" in script


def test_while_nothing_is_recorded_no_page_carries_what_plays_it(
    pupil_at_the_door, monkeypatch
):
    for key in list(sound.RECORDINGS):
        monkeypatch.delitem(sound.RECORDINGS, key)
    for script in (text(pupil_at_the_door.open()), text(pupil_at_the_door.get("/"))):
        assert "const speak=" in script
        assert "const play=" not in script


def test_the_recording_comes_as_text(recorded):
    answer = recorded.post(
        "/sound", {"lang": "nb", "form": "grades_5_7", "item": "hurt"}
    )
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert b64decode(answer.body) == b"ID3 sound"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"lang": "nb", "form": "grades_5_7", "item": "../../secret"},
        {"lang": "nn", "form": "x"},
    ],
)
def test_what_is_not_recorded_is_not_found(recorded, fields):
    assert recorded.post("/sound", fields).status_code == 404


def test_each_recording_belongs_to_a_question_and_is_small_enough_to_fetch():
    for (language, form_id, item_id), file in sound.RECORDINGS.items():
        assert language in LOCALES
        assert item_id in {
            "intro",
            "end",
            *(question.id for question in FORMS[form_id].questions),
        }
        assert file.stat().st_size <= MOST_BYTES
