"""Questions read by a person, one recording each, found by being here.

``make recordings`` puts it at ``<language>/<form id>/<item id>.mp3`` beside this file,
with the words that were read: the question first, then its options in their order. It
then wins over the voice of the pupil's device. One file holds all the options, so that
fetching it never tells which one a pupil thinks of.
"""

from collections.abc import Mapping
from pathlib import Path


def find(folder: Path) -> dict[tuple[str, str, str], Path]:
    """Language, form id and item id to the file."""
    files = sorted(folder.glob("*/*/*.mp3"))
    return {(file.parts[-3], file.parts[-2], file.stem): file for file in files}


FOLDER = Path(__file__).parent
WORDS = ".txt"
"""Ends the name of the file with the words that were read."""
RECORDINGS: Mapping[tuple[str, str, str], Path] = find(FOLDER)
