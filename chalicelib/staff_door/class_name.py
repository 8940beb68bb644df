"""How a class, or a grade step, is named where the staff read of it."""

from chalicelib.web.language import Texts, apart


def class_name(t: Texts, label: str) -> str:
    """A whole grade step in words, or that it is the class with this name."""
    group = t.group(label)
    return group if group != label else t("staff.class", label=apart(label))
