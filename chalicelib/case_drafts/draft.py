"""A draft: one person's, of one form of one case, for a week."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.web.form_body import Fields
from chalicelib.web.form_fields import seen

LASTS = timedelta(days=7)
_OF_ONE_PRESS = frozenset({"csrf", "attempt", "draft", "do"})


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """``form`` is where it was sent, below the case's own page; ``mark`` the attempt of
    the page it was sent from. ``fields`` are as they stood there."""

    form: str
    mark: str
    saved_at: datetime
    fields: Fields

    @property
    def until(self) -> datetime:
        return self.saved_at + LASTS

    @property
    def seen(self) -> int:
        """The version of the case that the person had before their eyes."""
        return seen(self.fields)


def typed(form: str, mark: str, fields: Fields, now: datetime) -> CaseDraft:
    kept = {
        name: [*said]
        for name, said in fields.all().items()
        if name not in _OF_ONE_PRESS
    }
    return CaseDraft(form, mark, now, Fields(kept))
