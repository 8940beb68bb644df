"""A case: something the resource group has taken on, with its number and where it came
from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Case:
    """``number`` counts from 1 within the school. ``origins`` are references to inbox
    items."""

    school_id: str
    number: int
    origins: tuple[str, ...]
    made_by: str
    made_at: datetime
