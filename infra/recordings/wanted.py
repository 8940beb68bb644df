"""What is to be read: each question of the forms for children who may not read yet.

The first screen and the last page are not here: what they say depends on the round (who
reads the answers, until when), and a recording would promise what does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from chalicelib.forms.definitions import FORMS
from chalicelib.forms.questions import Choice, Faces, Question
from chalicelib.web.language import Texts, texts

LANGUAGES = ("nb", "nn")
_SLOWEST, _FASTEST = 6, 22
"""Letters a second, read aloud to a child."""
_PAUSE = 2
"""Seconds, at most, around each sentence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One recording: ``sentences`` in the order they stand on the screen, the question
    first."""

    language: str
    form_id: str
    item_id: str
    sentences: tuple[str, ...]

    @property
    def name(self) -> str:
        """Of the file from the page, without its ending: the last part says which words
        were read, so that a recording of other words is known."""
        return f"{self.language}.{self.form_id}.{self.item_id}.{self.mark}"

    @property
    def words(self) -> str:
        return "\n".join(self.sentences)

    @property
    def mark(self) -> str:
        return sha256(self.words.encode()).hexdigest()[:8]

    @property
    def least_seconds(self) -> float:
        """Of speech: in less, not everything was read."""
        return len(self.words) / _FASTEST

    @property
    def most_seconds(self) -> float:
        return len(self.words) / _SLOWEST + _PAUSE * len(self.sentences)


def wanted() -> Iterator[Wanted]:
    """By language, then as the forms have them."""
    for language in LANGUAGES:
        for form in FORMS.values():
            if form.young:
                for question in form.questions:
                    yield Wanted(
                        language,
                        form.id,
                        question.id,
                        tuple(_sentences(texts(language), form.id, question)),
                    )


def _sentences(t: Texts, form_id: str, question: Question) -> Iterator[str]:
    yield t.item(form_id, question.id)
    hint = f"item.{question.id}.hint"
    if not isinstance(question, Faces) and t.has(hint):
        yield t(hint)
    if isinstance(question, Choice):
        for option in question.options:
            yield t.option(form_id, question.id, option)
    yield t("pupil.form.skip")
