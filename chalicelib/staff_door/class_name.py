"""How a class, a grade step or a round is named where the staff read of it."""

from chalicelib.core.local_time import local_day
from chalicelib.web.language import Named, Texts, apart


def class_name(t: Texts, label: str) -> str:
    """A whole grade step in words, or that it is the class with this name."""
    group = t.group(label)
    return group if group != label else t("staff.class", label=apart(label))


def round_week(t: Texts, round_: Named) -> str:
    """A round's week and classes, where its mode and time stand beside it."""
    number = local_day(round_.opens_at).isocalendar().week
    return t("staff.round.week", week=number, labels=t.classes(round_))
