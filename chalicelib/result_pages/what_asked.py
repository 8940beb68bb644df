"""What was asked, and which answers count as what."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.forms.definitions import FORMS
from chalicelib.forms.questions import Choice
from chalicelib.results.figure import Figure
from chalicelib.results.grouping import GROUPINGS, Grouping
from chalicelib.web.language import Texts


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as pupils read it, with its options group by group."""

    name: str
    question: str
    good: str
    middle: str
    attention: str


def what_asked(t: Texts, form_id: str, items: Container[str]) -> list[AskedQuestion]:
    """In the order the questions are asked, those that were. To skip counts as in
    between, and is said once of all."""
    choices = {
        question.id: question
        for question in FORMS[form_id].questions
        if isinstance(question, Choice)
    }
    return [
        _asked(t, form_id, choices[grouping.item], grouping)
        for grouping in GROUPINGS[form_id]
        if grouping.item in items
    ]


def asked_of_some(
    t: Texts, form_id: str, figures: Mapping[str, Figure], answers: int
) -> list[str]:
    """What the questions have, in a sentence each, that were not asked of all who
    answered: the form has had them since a later round. Not to be asked is not to
    skip."""
    return [
        _asked_of(t, grouping.item, figures.get(grouping.item), answers)
        for grouping in GROUPINGS[form_id]
        if grouping.item not in figures or figures[grouping.item].answers < answers
    ]


def _asked_of(t: Texts, item: str, figure: Figure | None, answers: int) -> str:
    name = t(f"results.item.{item}")
    if figure is None:
        return t("results.unasked", name=name)
    return t("results.asked_of", name=name, asked=figure.answers, answers=answers)


def _asked(t: Texts, form_id: str, choice: Choice, grouping: Grouping) -> AskedQuestion:
    def said(options: Iterable[str]) -> str:
        return ", ".join(t.option(form_id, choice.id, option) for option in options)

    return AskedQuestion(
        name=t(f"results.item.{choice.id}"),
        question=t.item(form_id, choice.id),
        good=said(_good(choice, grouping)),
        middle=said(option for option in choice.options if option in grouping.middle),
        attention=said(
            option for option in choice.options if option in grouping.attention
        ),
    )


def _good(choice: Choice, grouping: Grouping) -> Iterator[str]:
    grouped = grouping.attention | grouping.middle
    return (option for option in choice.options if option not in grouped)
