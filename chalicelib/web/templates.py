"""Jinja on the templates at the top of the repository."""

from collections.abc import Callable
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
from markupsafe import Markup

from chalicelib.core.settings import settings
from chalicelib.locales import LOCALES
from chalicelib.web import bokmaal
from chalicelib.web.help_lines import help_shown
from chalicelib.web.language import apart, language_name, languages, texts_of_a_page
from chalicelib.web.lean_scripts import lean
from chalicelib.web.recordings import RECORDINGS

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


class SourceLoader(FileSystemLoader):
    """Templates with their styles and scripts as they go out."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, file, is_current = super().get_source(environment, template)
        return lean(template, source), file, is_current


def render(template: str, language: str, **context: object) -> str:
    """The filled-in template; a name the context lacks is an error, never an empty
    space.

    Every template has ``t`` (the texts of the language), ``url``, ``languages``,
    ``language_name``, ``help_shown`` and ``recordings``.
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
    )
    made.globals.update(
        url=url,
        languages=languages(),
        language_name=language_name,
        help_shown=help_shown,
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
        ChoiceLoader([ModuleLoader(_TEMPLATES), SourceLoader(_TEMPLATES)])
    )


def _strong(text: str) -> Markup:
    """``**word**`` in a locale string becomes strong; everything else is escaped."""
    strong = Markup("<strong>{}</strong>")
    parts = text.split("**")
    return Markup("").join(
        strong.format(part) if i % 2 else part for i, part in enumerate(parts)
    )
