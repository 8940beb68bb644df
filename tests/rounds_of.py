"""A round by itself, with no school around it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from chalicelib.rounds.groups import classes_in_round
from chalicelib.rounds.round import Mode, Round, on_duty
from chalicelib.schools.school import SchoolClass
from tests.cast import NOW, NURSE, SCHOOL


def a_round(
    pupils: Mapping[str, int], label: str = "", form_id: str = "grades_5_7"
) -> Round:
    """``pupils`` by class. ``label``: what all of them are read under."""
    classes = {
        class_.id: replace(class_, label=label or class_.label)
        for id_, number in pupils.items()
        for class_ in classes_in_round(
            Mode.CONFIDENTIAL, [SchoolClass(id_, SCHOOL.id, id_, (6,), number)], "5-7"
        )
    }
    return Round(
        id="RNDAAA",
        school_id=SCHOOL.id,
        owner_id=SCHOOL.owner_id,
        form_id=form_id,
        mode=Mode.CONFIDENTIAL,
        language="nb",
        languages=("nb",),
        opens_at=NOW,
        closes_at=NOW + timedelta(hours=4),
        opened_on=NOW.date(),
        expires_on=NOW.date() + timedelta(days=365),
        public_key=bytes(32),
        classes=classes,
        slots=(NOW,),
        weekly=(NOW,),
        ombud=SCHOOL.ombud,
        on_duty=on_duty(NURSE),
    )
