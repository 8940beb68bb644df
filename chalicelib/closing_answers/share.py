"""How many of the supporters said something: in five steps, never as a number."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from chalicelib.forms.closing_forms import SUPPORTERS
from chalicelib.forms.questions import Choice

LEAST_GROUPS, LEAST_ANSWERS = 3, 10
_TURNED = frozenset({"was_hard"})
"""Items of which it is told how many did not choose the first."""


class Share(StrEnum):
    NEARLY_ALL = "nearly_all"
    MOST = "most"
    HALF = "half"
    SOME = "some"
    FEW = "few"
    TOO_LITTLE = "too_little"


_FROM = ((85, Share.NEARLY_ALL), (60, Share.MOST), (40, Share.HALF), (15, Share.SOME))


def shares(answers: Sequence[Mapping[str, str]]) -> dict[str, Share]:
    """By item, in the form's order: how many said yes to it; of an item that fewer than
    ten have answered nothing is told."""
    return {
        question.id: _share(question, answers)
        for question in SUPPORTERS.questions
        if isinstance(question, Choice)
    }


def _share(question: Choice, answers: Sequence[Mapping[str, str]]) -> Share:
    said = [answer[question.id] for answer in answers if question.id in answer]
    if len(said) < LEAST_ANSWERS:
        return Share.TOO_LITTLE
    first = said.count(question.options[0])
    chosen = len(said) - first if question.id in _TURNED else first
    percent = 100 * chosen / len(said)
    return next((share for least, share in _FROM if percent >= least), Share.FEW)
