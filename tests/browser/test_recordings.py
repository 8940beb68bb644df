"""The page to read questions aloud with, on a phone with a microphone and without."""

import base64

import pytest

from infra.recordings import sound
from infra.recordings.page import html
from infra.recordings.take_in import take_in
from infra.recordings.words import WORDS
from tests.chromium import CHROMIUM_FLAGS, becomes, chromium
from tests.infra.test_recordings import FIRST, SECONDS, speech, written

pytestmark = [pytest.mark.browser, pytest.mark.walk]
SAID = WORDS[FIRST.language]
CARD = f"[data-name='{FIRST.name}']"
MICROPHONE = "--use-fake-device-for-media-stream --use-fake-ui-for-media-stream"


@pytest.fixture
def record(page, tmp_path):
    """The page as a file, as somebody opens it who was sent it."""
    file = tmp_path / "recordings.html"
    file.write_text(html(), encoding="utf-8")
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize(
    ("samples", "said"),
    [
        (speech(), "good"),
        (speech(0), "silent"),
        (speech(loudness=0.02), "quiet"),
        (speech(loudness=4), "loud"),
        (speech(FIRST.least_seconds * 0.8), "short"),
        (speech(FIRST.most_seconds * 1.2), "long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_judged_as_it_is_when_it_is_taken_in(record, tmp_path, samples, said):
    file = written(tmp_path / "given", samples)
    record.set_input_files(f"{CARD} input", file)
    becomes(record, lambda: record.inner_text(f"{CARD} .said"), SAID[said])
    assert record.is_visible(f"{CARD} .save") == (said == "good")
    assert record.is_visible(f"{CARD} audio")
    heard = sound.hear(sound.read(file))
    assert (sound.fault(heard, FIRST) or "good") == said


def test_what_is_no_sound_and_a_microphone_that_is_refused_are_said(record, tmp_path):
    file = tmp_path / "words.wav"
    file.write_bytes(b"no sound at all")
    record.set_input_files(f"{CARD} input", file)
    becomes(record, lambda: record.inner_text(f"{CARD} .said"), SAID["unreadable"])
    assert not record.is_visible(f"{CARD} .save")
    record.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(); }"
    )
    record.click(f"{CARD} .record")
    record.wait_for_selector("#nb .none")
    assert record.evaluate("document.documentElement.scrollWidth") <= 360


def test_read_with_a_microphone_saved_taken_in_and_played_by_a_browser(
    browser, tmp_path
):
    spoken = written(tmp_path / "voice", speech(FIRST.least_seconds * 1.5))
    shown = tmp_path / "recordings.html"
    shown.write_text(html(), encoding="utf-8")
    phone = browser.browser_type.launch(
        executable_path=chromium(),
        args=[
            *CHROMIUM_FLAGS.split(),
            *MICROPHONE.split(),
            f"--use-file-for-fake-audio-capture={spoken}%noloop",
        ],
    )
    tab = phone.new_page()
    tab.goto(shown.as_uri())
    tab.click(f"{CARD} .record")
    becomes(tab, lambda: tab.inner_text(f"{CARD} .record"), SAID["stop"])
    tab.wait_for_timeout(1000 * (FIRST.least_seconds * 1.5 + 2))
    tab.click(f"{CARD} .record")
    becomes(tab, lambda: tab.inner_text(f"{CARD} .said"), SAID["good"])
    with tab.expect_download() as saved:
        tab.click(f"{CARD} .save")
    (tmp_path / "given").mkdir()
    name = saved.value.suggested_filename
    saved.value.save_as(tmp_path / "given" / name)
    assert name == f"{FIRST.name}.wav"
    (line,) = (said for said in take_in(tmp_path / "given", tmp_path) if name in said)
    assert "taken" in line
    (mp3,) = tmp_path.glob("nb/*/*.mp3")
    text = base64.b64encode(mp3.read_bytes()).decode()
    seconds = tab.evaluate(
        """(text) => new Promise((done, fail) => {
          const sound = new Audio(`data:audio/mpeg;base64,${text}`);
          sound.onloadedmetadata = () => done(sound.duration);
          sound.onerror = () => fail(sound.error.message);
        })""",
        text,
    )
    phone.close()
    assert FIRST.least_seconds < seconds < SECONDS
