"""Words that make a text urgent: one file per language, found by its name.

All languages apply to every text, since pupils mix them. In the files a comma stands
between two patterns; a star lets the last word go on. They are written as children
write, and rather too many than too few: "tar på meg" may be about a jacket, and must
not be missed when it is not.
"""

from importlib import import_module
from pkgutil import iter_modules

from chalicelib.urgent_words.find import hit, needles

TOPICS = ("life", "self_harm", "abuse", "violence", "weapon", "help")


def _patterns(listed: str) -> tuple[str, ...]:
    return tuple(pattern.strip() for pattern in listed.split(","))


WORD_LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    found.name: {
        topic: _patterns(listed)
        for topic, listed in import_module(f"{__name__}.{found.name}").WORDS.items()
    }
    for found in iter_modules(__path__)
}
NEEDLES: tuple[str, ...] = needles(
    sorted(
        {
            word
            for words in WORD_LISTS.values()
            for topic in words.values()
            for word in topic
        }
    )
)
BY_TOPIC: dict[str, tuple[str, ...]] = {
    topic: needles(
        word for words in WORD_LISTS.values() for word in words.get(topic, ())
    )
    for topic in TOPICS
}


def topics_in(text: str) -> tuple[str, ...]:
    """What the words that make the text urgent are about; "help" is about anything."""
    return tuple(topic for topic, words in BY_TOPIC.items() if hit(text, words))
