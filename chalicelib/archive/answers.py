"""What the function answers, as both of its sides know it."""

from enum import StrEnum

MOST_ANSWERED = 5_500_000
"""Signs of base64, some 4 MB of PDF: Lambda hands back 6 MB at most, and the staff's
door hands it on in the same way."""


class NotSet(StrEnum):
    UNSET = "unset"
    TOO_LARGE = "too_large"
