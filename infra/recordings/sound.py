"""How a recording sounds: how long somebody speaks, how loudly, and whether it is cut
off at the top. ``page.js`` measures alike, with the same limits."""

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lameenc
import numpy as np
from numpy.typing import NDArray

from infra.recordings.wanted import Wanted

Samples = NDArray[np.float32]
RATE = 24_000
"""Samples a second: speech has nothing above half of this."""
KILOBITS = 48
FRAME = RATE // 20
"""A twentieth of a second."""
SPEECH = 0.006
"""Root mean square of a frame in which somebody speaks: -44 dB."""
LEAST_LOUD = 0.03
"""Root mean square of all that is spoken: -30 dB. What is louder is made alike."""
ALIKE = 0.1
HIGHEST = 0.98
MOST_CUT = 0.002
"""Share of what is spoken that is at the top."""
_MARGIN = 4
"""Frames kept before and after what is spoken."""


class NotSound(Exception):
    """The file is no WAV of 16 bits."""


@dataclass(frozen=True, slots=True)
class Heard:
    """``first`` and ``last`` are the frames from and to which somebody speaks."""

    first: int
    last: int
    loudness: float
    cut: float

    @property
    def seconds(self) -> float:
        return (self.last - self.first) * FRAME / RATE


def read(file: Path) -> Samples:
    """One channel at ``RATE``, between -1 and 1. Raises NotSound."""
    try:
        with wave.open(str(file), "rb") as sound:
            if sound.getsampwidth() != 2:
                raise NotSound
            rate, channels = sound.getframerate(), sound.getnchannels()
            pulses = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    except (wave.Error, EOFError, ValueError) as error:
        raise NotSound from error
    samples = pulses.reshape(-1, channels).mean(axis=1) / 32768
    if not len(samples):
        return np.zeros(0, np.float32)
    at = np.arange(0, len(samples), rate / RATE)
    resampled: Samples = np.interp(at, np.arange(len(samples)), samples).astype("f4")
    return resampled


def hear(samples: Samples) -> Heard | None:
    """None where nobody speaks."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    loudness = np.sqrt((frames.astype("f8") ** 2).mean(axis=1))
    spoken = np.flatnonzero(loudness >= SPEECH)
    if not len(spoken):
        return None
    voice = frames[spoken]
    return Heard(
        int(spoken[0]),
        int(spoken[-1]) + 1,
        float(np.sqrt((voice.astype("f8") ** 2).mean())),
        float((np.abs(voice) >= HIGHEST).mean()),
    )


def fault(heard: Heard | None, what: Wanted) -> str:
    """silent, quiet, loud, short or long; empty for a good one."""
    if heard is None:
        return "silent"
    if heard.loudness < LEAST_LOUD:
        return "quiet"
    if heard.cut > MOST_CUT:
        return "loud"
    if heard.seconds < what.least_seconds:
        return "short"
    return "long" if heard.seconds > what.most_seconds else ""


def trimmed(samples: Samples, heard: Heard) -> Samples:
    """Without the silence around it, and as loud as the others."""
    first = max(0, heard.first - _MARGIN) * FRAME
    spoken = samples[first : (heard.last + _MARGIN) * FRAME]
    loudest = float(np.abs(spoken).max())
    louder: Samples = spoken * min(ALIKE / heard.loudness, HIGHEST / loudest)
    return louder


def to_mp3(samples: Samples) -> bytes:
    """Which every browser plays."""
    encoder: Any = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(KILOBITS)
    encoder.set_quality(2)
    pulses = (samples * 32767).astype("<i2").tobytes()
    return bytes(encoder.encode(pulses) + encoder.flush())
