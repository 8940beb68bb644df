"""Jinja on the templates at the top of the repository."""

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    ModuleLoader,
    StrictUndefined,
    select_autoescape,
)
from jinja2.ext import Extension
from markupsafe import Markup

from chalicelib.core.settings import settings
from chalicelib.locales import LOCALES
from chalicelib.web import bokmaal
from chalicelib.web.help_lines import HELP_LINES
from chalicelib.web.language import apart, language_name, languages, texts_of_a_page
from chalicelib.web.recordings import RECORDINGS

_ONLY_FOR_US = re.compile(r"^[ \t]*(?:(?://.*|/\*.*\*/)\n)?|[ \t]+// .*$", re.MULTILINE)
_STYLE_SPACE = re.compile(r"(?<=[:;,{}>~])[ \n]+|[ \n]+(?=[{}>~!])|;(?=\s*})")
# What stands between quotes stays; an expression of / may hold none of the signs beside
# a space.
_SCRIPT_SPACE = re.compile(
    r"""('(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
    r"""| *([=(){}\[\],;:?<>&|!*%]) *"""
)
# Only the first may not hold a block: what follows it ends as it did.
_SCRIPT_NAMES = re.compile(r"(?<=[;{}])const [^;{}]*(?:;const [^;{}]*)+")
_SCRIPT_LINES = re.compile(r"(?<=[;{,(\[])\n+|\n+(?=[})\]?:.&|\n])")
_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


class LeanScripts(Extension):
    """Styles and scripts go out without what only we read: comments, and space round
    signs. The page must come in one round trip."""

    def preprocess(
        self, source: str, name: str | None, filename: str | None = None
    ) -> str:
        if not name or not name.endswith((".css", ".js")):
            return source
        lean = _ONLY_FOR_US.sub("", source)
        if name.endswith(".css"):
            return _STYLE_SPACE.sub("", lean)
        lean = _SCRIPT_SPACE.sub(lambda found: found[1] or found[2], lean)
        lean = _SCRIPT_LINES.sub("", lean)
        return _SCRIPT_NAMES.sub(lambda found: found[0].replace(";const ", ","), lean)


def render(template: str, language: str, **context: object) -> str:
    """The filled-in template; a name the context lacks is an error, never an empty
    space.

    Every template has ``t`` (the texts of the language), ``url``, ``languages``,
    ``language_name``, ``help_lines`` and ``recordings``.
    """
    page = (
        _environment()
        .get_template(template)
        .render(t=texts_of_a_page(language), **context)
    )
    return bokmaal.say_where(page) if LOCALES[language].draft else page


def url(path: str) -> str:
    """The path as a browser must ask for it: on some hosts the stage's name stands
    before it."""
    return settings().base_path + path


def environment(loader: BaseLoader) -> Environment:
    """How templates are read, here and when they are compiled for the deployed
    service."""
    made = Environment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"], default=False),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[LeanScripts],
    )
    made.globals.update(
        url=url,
        languages=languages(),
        language_name=language_name,
        help_lines=HELP_LINES,
        recordings=RECORDINGS,
    )
    made.filters["strong"] = _strong
    made.filters["apart"] = apart
    return made


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """In the deployed zip the folder holds compiled templates, elsewhere their
    sources."""
    return environment(
        ChoiceLoader([ModuleLoader(_TEMPLATES), FileSystemLoader(_TEMPLATES)])
    )


def _strong(text: str) -> Markup:
    """``**word**`` in a locale string becomes strong; everything else is escaped."""
    strong = Markup("<strong>{}</strong>")
    parts = text.split("**")
    return Markup("").join(
        strong.format(one) if i % 2 else one for i, one in enumerate(parts)
    )
