"""What the staff type in a reply: three texts in one language or more, and a day.
Never on the public side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import TypeAdapter, ValidationError

from chalicelib.class_reply.reply import FIELDS, ReplyContent, ReplyText, limits_of
from chalicelib.core.local_time import usually_off
from chalicelib.core.text import clean, size_problem
from chalicelib.web.form_fields import Day
from chalicelib.web.language import Texts

DAY = "again_on"
LOOKS_AGAIN = timedelta(days=28)
"""What the form proposes, or the first day after that on which there is school."""
LONGEST = timedelta(days=365)
SENTENCES = {"told": 6, "doing": 6, "whom": 2}
"""How many there are to begin with, by field."""
_DAY: TypeAdapter[date] = TypeAdapter(Day)


@dataclass(frozen=True, slots=True)
class ReplyProblem:
    """``name`` is the form's, ``field`` what it is called by, ``kind`` what is wrong;
    ``most`` characters are taken."""

    name: str
    field: str
    kind: str
    language: str = ""
    most: int = 0


def name_of(field: str, language: str) -> str:
    return f"{field}_{language}"


def names(languages: Iterable[str]) -> tuple[str, ...]:
    return (*(name_of(field, own) for own in languages for field in FIELDS), DAY)


def blank(languages: Iterable[str], today: date) -> dict[str, str]:
    ahead = (today + LOOKS_AGAIN + timedelta(days=more) for more in range(60))
    day = next(day for day in ahead if day.isoweekday() <= 5 and not usually_off(day))
    return dict.fromkeys(names(languages), "") | {DAY: day.isoformat()}


def as_typed(content: ReplyContent, languages: Iterable[str]) -> dict[str, str]:
    """The reply as its form shows it."""
    form = dict.fromkeys(names(languages), "") | {DAY: content.again_on.isoformat()}
    for language, text in content.texts.items():
        form |= {name_of(field, language): getattr(text, field) for field in FIELDS}
    return form


def parse(
    form: Mapping[str, str], languages: Iterable[str], step: str, today: date
) -> tuple[ReplyContent | None, list[ReplyProblem]]:
    """The reply, or all that keeps it from being taken. A language in which nothing is
    written is left out; where nothing is written at all the first is asked for."""
    known, limits = list(languages), limits_of(step)._asdict()
    tidy = {
        name_of(field, own): clean(form[name_of(field, own)], limits[field])
        for own in known
        for field in FIELDS
    }
    used = [own for own in known if any(tidy[name_of(f, own)] for f in FIELDS)]
    problems = [
        problem
        for own in used or known[:1]
        for field in FIELDS
        if (problem := _problem(field, own, tidy, limits[field]))
    ]
    again_on = _day(form[DAY], today)
    if again_on is None or problems:
        wrong = [] if again_on else [ReplyProblem(DAY, DAY, "day")]
        return None, [*problems, *wrong]
    texts = {
        own: ReplyText(*(tidy[name_of(field, own)] for field in FIELDS)) for own in used
    }
    return ReplyContent(texts, again_on), []


def with_sentences(
    form: Mapping[str, str], chosen: Iterable[str], said: Mapping[str, Texts]
) -> dict[str, str]:
    """The form with the chosen sentences, each on a line of its own where it does not
    stand yet, in every language of ``said``."""
    form = dict(form)
    for field, number in filter(None, map(_sentence, chosen)):
        for language, t in said.items():
            name, sentence = name_of(field, language), sentence_of(t, field, number)
            if sentence not in form[name]:
                form[name] = f"{form[name].rstrip()}\n{sentence}".lstrip()
    return form


def sentence_of(t: Texts, field: str, number: int) -> str:
    return t(f"reply.sentence.{field}.{number}")


def _sentence(chosen: str) -> tuple[str, int] | None:
    """None for what is none of ours."""
    field, _, number = chosen.partition(".")
    ours = [str(at) for at in range(1, SENTENCES.get(field, 0) + 1)]
    return (field, int(number)) if number in ours else None


def _problem(
    field: str, language: str, tidy: Mapping[str, str], most: int
) -> ReplyProblem | None:
    name = name_of(field, language)
    if not tidy[name]:
        return ReplyProblem(name, field, "empty", language)
    if size_problem(tidy[name], most):
        return ReplyProblem(name, field, "long", language, most)
    return None


def _day(typed: str, today: date) -> date | None:
    try:
        day = _DAY.validate_python(typed)
    except ValidationError:
        return None
    return day if today < day <= today + LONGEST else None
