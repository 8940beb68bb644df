"""Whether an item is what somebody looks for: by its number, its class, or who referred
a pupil."""

import re

from chalicelib.items.item import Item


def is_meant(item: Item, referrer: str, text: str) -> bool:
    """Beginnings are enough: of the number, of the class, of every name that is typed;
    in whatever case. Nothing typed means nothing."""
    wanted = re.sub(r"^(nr|no)\b\.?", "", text.strip().casefold()).strip()
    if not wanted:
        return False
    place = _joined(item.place.casefold().replace("–", "-"))
    if item.number.casefold().startswith(wanted) or place.startswith(_joined(wanted)):
        return True
    names = referrer.casefold().split()
    return all(any(name.startswith(word) for name in names) for word in wanted.split())


def _joined(text: str) -> str:
    return "".join(text.split())
