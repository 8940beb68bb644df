"""Words that make a text urgent: one file per language, found by its name.

All languages apply to every text, since pupils mix them.
"""

from importlib import import_module
from pkgutil import iter_modules

from chalicelib.domain.words import needles

TOPICS = ("life", "self_harm", "abuse", "violence", "weapon", "help")

WORD_LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    found.name: import_module(f"{__name__}.{found.name}").WORDS for found in iter_modules(__path__)
}
NEEDLES: tuple[str, ...] = needles(
    sorted({word for words in WORD_LISTS.values() for topic in words.values() for word in topic})
)
