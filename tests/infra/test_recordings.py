"""What somebody has read aloud with a phone becomes the form's recording, or is told
what is wrong with it."""

import re
import wave

import numpy as np
import pytest

from chalicelib.web import recordings
from infra.recordings import sound
from infra.recordings.take_in import missing, take_in
from infra.recordings.wanted import wanted
from tests.conftest import ROOT

FIRST, SECOND, *_ = wanted()
SECONDS = (FIRST.least_seconds + FIRST.most_seconds) / 2


def speech(seconds=SECONDS, loudness=0.1, rate=48_000):
    """Like a voice: a tone that comes and goes, with silence before and after."""
    at = np.arange(int(seconds * rate)) / rate
    tone = np.sin(2 * np.pi * 220 * at) * (1 + np.sin(2 * np.pi * 4 * at)) / 2
    rest = np.zeros(rate)
    return np.concatenate([rest, tone * loudness * 2.2, rest]).clip(-1, 1)


def written(folder, samples, what=FIRST, rate=48_000, channels=1, more=""):
    folder.mkdir(exist_ok=True)
    pulses = np.repeat((samples * 32767).astype("<i2"), channels)
    file = folder / f"{what.name}{more}.wav"
    with wave.open(str(file), "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(2)
        made.setframerate(rate)
        made.writeframes(pulses.tobytes())
    return file


def lines_of(given, to, what=FIRST):
    return [line for line in take_in(given, to) if what.name in line]


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_what_was_read_well_becomes_the_forms_recording(tmp_path, rate, channels):
    to = tmp_path / "to"
    written(tmp_path / "given", speech(rate=rate), rate=rate, channels=channels)
    (line,) = lines_of(tmp_path / "given", to)
    assert "taken" in line
    key = (FIRST.language, FIRST.form_id, FIRST.item_id)
    found = recordings.find(to)
    assert set(found) == {key}
    mp3 = found[key].read_bytes()
    seconds = len(mp3) * 8 / (sound.KILOBITS * 1000)
    # The second of silence on each side is gone.
    assert SECONDS - 0.3 < seconds < SECONDS + 0.8
    assert mp3[:2] == b"\xff\xf3"  # MPEG 2, layer 3
    assert f"missing: {FIRST.language}.{FIRST.form_id}.{FIRST.item_id}" not in (
        list(missing(to))
    )


@pytest.mark.parametrize("loudness", [0.05, 0.3])
def test_all_are_equally_loud(loudness):
    samples = speech(loudness=loudness, rate=sound.RATE).astype("f4")
    louder = sound.trimmed(samples, sound.hear(samples))
    assert sound.hear(louder).loudness == pytest.approx(sound.ALIKE, rel=0.05)
    assert abs(louder).max() <= 1


@pytest.mark.parametrize(
    ("samples", "said"),
    [
        (np.zeros(96_000), "nobody speaks"),
        (np.zeros(0), "nobody speaks"),
        (speech(loudness=0.02), "too quiet"),
        (speech(loudness=4), "cut off"),
        (speech(FIRST.least_seconds * 0.8), "something was not read"),
        (speech(FIRST.most_seconds * 1.2), "longer"),
    ],
    ids=["silent", "empty", "quiet", "loud", "short", "long"],
)
def test_what_was_read_badly_is_left_with_the_reason(tmp_path, samples, said):
    to = tmp_path / "to"
    written(tmp_path / "given", speech())
    assert "taken" in lines_of(tmp_path / "given", to)[0]
    good = recordings.find(to)
    before = {file: file.read_bytes() for file in good.values()}
    written(tmp_path / "given", samples)
    (line,) = lines_of(tmp_path / "given", to)
    assert said in line
    # What stood there before stands.
    assert {file: file.read_bytes() for file in good.values()} == before


def test_other_words_no_sound_two_of_one_and_unknown_names_are_left(tmp_path):
    given, to = tmp_path / "given", tmp_path / "to"
    older = written(given, speech())
    older.rename(given / older.name.replace(FIRST.mark, "0" * 8))
    written(given, speech(), SECOND)
    written(given, speech(), SECOND, more=" (1)")
    stranger = written(given, speech(), FIRST)
    stranger.rename(given / f"nb.grades_1_4.intro.{FIRST.mark}.wav")
    (given / "notes.txt").write_text("not for us")
    said = [line for line in take_in(given, to) if not line.startswith("missing")]
    assert len(said) == 3
    assert any("the words have changed" in line for line in said)
    assert any("keep the one" in line for line in said)
    assert any("no such question" in line for line in said)
    for file in given.iterdir():
        file.unlink()
    for bad in (b"", b"RIFF", b"\x00" * 4000):
        (given / f"{FIRST.name}.wav").write_bytes(bad)
        assert "not a sound" in lines_of(given, to)[0]
    assert recordings.find(to) == {}


def test_a_recording_of_other_words_than_todays_is_named(tmp_path):
    written(tmp_path / "given", speech())
    assert lines_of(tmp_path / "given", tmp_path)
    (words,) = tmp_path.glob("nb/*/*.txt")
    words.write_text("Hvordan var det på skolen i fjor?")
    assert any(line.startswith("read in other words") for line in missing(tmp_path))


def test_what_the_service_plays_is_a_question_in_todays_words():
    """The first screen and the last page promise what depends on the round."""
    asked = {(what.language, what.form_id, what.item_id) for what in wanted()}
    assert set(recordings.RECORDINGS) <= asked
    assert not any("other words" in line for line in missing(recordings.FOLDER))


def test_every_sentence_on_the_screen_is_asked_for():
    page = (ROOT / "templates/forms/faces.html").read_text(encoding="utf-8")
    assert "hint" not in page
    for what in wanted():
        assert len(what.sentences) >= 4
        assert what.least_seconds < what.most_seconds
        assert re.fullmatch(r"n[bn]\.grades_1_4\.\w+\.[0-9a-f]{8}", what.name)
