"""Rounds of past terms at the demo schools: invented answers, counted by the code that
counts all rounds, and never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.core.local_time import OSLO, local_day
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.form import Answer
from chalicelib.forms.questions import Choice
from chalicelib.results import count_round
from chalicelib.results.grouping import GROUPINGS, Grouping
from chalicelib.results.term_figures import release_day
from chalicelib.rounds import store as rounds
from chalicelib.rounds.groups import classes_in_round
from chalicelib.rounds.round import ClassInRound, Mode, Round, on_duty
from chalicelib.schools.school import School
from chalicelib.schools.term import Term, term_of
from chalicelib.storage import transaction
from infra.local.demo_people import (
    CLASSES,
    OTHER_SCHOOL,
    PEOPLE,
    SCHOOL,
    THIRD_SCHOOL,
)

_OLDER, _YOUNG = "grades_5_7", "grades_1_4"
_HELD = {
    SCHOOL.id: (_OLDER, _OLDER, _OLDER, None),
    OTHER_SCHOOL.id: (None, _YOUNG, _OLDER, None),
    THIRD_SCHOOL.id: (_OLDER, _OLDER, _OLDER, _OLDER),
}
"""With which form each school asked in the first, second, third and fourth round."""
_PERCENT = {
    "thriving": (9, 14),
    "company": (2, 9),
    "hurt": (13, 16),
    "excluded": (19, 18),
    "safe": (6, 14),
    "trusted_adult": (4, 15),
}
"""Who needs attention, and who is in between, in the first round."""
_MORE = {SCHOOL.id: {"excluded": (27, 18), "hurt": (22, 16)}}
"""Where more are."""
_FEWER = {"excluded": 5, "hurt": 3, "safe": 1, "thriving": -1}
"""So many per cent fewer need attention from round to round, or more where it says
less than none."""


def write_past_rounds(now: datetime) -> None:
    """Four: of a term long over, twice of the latest that is summed, and of late."""
    for number, day in enumerate(_days(now)):
        for school in (SCHOOL, OTHER_SCHOOL, THIRD_SCHOOL):
            if form_id := _HELD[school.id][number]:
                _write(_round(school, form_id, day), number)


def _write(round_: Round, number: int) -> None:
    """Its answers are gone, as those of a round that is long over."""
    counted = round_.closes_at + timedelta(days=1)
    answered = _answered(round_, number)
    transaction.commit(*rounds.put_round(round_))
    transaction.commit(*rounds.shred_round(round_, local_day(counted)))
    transaction.commit(*count_round.writes_of(round_, answered, counted))


def _days(now: datetime) -> list[date]:
    today = local_day(now)
    latest = term_of(today)
    while release_day(latest) > today:
        latest = _before(latest)
    first, start = _before(latest).first_day, latest.first_day
    weeks = (first + timedelta(weeks=6), *(start + timedelta(weeks=n) for n in (5, 18)))
    return [*weeks, today - timedelta(weeks=5)]


def _before(term: Term) -> Term:
    return term_of(term.first_day - timedelta(days=1))


def _round(school: School, form_id: str, day: date) -> Round:
    """From Monday to Friday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    opens = datetime.combine(monday, time(8), OSLO).astimezone(UTC)
    closes = opens + timedelta(days=4, hours=6)
    step = FORMS[form_id].grade_step
    asked = [
        class_
        for class_ in CLASSES
        if class_.school_id == school.id and step in class_.grade_steps
    ]
    groups = classes_in_round(Mode.ANONYMOUS, asked, step)
    return Round(
        id=f"DEMQRND{school.id[-2]}{monday:%y%V}",
        school_id=school.id,
        owner_id=school.owner_id,
        form_id=form_id,
        mode=Mode.ANONYMOUS,
        language=school.language,
        languages=("nb", "nn"),
        opens_at=opens,
        closes_at=closes,
        opened_on=monday,
        expires_on=local_day(closes) + timedelta(days=5 * 365),
        public_key=bytes(32),
        classes={group.id: replace(group, opened_at=opens) for group in groups},
        slots=(closes,),
        weekly=(),
        ombud=school.ombud,
        on_duty=on_duty(PEOPLE[2]),
    )


def _answered(round_: Round, number: int) -> Mapping[str, Sequence[Answer]]:
    return {
        class_.id: _answers(round_, class_, number, place)
        for place, class_ in enumerate(round_.classes.values())
    }


def _answers(
    round_: Round, class_: ClassInRound, number: int, place: int
) -> list[Answer]:
    """Nine of ten pupils answer, each question by its own share."""
    many = round(class_.pupils * 0.9)
    columns = {
        grouping.item: _options(round_, grouping, many, number, place)
        for grouping in GROUPINGS[round_.form_id]
    }
    return [
        {item: options[pupil] for item, options in columns.items()}
        for pupil in range(many)
    ]


def _options(
    round_: Round, grouping: Grouping, many: int, number: int, place: int
) -> list[str]:
    """What so many answer; the classes differ a little."""
    item = grouping.item
    attention, middle = _MORE.get(round_.school_id, {}).get(item) or _PERCENT[item]
    attention = max(attention - _FEWER.get(item, 0) * number, 0)
    needs = round(many * attention / 100 * (0.75 + place % 3 / 4))
    between = round(many * middle / 100)
    good = many - needs - between
    bad_option, middle_option, good_option = _one_of_each(round_.form_id, grouping)
    return [bad_option] * needs + [middle_option] * between + [good_option] * good


def _one_of_each(form_id: str, grouping: Grouping) -> tuple[str, str, str]:
    asked = next(q for q in FORMS[form_id].questions if q.id == grouping.item)
    assert isinstance(asked, Choice)
    grouped = grouping.attention | grouping.middle
    return (
        next(option for option in asked.options if option in grouping.attention),
        next(option for option in asked.options if option in grouping.middle),
        next(option for option in asked.options if option not in grouped),
    )
