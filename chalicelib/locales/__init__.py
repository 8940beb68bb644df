"""What the service says: ``<language>/{pupil,staff,mail}.po``, and what is not words of
a language.

infra/strings compiles each file to one of JSON beside it. A door has the files it
needs: the pupils' zip holds no staff.json, and nothing here asks which door this is.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Locale:
    """One language. ``direction`` is ltr or rtl; ``voices`` are the languages whose
    voices can read it aloud, best first; a draft is offered to nobody."""

    language: str
    name: str
    direction: str
    voices: tuple[str, ...]
    draft: bool

    @property
    def strings(self) -> Mapping[str, str]:
        """By their keys; what a draft lacks is not there."""
        return _strings(self.language)


@cache
def _strings(language: str) -> Mapping[str, str]:
    return strings_of((FOLDER / language).glob("*.json"))


def strings_of(compiled: Iterable[Path]) -> Mapping[str, str]:
    """All that some files hold together; no key is in two of them."""
    said: dict[str, str] = {}
    for file in compiled:
        said |= json.loads(file.read_bytes())
    return said


LOCALES = {
    locale.language: locale
    for locale in (
        Locale("nb", "Bokmål", "ltr", ("nb", "no"), draft=False),
        Locale("nn", "Nynorsk", "ltr", ("nn", "nb", "no"), draft=False),
        Locale("ar", "العربية", "rtl", ("ar",), draft=True),
        Locale("en", "English", "ltr", ("en",), draft=False),
        Locale("pl", "Polski", "ltr", ("pl",), draft=True),
        Locale("uk", "Українська", "ltr", ("uk",), draft=True),
    )
}
"""A language is offered, and no draft, when a test finds nothing unchecked or missing
in it."""
