"""The files from the page become the form's recordings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from chalicelib.web.recordings import WORDS
from infra.recordings import sound
from infra.recordings.wanted import Wanted, wanted

_NAME = re.compile(r"(\w+\.\w+\.\w+)\.([0-9a-f]{8})\b.*\.wav", re.I)
_FAULTS = {
    "silent": "nobody speaks in it",
    "quiet": "too quiet: speak closer to the phone",
    "loud": "cut off at the top: hold the phone further away",
    "short": "shorter than its words take: something was not read",
    "long": "longer than its words take: read without breaks",
}


def take_in(given: Path, to: Path) -> Iterator[str]:
    """A line for each file of ``given`` and each recording that is still missing.
    Nothing is written of what has a fault, and nothing that stands is lost to it."""
    asked = {_place(what): what for what in wanted()}
    for place, files in sorted(_by_place(given).items()):
        names = ", ".join(file.name for file in files)
        yield f"{names}: {_take(files, asked.get(place), to)}"
    yield from missing(to)


def missing(to: Path) -> Iterator[str]:
    """What nobody has read yet, or not in today's words."""
    for what in wanted():
        folder = to / what.language / what.form_id
        words = folder / f"{what.item_id}{WORDS}"
        if not words.exists():
            yield f"missing: {_place(what)}"
        elif words.read_text(encoding="utf-8") != what.words:
            yield f"read in other words than today's: {_place(what)}"


def _place(what: Wanted) -> str:
    return f"{what.language}.{what.form_id}.{what.item_id}"


def _by_place(given: Path) -> Mapping[str, list[Path]]:
    found = defaultdict(list)
    for file in sorted(given.iterdir()):
        if name := _NAME.fullmatch(file.name):
            found[name[1]].append(file)
    return found


def _take(files: list[Path], what: Wanted | None, to: Path) -> str:
    if what is None:
        return "left: no such question is read aloud"
    if len(files) > 1:
        return "left: keep the one that shall be used"
    (file,) = files
    if f".{what.mark}" not in file.name:
        return "left: the words have changed since, take the page anew"
    try:
        samples = sound.read(file)
    except sound.NotSound:
        return "left: not a sound from the page"
    heard = sound.hear(samples)
    if heard is None or (fault := sound.fault(heard, what)):
        return f"left: {_FAULTS['silent' if heard is None else fault]}"
    mp3 = sound.to_mp3(sound.trimmed(samples, heard))
    _write(to / what.language / what.form_id, what, mp3)
    return f"taken, {heard.seconds:.1f} s, {len(mp3) // 1024} kB"


def _write(folder: Path, what: Wanted, mp3: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{what.item_id}.mp3").write_bytes(mp3)
    words = folder / f"{what.item_id}{WORDS}"
    words.write_text(what.words, encoding="utf-8")
