"""From .po to .json, key to text, for each file that has changed since."""

import json
import os
from pathlib import Path

from chalicelib.locales import FOLDER


def compile_changed() -> None:
    """Compiled files are whole at every moment: others may read them, or do the same,
    meanwhile."""
    sources = [*FOLDER.glob("*/*.po")]
    for source in sources:
        compiled = source.with_suffix(".json")
        if (
            not compiled.exists()
            or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns
        ):
            _compile(source, compiled)
    for left_over in {*FOLDER.glob("*/*.json")} - {
        source.with_suffix(".json") for source in sources
    }:
        left_over.unlink()


def _compile(source: Path, compiled: Path) -> None:
    import polib  # the Python that packages has none, and finds everything compiled

    said = {
        entry.msgctxt: entry.msgstr
        for entry in polib.pofile(str(source))
        if entry.msgstr
    }
    half = compiled.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    half.replace(compiled)
