"""The page to record with: one file, which asks nothing of the network."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from infra.recordings import sound
from infra.recordings.wanted import LANGUAGES, wanted
from infra.recordings.words import WORDS

LIMITS = {
    "rate": sound.RATE,
    "frame": sound.FRAME,
    "speech": sound.SPEECH,
    "leastLoud": sound.LEAST_LOUD,
    "highest": sound.HIGHEST,
    "mostCut": sound.MOST_CUT,
}


def html() -> str:
    """In every language that is read."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True
    )
    by_language = {
        language: [what for what in wanted() if what.language == language]
        for language in LANGUAGES
    }
    return environment.get_template("page.html").render(
        by_language=by_language, words=WORDS, limits=json.dumps(LIMITS)
    )
