"""Who a case is about: the one place in it where the pupil's name stands, sealed."""

import re
from dataclasses import asdict, dataclass, replace

from chalicelib.core import errors
from chalicelib.core.text import clean, size_problem

MOST = 100
_LOWER_SECONDARY = frozenset({8, 9, 10})


@dataclass(frozen=True, slots=True)
class About:
    """``pupil`` is empty while nobody knows the name, where it was taken back, and of a
    class. ``place`` is the
    class as people call it. ``bullying``: it was told of as bullying."""

    pupil: str = ""
    place: str = ""
    bullying: bool = False

    @property
    def wants_adult_measure(self) -> bool:
        """In grades 8 to 10 a group alone may be weaker against bullying: measured in
        KiVa, where confronting worked better."""
        grades = {int(number) for number in re.findall(r"\d{1,2}", self.place)}
        return self.bullying and bool(grades & _LOWER_SECONDARY)

    def plain(self) -> dict[str, object]:
        """As it is sealed: the name by itself."""
        return asdict(replace(self, pupil=""))


def about_in(pupil: str, place: str, bullying: bool) -> About:
    """Raises Incomplete for what is too long."""
    pupil, place = (clean(text, MOST).replace("\n", " ") for text in (pupil, place))
    if size_problem(pupil, MOST) or size_problem(place, MOST):
        raise errors.Incomplete("case.problem.about")
    return About(pupil, place, bullying)
